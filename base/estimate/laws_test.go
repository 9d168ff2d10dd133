// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

// lot is a sample of any shape: strata of some units of some members, of populations
// that are known or not, with two answers of each and a group.
type lot struct {
	stratum     []int32
	unit        []int64
	first, last []float64 // how many units the stratum has, and how many members the unit; none: not known
	weights     []float64
	y, x        []float64
	group       []int32
}

func lots(members int) *rapid.Generator[lot] {
	number := rapid.Float64Range(-100, 100)
	return rapid.Custom(func(t *rapid.T) lot {
		var l lot
		known := rapid.Bool().Draw(t, "populations are known")
		name := int64(0)
		for h := range rapid.Int32Range(1, 3).Draw(t, "strata") {
			units := rapid.IntRange(2, 4).Draw(t, "units")
			size := float64(units + rapid.IntRange(0, 9).Draw(t, "units that aren't drawn"))
			for range units {
				name++
				many := rapid.IntRange(1, members).Draw(t, "members")
				within := float64(many + rapid.IntRange(0, 4).Draw(t, "members that aren't drawn"))
				for range many {
					l.stratum, l.unit = append(l.stratum, h), append(l.unit, name)
					if known {
						l.first, l.last = append(l.first, size), append(l.last, within)
					}
					l.weights = append(l.weights, rapid.Float64Range(0.5, 50).Draw(t, "weight"))
					l.y, l.x = append(l.y, number.Draw(t, "y")), append(l.x, 101+number.Draw(t, "x"))
					l.group = append(l.group, rapid.Int32Range(0, 2).Draw(t, "group"))
				}
			}
		}
		return l
	})
}

func (l lot) design() estimate.Design {
	return estimate.Design{Weights: l.weights, Lonely: estimate.Certainty, Stages: []estimate.Stage{
		{Strata: l.strata(), Units: l.unit, Population: l.first}, {Population: l.last},
	}}
}

func (l lot) strata() estimate.Factor {
	return estimate.Factor{Name: "stratum", Codes: l.stratum, Levels: []string{"a", "b", "c", "d", "e", "f"}}
}

func (l lot) groups() estimate.Factor {
	return estimate.Factor{Name: "group", Codes: l.group, Levels: []string{"p", "q", "r"}}
}

func (l lot) answers() (y, x estimate.Column) {
	return estimate.Column{Name: "y", Values: l.y}, estimate.Column{Name: "x", Values: l.x}
}

// figures gives one of each kind, over everybody and over a group that somebody is in.
func (l lot) figures(t *rapid.T, s *estimate.Survey) []estimate.Figure {
	y, x := l.answers()
	in := l.groups().In(l.group[0])
	return []estimate.Figure{
		have(t)(s.Total(y, nil)), have(t)(s.Total(y, in)),
		have(t)(s.Mean(y, nil)), have(t)(s.Mean(y, in)),
		have(t)(s.Ratio(y, x, nil)), have(t)(s.Ratio(y, x, in)),
	}
}

func have(t *rapid.T) func(estimate.Figure, error) estimate.Figure {
	return func(f estimate.Figure, err error) estimate.Figure {
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

func ready(t *rapid.T, d estimate.Design) *estimate.Survey {
	s, err := d.Survey()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// equals holds two numbers together, relative to how large the numbers are that they
// are made of.
func equals(t *rapid.T, what string, got, want, size float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*(math.Abs(want)+math.Abs(size))) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
}

// match holds figures together: the value as so many times, and its error.
func match(t *rapid.T, what string, got, want []estimate.Figure, times func(k int) float64) {
	t.Helper()
	for k := range want {
		by := times(k)
		equals(t, what+", value", got[k].Value, by*want[k].Value, by*100)
		equals(t, what+", variance", got[k].Variance(), by*by*want[k].Variance(), by*by*1000)
		if got[k].N != want[k].N || got[k].Degrees != want[k].Degrees {
			t.Fatalf("%s: %d respondents with %d degrees, want %d with %d", what, got[k].N, got[k].Degrees, want[k].N, want[k].Degrees)
		}
	}
}

func asIs(int) float64 { return 1 }

// rows gives the respondents in another order, or some of them twice.
func (l lot) rows(order []int) lot {
	return lot{
		take(l.stratum, order), take(l.unit, order), take(l.first, order), take(l.last, order),
		take(l.weights, order), take(l.y, order), take(l.x, order), take(l.group, order),
	}
}

func take[T any](from []T, order []int) (out []T) {
	if from == nil {
		return nil
	}
	for _, i := range order {
		out = append(out, from[i])
	}
	return out
}

func TestOrderOfRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		order := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "order"))).Perm(len(l.y))
		back := slices.Index(order, 0) // the group that figures look at is that of the first
		order[0], order[back] = order[back], order[0]
		other := l.rows(order)
		match(t, "another order", other.figures(t, ready(t, other.design())), l.figures(t, ready(t, l.design())), asIs)
	})
}

// With so many times the weights and the population a total is as many times itself,
// and a mean is itself. Of a finite population the share that was drawn changes with
// it, so that this one isn't known here.
func TestTimesTheWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		l.first, l.last = nil, nil
		times := rapid.Float64Range(0.01, 100).Draw(t, "times")
		other := l
		other.weights = slices.Clone(l.weights)
		for i := range other.weights {
			other.weights[i] *= times
		}
		match(t, "other weights", other.figures(t, ready(t, other.design())), l.figures(t, ready(t, l.design())), func(k int) float64 {
			if k < 2 { // the totals
				return times
			}
			return 1
		})
	})
}

