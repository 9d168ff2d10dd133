// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"baken/base/estimate"
)

// atRandom is a sample at random: of strata of different size, with margins, a factor of
// domains and some items, of which some have no answer.
type atRandom struct {
	design  estimate.Design
	margins []estimate.Margin
	by      estimate.Factor
	items   []estimate.Item
}

func levelsOf(name string, levels int) estimate.Factor {
	f := estimate.Factor{Name: name}
	for k := range levels {
		f.Levels = append(f.Levels, fmt.Sprintf("%s%d", name, k))
	}
	return f
}

func draw(random *rand.Rand, n, strata, items int) atRandom {
	out := atRandom{by: levelsOf("domain", 4)}
	h, a, b := levelsOf("stratum", strata), levelsOf("a", 2), levelsOf("b", 3)
	sizes := make([]float64, strata)
	for range n {
		k := int32(random.IntN(strata))
		if len(h.Codes) < 2*strata {
			k = int32(len(h.Codes) / 2) // two of each
		}
		h.Codes, a.Codes, b.Codes = append(h.Codes, k), append(a.Codes, int32(random.IntN(2))), append(b.Codes, int32(random.IntN(3)))
		out.by.Codes = append(out.by.Codes, int32(random.IntN(4)))
		sizes[k]++
	}
	population, weights := make([]float64, n), make([]float64, n)
	for i, k := range h.Codes {
		population[i] = sizes[k] * float64(1+k%5)
		weights[i] = population[i] / sizes[k]
	}
	out.design = estimate.Design{Weights: weights, Stages: []estimate.Stage{{Strata: h, Population: population}}}
	for _, f := range []estimate.Factor{a, b} {
		m := estimate.Margin{Factor: f, Totals: make([]float64, len(f.Levels))}
		sum, all := 0.0, 0.0
		for i, c := range f.Codes {
			m.Totals[c] += weights[i]
			all += weights[i]
		}
		for k := range m.Totals { // other than what the weights add up to
			m.Totals[k] *= 1 + 0.1*float64(k)
			sum += m.Totals[k]
		}
		for k := range m.Totals {
			m.Totals[k] *= all / sum
		}
		out.margins = append(out.margins, m)
	}
	for j := range items {
		m := estimate.Item{Name: fmt.Sprintf("item%d", j), Values: make([]int8, n)}
		for i := range m.Values {
			m.Values[i] = int8(random.IntN(5)) - 2
			if j == 3 { // any answer that there can be
				m.Values[i] = int8(random.IntN(255) - 127)
			}
			if random.IntN(20) == 0 {
				m.Values[i] = estimate.NoAnswer
			}
		}
		out.items = append(out.items, m)
	}
	return out
}

// holds holds a table against the mean in each domain.
func (d atRandom) holds(t *testing.T, name string, table estimate.Table, mean func(estimate.Column, estimate.Domain) (estimate.Entry, error)) {
	t.Helper()
	for j, item := range d.items {
		for k, got := range table.Entries[j] {
			want, err := mean(item.Column(), d.by.In(int32(k)).And(item.Column().Answered()))
			if err != nil {
				t.Fatal(err)
			}
			if got.N != want.N || got.Degrees != want.Degrees || math.Abs(got.Value-want.Value) > 1e-12*max(1, math.Abs(want.Value)) || math.Abs(got.SE-want.SE) > 1e-9*want.SE {
				t.Errorf("%s: %+v, want %+v", name, got, want)
			}
		}
	}
}

// What is counted by cell is what Survey.Mean gives, before and after calibration; and
// so it is where respondents aren't alike, which can't be counted so.
func TestMeansAreThoseOfEachDomain(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	for round := range 30 {
		d := draw(random, 40+random.IntN(200), 2+random.IntN(6), 4)
		if round%5 == 4 {
			d.design.Weights[random.IntN(len(d.design.Weights))] *= 1.5
		}
		s := survey(t, d.design)
		raked, _, err := s.Rake(d.margins...)
		if err != nil {
			t.Fatal(err)
		}
		for name, s := range map[string]*estimate.Survey{"as atRandom": s, "raked": raked} {
			table, err := s.Means(d.by, d.items...)
			if err != nil {
				t.Fatal(err)
			}
			d.holds(t, fmt.Sprintf("round %d, %s", round, name), table, func(y estimate.Column, in estimate.Domain) (estimate.Entry, error) {
				f, err := s.Mean(y, in)
				return estimate.Entry{Value: f.Value, SE: f.SE(), N: f.N, Degrees: f.Degrees}, err
			})
		}
	}
}

// A domain without respondents is there, and has no figure.
func TestMeansOfNobody(t *testing.T) {
	d := draw(rand.New(rand.NewPCG(6, 2)), 60, 3, 1)
	d.by.Levels = append(d.by.Levels, "nobody")
	table, err := survey(t, d.design).Means(d.by, d.items...)
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Entries[0][4]; !math.IsNaN(got.Value) || !math.IsNaN(got.SE) || got.N != 0 || table.Domains[4] != "nobody" {
		t.Errorf("%+v", got)
	}
}

// Over replicates a table has what Replicates.Mean gives for each domain.
func TestReplicateMeansAreThoseOfEachDomain(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 3))
	for round := range 6 {
		d := draw(random, 80+random.IntN(200), 2+random.IntN(4), 5)
		boot, err := survey(t, d.design).Bootstrap(25, random)
		if err != nil {
			t.Fatal(err)
		}
		raked, _, err := boot.Calibrate(estimate.Calibration{Distance: estimate.Raking, Margins: d.margins})
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range map[string]*estimate.Replicates{"as atRandom": boot, "raked": raked} {
			table, err := r.Means(d.by, d.items...)
			if err != nil {
				t.Fatal(err)
			}
			d.holds(t, fmt.Sprintf("round %d, %s", round, name), table, func(y estimate.Column, in estimate.Domain) (estimate.Entry, error) {
				f, err := r.Mean(y, in)
				return estimate.Entry{Value: f.Value, SE: f.SE(), N: f.N, Degrees: f.Degrees}, err
			})
		}
	}
}
