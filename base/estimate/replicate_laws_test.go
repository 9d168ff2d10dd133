// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

// sample is what a property is tried on: respondents in units of strata.
type sample struct {
	weights, y, x, population []float64
	strata                    estimate.Factor
	units                     []int64
}

// samples draws strata with a number of units from one to another.
func samples(least, most int) *rapid.Generator[sample] {
	return rapid.Custom(func(t *rapid.T) sample {
		var s sample
		unit := int64(0)
		number := rapid.Float64Range(0.5, 10)
		for h := range rapid.IntRange(2, 5).Draw(t, "strata") {
			s.strata.Levels = append(s.strata.Levels, string(rune('a'+h)))
			units := rapid.IntRange(least, most).Draw(t, "units")
			size := float64(units + rapid.SampledFrom([]int{0, 1, 5, 1000}).Draw(t, "others"))
			for range units {
				for range rapid.IntRange(1, 3).Draw(t, "respondents") {
					s.weights = append(s.weights, number.Draw(t, "weight"))
					s.y = append(s.y, rapid.Float64Range(-100, 100).Draw(t, "y"))
					s.x = append(s.x, number.Draw(t, "x"))
					s.population = append(s.population, size)
					s.strata.Codes = append(s.strata.Codes, int32(h))
					s.units = append(s.units, unit)
				}
				unit++
			}
		}
		return s
	})
}

func (s sample) column() estimate.Column { return estimate.Column{Name: "y", Values: s.y} }

func (s sample) other() estimate.Column { return estimate.Column{Name: "x", Values: s.x} }

// domain is about half of the respondents, and one of them surely.
func (s sample) domain(t *rapid.T) estimate.Domain {
	in := make(estimate.Domain, len(s.y))
	for i := range in {
		in[i] = i == 0 || rapid.Bool().Draw(t, "in")
	}
	return in
}

func (s sample) survey(t *rapid.T, lonely estimate.Lonely) *estimate.Survey {
	out, err := estimate.Design{Weights: s.weights, Lonely: lonely, Stages: []estimate.Stage{
		{Strata: s.strata, Units: s.units, Population: s.population},
	}}.Survey()
	return sure(t, out, err)
}

// endless is the sample of populations that aren't known.
func (s sample) endless() sample {
	s.population = nil
	return s
}

// times has other weights.
func (s sample) times(c float64) sample {
	s.weights = slices.Clone(s.weights)
	for i := range s.weights {
		s.weights[i] *= c
	}
	return s
}

// split has each respondent more than once, with as much of his weight.
func (s sample) split(copies int) sample {
	out := sample{strata: estimate.Factor{Levels: s.strata.Levels}}
	for i := range s.y {
		for range copies {
			out.weights = append(out.weights, s.weights[i]/float64(copies))
			out.y, out.x = append(out.y, s.y[i]), append(out.x, s.x[i])
			out.strata.Codes, out.units = append(out.strata.Codes, s.strata.Codes[i]), append(out.units, s.units[i])
		}
	}
	return out
}

func sure[T any](t *rapid.T, x T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// closely compares with a tolerance relative to what rounding starts from.
func closely(t *rapid.T, what string, got, want, scale float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-10*(math.Abs(want)+scale)) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
}

// big is as large as totals of the sample get.
func (s sample) big() float64 {
	sum := 0.0
	for i, w := range s.weights {
		sum += w * (math.Abs(s.y[i]) + s.x[i])
	}
	return sum
}

// For totals the jackknife gives the linearised variance, whatever the domain; under
// Average of the whole sample, as a domain has an average of its own when linearised.
func TestJackknifeOfTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples(1, 5).Draw(t, "sample")
		lonely := rapid.SampledFrom([]estimate.Lonely{estimate.Certainty, estimate.Remove, estimate.Average}).Draw(t, "lonely")
		s, in := d.survey(t, lonely), d.domain(t)
		if lonely == estimate.Average {
			in = nil
		}
		r, err := s.Jackknife()
		linear, other := linearised(t, s, d, in)
		if math.IsNaN(linear.Variance()) {
			if err == nil {
				t.Fatal("the linearised variance isn't known, the jackknife's is")
			}
			return
		}
		sure(t, r, err)
		for _, r := range []*estimate.Replicates{r, r.AboutEstimate()} {
			y, err := r.Total(d.column(), in)
			sure(t, y, err)
			x, err := r.Total(d.other(), in)
			sure(t, x, err)
			closely(t, "value", y.Value, linear.Value, d.big())
			closely(t, "variance", y.Variance(), linear.Variance(), d.big()*d.big())
			got, err := y.Covariance(x)
			sure(t, got, err)
			want, err := estimate.Covariance(linear, other)
			closely(t, "covariance", got, sure(t, want, err), d.big()*d.big())
		}
	})
}