// A population of twice the strata, each there twice, has twice the total with twice
// its variance, and the same mean with half of it.
func TestCopiesOfStrata(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		order := make([]int, 2*len(l.y))
		for i := range order {
			order[i] = i % len(l.y)
		}
		twice := l.rows(order)
		for i := len(l.y); i < len(order); i++ {
			twice.stratum[i] += 3
			twice.unit[i] += 1000
		}
		once, both := l.figures(t, ready(t, l.design())), twice.figures(t, ready(t, twice.design()))
		for k, f := range once {
			value, variance := 1.0, 0.5
			if k < 2 {
				value, variance = 2, 2
			}
			equals(t, "value", both[k].Value, value*f.Value, 100)
			equals(t, "variance", both[k].Variance(), variance*f.Variance(), 1000)
			if both[k].Degrees != 2*f.Degrees {
				t.Fatalf("%d degrees, want twice %d", both[k].Degrees, f.Degrees)
			}
		}
	})
}

func TestDomainOfEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		s := ready(t, l.design())
		y, _ := l.answers()
		match(t, "everybody", []estimate.Figure{have(t)(s.Mean(y, y.Answered())), have(t)(s.Total(y, y.Answered()))},
			[]estimate.Figure{have(t)(s.Mean(y, nil)), have(t)(s.Total(y, nil))}, asIs)
	})
}

// Totals of all groups are together the total, and so are their errors.
func TestDomainsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		s := ready(t, l.design())
		y, _ := l.answers()
		whole := have(t)(s.Total(y, nil))
		var parts []estimate.Figure
		for k := range l.groups().Levels {
			parts = append(parts, have(t)(s.Total(y, l.groups().In(int32(k)))))
		}
		sum, err := estimate.Combine([]float64{1, 1, 1}, parts)
		if err != nil {
			t.Fatal(err)
		}
		match(t, "all groups", []estimate.Figure{sum}, []estimate.Figure{whole}, asIs)
	})
}

func TestVariances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		d := l.design()
		d.Lonely = rapid.SampledFrom([]estimate.Lonely{estimate.Certainty, estimate.Remove, estimate.Adjust}).Draw(t, "lonely")
		d.Domains = rapid.SampledFrom([]estimate.LonelyDomains{estimate.OnlyDrawn, estimate.AlsoDomains}).Draw(t, "domains")
		f := l.figures(t, ready(t, d))
		for _, a := range f {
			// What rounding leaves of a difference of equal squares is all that it may be.
			if v := a.Variance(); !(v >= -1e-12*(1+a.Value*a.Value)) || !(a.SE() >= 0) {
				t.Fatalf("variance %v, error %v", v, a.SE())
			}
		}
		k, m := rapid.IntRange(0, len(f)-1).Draw(t, "one"), rapid.IntRange(0, len(f)-1).Draw(t, "other")
		a, b := f[k], f[m]
		if d.Domains == estimate.AlsoDomains {
			b = a // who is alone in one domain isn't in both together: no law binds their variances
		}
		one, other := covariance(t, a, b), covariance(t, b, a)
		size := a.Variance() + b.Variance() + 1
		equals(t, "covariance the other way", other, one, size)
		equals(t, "covariance with itself", covariance(t, a, a), a.Variance(), 1)
		p, q := rapid.Float64Range(-5, 5).Draw(t, "p"), rapid.Float64Range(-5, 5).Draw(t, "q")
		sum, err := estimate.Combine([]float64{p, q}, []estimate.Figure{a, b})
		if err != nil {
			t.Fatal(err)
		}
		equals(t, "value of a sum", sum.Value, p*a.Value+q*b.Value, 1000)
		equals(t, "variance of a sum", sum.Variance(), p*p*a.Variance()+q*q*b.Variance()+2*p*q*one, 25*size)
		if bound := math.Sqrt(max(a.Variance(), 0) * max(b.Variance(), 0)); math.Abs(one) > bound+1e-9*size {
			t.Fatalf("covariance %v of errors that allow %v", one, bound)
		}
	})
}

func covariance(t *rapid.T, a, b estimate.Figure) float64 {
	c, err := estimate.Covariance(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A second stage in which the only member of each unit was drawn adds nothing.
func TestUnitsOfOneMember(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(1).Draw(t, "sample")
		if l.last != nil {
			l.last = ones(len(l.y))
		}
		one := l.design()
		one.Stages = []estimate.Stage{{Strata: l.strata(), Population: l.first}}
		match(t, "two stages", l.figures(t, ready(t, l.design())), l.figures(t, ready(t, one)), asIs)
	})
}

func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

func TestMoreForEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := lots(3).Draw(t, "sample")
		s := ready(t, l.design())
		y, _ := l.answers()
		more := rapid.Float64Range(-1000, 1000).Draw(t, "more")
		shifted := estimate.Column{Name: "y", Values: slices.Clone(l.y)}
		for i := range shifted.Values {
			shifted.Values[i] += more
		}
		in := l.groups().In(l.group[0])
		for _, d := range []estimate.Domain{nil, in} {
			a, b := have(t)(s.Mean(y, d)), have(t)(s.Mean(shifted, d))
			equals(t, "mean", b.Value, a.Value+more, 1000)
			equals(t, "variance", b.Variance(), a.Variance(), 1000)
		}
	})
}