// linearised gives the linearised totals of both columns.
func linearised(t *rapid.T, s *estimate.Survey, d sample, in estimate.Domain) (y, x estimate.Figure) {
	y, err := s.Total(d.column(), in)
	sure(t, y, err)
	x, err = s.Total(d.other(), in)
	return y, sure(t, x, err)
}

// For totals balanced replicates give the linearised variance without the finite
// population, whatever the coefficient.
func TestBalancedTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples(2, 2).Draw(t, "sample").endless()
		s, in := d.survey(t, estimate.Refuse), d.domain(t)
		r, err := s.Balanced(estimate.Fay(rapid.Float64Range(0, 0.9).Draw(t, "rho")))
		sure(t, r, err)
		y, err := r.Total(d.column(), in)
		sure(t, y, err)
		linear, _ := linearised(t, s, d, in)
		closely(t, "variance", y.Variance(), linear.Variance(), d.big()*d.big())
	})
}

// ways makes replicates in each way that a sample allows.
func ways(t *rapid.T, s *estimate.Survey) map[string]*estimate.Replicates {
	j, err := s.Jackknife()
	sure(t, j, err)
	b, err := s.Balanced(0.25)
	sure(t, b, err)
	random, err := s.Bootstrap(40, rand.New(rand.NewPCG(7, 8)))
	sure(t, random, err)
	return map[string]*estimate.Replicates{"jackknife": j, "balanced": b, "bootstrap": random}
}

// Weights c times as large make totals c times as large, with their errors, and leave
// means and ratios as they are.
func TestScaleOfWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, c := samples(2, 2).Draw(t, "sample").endless(), rapid.Float64Range(0.1, 100).Draw(t, "times")
		more := ways(t, d.times(c).survey(t, estimate.Refuse))
		for name, r := range ways(t, d.survey(t, estimate.Refuse)) {
			a, err := r.Total(d.column(), nil)
			sure(t, a, err)
			b, err := more[name].Total(d.column(), nil)
			sure(t, b, err)
			closely(t, name+" total", b.Value, c*a.Value, c*d.big())
			closely(t, name+" variance of total", b.Variance(), c*c*a.Variance(), c*c*d.big()*d.big())
			alike(t, name, r, more[name], d, d)
		}
	})
}

// alike holds ratios of two samples against each other.
func alike(t *rapid.T, name string, r, other *estimate.Replicates, d, e sample) {
	a, err := r.Ratio(d.column(), d.other(), nil)
	sure(t, a, err)
	b, err := other.Ratio(e.column(), e.other(), nil)
	sure(t, b, err)
	closely(t, name+" ratio", b.Value, a.Value, 1000)
	closely(t, name+" variance of ratio", b.Variance(), a.Variance(), 1000)
	if a.Degrees != b.Degrees {
		t.Fatalf("%s: %d and %d degrees of freedom", name, a.Degrees, b.Degrees)
	}
}

// A respondent split into equal copies counts as he did.
func TestCopies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples(2, 2).Draw(t, "sample").endless()
		e := d.split(rapid.IntRange(2, 3).Draw(t, "copies"))
		copies := ways(t, e.survey(t, estimate.Refuse))
		for name, r := range ways(t, d.survey(t, estimate.Refuse)) {
			alike(t, name, r, copies[name], d, e)
		}
	})
}

// The weights of bootstrap replicates are those of n−1 units of each stratum.
func TestBootstrapDraws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples(2, 6).Draw(t, "sample").endless()
		r, err := d.survey(t, estimate.Refuse).Bootstrap(20, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)))
		sure(t, r, err)
		units := map[int32]map[int64]bool{}
		for i, u := range d.units {
			if units[d.strata.Codes[i]] == nil {
				units[d.strata.Codes[i]] = map[int64]bool{}
			}
			units[d.strata.Codes[i]][u] = true
		}
		for k := range r.Len() {
			drawn, seen := map[int32]float64{}, map[int64]bool{}
			for i, w := range r.Weights(k) {
				n := float64(len(units[d.strata.Codes[i]]))
				count := w / d.weights[i] * (n - 1) / n
				if math.Abs(count-math.Round(count)) > 1e-12 {
					t.Fatalf("a unit was drawn %v times", count)
				}
				if !seen[d.units[i]] {
					drawn[d.strata.Codes[i]] += count
				}
				seen[d.units[i]] = true
			}
			for h, n := range drawn {
				closely(t, "drawn", n, float64(len(units[h])-1), 0)
			}
		}
	})
}

// A known total has no error, and weights that fit stay as they are.
func TestReplicatesFit(t *testing.T) {
	fits := 0
	rapid.Check(t, func(t *rapid.T) {
		d := samples(4, 6).Draw(t, "sample").endless()
		random, err := d.survey(t, estimate.Refuse).Jackknife()
		sure(t, random, err)
		x := estimate.Auxiliary{Column: d.other()}
		for i, w := range d.weights {
			x.Total += w * d.x[i] * rapid.Float64Range(0.95, 1.05).Draw(t, "change")
		}
		by := estimate.Calibration{Distance: rapid.SampledFrom([]estimate.Distance{estimate.Linear, estimate.Raking}).Draw(t, "distance"), Auxiliaries: []estimate.Auxiliary{x}}
		once, fit, err := random.Calibrate(by)
		if errors.Is(err, estimate.ErrReplicate) || errors.Is(err, estimate.ErrDiverged) {
			return // there may be none that fit, which is said
		}
		sure(t, once, err)
		if !(fit.Off <= 1e-8) {
			t.Fatalf("off by %v", fit.Off)
		}
		f, err := once.Total(d.other(), nil)
		sure(t, f, err)
		closely(t, "known total", f.Value, x.Total, 0)
		if !(f.SE() <= 1e-8*x.Total) {
			t.Fatalf("a known total has the standard error %v", f.SE())
		}
		twice, _, err := once.Calibrate(by)
		sure(t, twice, err)
		alike(t, "again", once, twice, d, d)
		fits++
	})
	if fits < 20 {
		t.Errorf("%d samples of which the weights could be fitted", fits)
	}
}

// Variances are those of a bilinear form.
func TestCombineReplicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := samples(2, 2).Draw(t, "sample").endless()
		a, b := rapid.Float64Range(-3, 3).Draw(t, "a"), rapid.Float64Range(-3, 3).Draw(t, "b")
		for name, r := range ways(t, d.survey(t, estimate.Refuse)) {
			y, err := r.Total(d.column(), nil)
			sure(t, y, err)
			x, err := r.Total(d.other(), d.domain(t))
			sure(t, x, err)
			both, err := r.Combine([]float64{a, b}, []estimate.ReplicateFigure{y, x})
			sure(t, both, err)
			c, err := y.Covariance(x)
			sure(t, c, err)
			closely(t, name, both.Variance(), a*a*y.Variance()+b*b*x.Variance()+2*a*b*c, 20*d.big()*d.big())
			if both.N != y.N || both.Degrees != y.Degrees {
				t.Fatalf("%s: the sum is about %d respondents", name, both.N)
			}
		}
	})
}

// Figures are the same to the last digit on any number of processors.
func TestProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rapid.Check(t, func(t *rapid.T) {
		d := samples(4, 6).Draw(t, "sample").endless()
		s := d.survey(t, estimate.Refuse)
		m := estimate.Margin{Factor: d.strata, Totals: make([]float64, len(d.strata.Levels))}
		for i, h := range d.strata.Codes {
			m.Totals[h] += 1.1 * d.weights[i]
		}
		var want []float64
		for _, processors := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(processors)
			r, err := s.Bootstrap(50, rand.New(rand.NewPCG(1, 1)))
			sure(t, r, err)
			r, _, err = r.Calibrate(estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{m}})
			sure(t, r, err)
			f, err := r.Mean(d.column(), nil)
			sure(t, f, err)
			got := append(f.Replicates(), f.Value, f.Variance())
			if want != nil && !slices.Equal(got, want) {
				t.Fatalf("with %d processors: %v, with one %v", processors, got, want)
			}
			want = got
		}
	})
}
