// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The chain of tables 1 and 2 of the publication that duo2014 is from: selected,
// visited, found unduly, and a finding that stood (no appeal or one without
// success, of which two rounded counts are added up).
func duoChain(t testing.TB, year int) Chain {
	t.Helper()
	pooled, _ := duoDecided(t, year)
	visited := map[int][2][2]int64{2014: {{1690, 310}, {990, 50}}, 2019: {{480, 160}, {230, 30}}}[year]
	stood := map[int][2][2]int64{2014: {{270 + 630, 160 + 10}, {40 + 70, 20 + 10}}, 2019: {{90 + 140, 20}, {30 + 30, 0}}}[year]
	loose := func(x [2]int64, others int64) Count {
		c, err := split(t, x[0], x[1]).Within(10, others)
		return must(t, c, err)
	}
	return Chain{
		{"selected", pooled.Selections},
		{"visited", Pair{loose(visited[0], 5), loose(visited[1], 5)}},
		{"found", pooled.Hits},
		{"stood", Pair{loose(stood[0], 10), loose(stood[1], 10)}},
	}
}

func TestStudentGrantsChain(t *testing.T) {
	for _, year := range []int{2014, 2019} {
		got, err := duoChain(t, year).Decompose(usual)
		must(t, got, err)
		adds(t, got)
		t.Logf("%d: ratio %s, difference %s", year, got.Ratio.Estimate, got.Difference.Estimate)
		for _, s := range got.Steps {
			t.Logf("%-9s ratio %s (log %s), Shapley %s, in order %s, lost %d and %d", s.Name,
				s.Ratio.Estimate, s.Log.Estimate, s.Shapley.Estimate, s.Sequential.Estimate, s.GroupLost, s.ReferenceLost)
		}
	}
	got, err := duoChain(t, 2014).Decompose(usual)
	must(t, got, err)
	// By hand from the published counts.
	g := []float64{2010.0 / 54820, 1690.0 / 2000, 1060.0 / 1690, 900.0 / 1070}
	r := []float64{1050.0 / 178210, 990.0 / 1040, 130.0 / 990, 110.0 / 140}
	near(t, "ratio", got.Ratio.Estimate, g[0]*g[1]*g[2]*g[3]/(r[0]*r[1]*r[2]*r[3]), 1e-12)
	near(t, "selection, ratio", got.Steps[0].Ratio.Estimate, g[0]/r[0], 1e-12)
	near(t, "selection, in order", got.Steps[0].Sequential.Estimate, (g[0]-r[0])*r[1]*r[2]*r[3], 1e-12)
	near(t, "stood, in order", got.Steps[3].Sequential.Estimate, g[0]*g[1]*g[2]*(g[3]-r[3]), 1e-12)
	if got.Steps[1].GroupLost != 10 || got.Steps[2].GroupLost != 0 || got.Steps[3].GroupLost != -10 {
		t.Errorf("lost: got %+v", got.Steps)
	}
}

// adds checks that logarithms, and both kinds of parts, add up to the whole.
func adds(t testing.TB, d Decomposition) {
	t.Helper()
	var log, shapley, sequential float64
	for _, s := range d.Steps {
		log += number(t, s.Log.Estimate)
		shapley += number(t, s.Shapley.Estimate)
		sequential += number(t, s.Sequential.Estimate)
	}
	whole := number(t, d.Difference.Estimate)
	if abs(log-math.Log(number(t, d.Ratio.Estimate))) > 1e-12 || abs(shapley-whole) > 1e-14 || abs(sequential-whole) > 1e-14 {
		t.Errorf("parts don't add up: log %g of %s, Shapley %g and in order %g of %g", log, d.Ratio.Estimate, shapley, sequential, whole)
	}
}

// Shapley's part by its definition: the mean over all orders.
func TestShapleyOverAllOrders(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(r, "steps")
		var c Chain
		var group, reference []float64
		for range n {
			pair := Pair{
				Group:     Count{events: rapid.Int64Range(1, 50).Draw(r, "a"), others: rapid.Int64Range(0, 50).Draw(r, "b")},
				Reference: Count{events: rapid.Int64Range(1, 50).Draw(r, "c"), others: rapid.Int64Range(0, 50).Draw(r, "d")},
			}
			c = append(c, Link{Pair: pair})
			group = append(group, risk(pair.Group.cell()))
			reference = append(reference, risk(pair.Reference.cell()))
		}
		got, err := c.Decompose(usual)
		must(t, got, err)
		want, orders := make([]float64, n), 0.0
		permute(n, func(order []int) {
			orders++
			rates := slices.Clone(reference)
			for _, i := range order {
				before := multiplied(rates)
				rates[i] = group[i]
				want[i] += multiplied(rates) - before
			}
		})
		for i, s := range got.Steps {
			if x := number(t, s.Shapley.Estimate); abs(x-want[i]/orders) > 1e-13 {
				r.Fatalf("step %d: got %.15g, want %.15g", i, x, want[i]/orders)
			}
		}
	})
}

func multiplied(x []float64) float64 {
	p := 1.0
	for _, v := range x {
		p *= v
	}
	return p
}

func permute(n int, visit func([]int)) {
	order := make([]int, 0, n)
	var rest func()
	rest = func() {
		if len(order) == n {
			visit(order)
			return
		}
		for i := range n {
			if !slices.Contains(order, i) {
				order = append(order, i)
				rest()
				order = order[:len(order)-1]
			}
		}
	}
	rest()
}

// The delta method against slopes by differences of the parts themselves, as
// defined: for the second of three steps, whose rates are far apart.
func TestChainVariance(t *testing.T) {
	events := [6]int64{300, 700, 500, 900, 200, 400} // of 1,000: group, then reference
	var c Chain
	for i := range 3 {
		c = append(c, Link{Pair: Pair{of(t, events[i], 1000), of(t, events[3+i], 1000)}})
	}
	got, err := c.Decompose(usual)
	must(t, got, err)
	shapley := func(x [6]float64) float64 {
		return (x[1] - x[4]) * (2*x[0]*x[2] + 2*x[3]*x[5] + x[0]*x[5] + x[3]*x[2]) / 6
	}
	sequential := func(x [6]float64) float64 { return x[0] * (x[1] - x[4]) * x[5] }
	for what, x := range map[string]struct {
		of   func([6]float64) float64
		have Interval
	}{
		"Shapley":  {shapley, got.Steps[1].Shapley.Interval},
		"in order": {sequential, got.Steps[1].Sequential.Interval},
	} {
		var variance float64
		for k := range events {
			var up, down [6]float64
			for j, e := range events {
				up[j], down[j] = float64(e)/1000, float64(e)/1000
			}
			p := up[k]
			up[k], down[k] = p+1e-4, p-1e-4
			slope := (x.of(up) - x.of(down)) / 2e-4
			variance += slope * slope * p * (1 - p) / 1000
		}
		half := (number(t, x.have.High) - number(t, x.have.Low)) / 2
		if want := usual.z() * math.Sqrt(variance); abs(half-want) > 1e-8 {
			t.Errorf("%s: half width %g, want %g", what, half, want)
		}
	}
}

func TestLongestChain(t *testing.T) {
	var c Chain
	for i := range int64(MaxSteps) {
		c = append(c, Link{Pair: Pair{of(t, 90+i%7, 100), of(t, 80+i%5, 100)}})
	}
	got, err := c.Decompose(usual)
	must(t, got, err)
	adds(t, got)
	for _, bad := range []Chain{nil, append(c, c[0])} {
		if _, err := bad.Decompose(usual); !errors.Is(err, ErrChain) {
			t.Errorf("%d steps: got %v", len(bad), err)
		}
	}
}

// The figures of all true counts lie within the ranges of the published ones.
func TestChainUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var c Chain
		for range 2 {
			c = append(c, Link{Pair: Pair{published(9, 1).Draw(r, "group"), published(9, 1).Draw(r, "reference")}})
		}
		all, err := c.Decompose(usual)
		must(t, all, err)
		if all.Difference.Estimate.Gap() != "" {
			return
		}
		for range 60 { // of at most 6,561 combinations
			var one Chain
			for _, link := range c {
				g, ref := truths(link.Group), truths(link.Reference)
				one = append(one, Link{Pair: Pair{
					g[rapid.IntRange(0, len(g)-1).Draw(r, "g")], ref[rapid.IntRange(0, len(ref)-1).Draw(r, "r")],
				}})
			}
			truth, err := one.Decompose(usual)
			must(t, truth, err)
			inside(r, 0, truth.Difference, all.Difference)
			inside(r, 1, truth.Ratio, all.Ratio)
			for i := range one {
				inside(r, 2+3*i, truth.Steps[i].Shapley, all.Steps[i].Shapley)
				inside(r, 3+3*i, truth.Steps[i].Sequential, all.Steps[i].Sequential)
				inside(r, 4+3*i, truth.Steps[i].Log, all.Steps[i].Log)
			}
		}
	})
}

// Intervals of simulated chains hold the true parts in about 95 of 100.
func TestChainCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	const runs = 1500
	rates := [2][3]float64{{0.3, 0.8, 0.5}, {0.2, 0.9, 0.6}}
	g, ref := rates[0], rates[1]
	// Three factors: the mean over six orders, for the second step.
	second := (g[1] - ref[1]) * (2*g[0]*g[2] + 2*ref[0]*ref[2] + g[0]*ref[2] + ref[0]*g[2]) / 6
	held := map[string]int{}
	for range runs {
		var c Chain
		arrive := [2]int64{1500, 2000}
		for i := range 3 {
			var pair [2]Count
			for who := range 2 {
				on := drawn(r, int(arrive[who]), rates[who][i])
				pair[who] = of(t, on, arrive[who])
				arrive[who] = on
			}
			c = append(c, Link{Pair: Pair{pair[0], pair[1]}})
		}
		d, err := c.Decompose(usual)
		must(t, d, err)
		held["difference"] += within(d.Difference.Interval, multiplied(g[:])-multiplied(ref[:]))
		held["ratio"] += within(d.Ratio.Interval, multiplied(g[:])/multiplied(ref[:]))
		held["Shapley"] += within(d.Steps[1].Shapley.Interval, second)
		held["in order"] += within(d.Steps[2].Sequential.Interval, g[0]*g[1]*(g[2]-ref[2]))
	}
	for what, n := range held {
		if share := float64(n) / runs; abs(share-0.95) > 0.0225 { // four standard errors
			t.Errorf("%s: covered in %.3f, want 0.95", what, share)
		}
	}
}

func TestChainGaps(t *testing.T) {
	empty := Chain{{"a", Pair{of(t, 1, 10), of(t, 1, 10)}}, {"b", Pair{of(t, 0, 0), of(t, 1, 1)}}}
	d, err := empty.Decompose(usual)
	must(t, d, err)
	if d.Difference.Estimate.Gap() != EmptyGroup || d.Steps[0].Shapley.Estimate.Gap() != EmptyGroup {
		t.Errorf("nobody arrives: got %+v", d.Difference)
	}
	sure := Chain{{"a", Pair{of(t, 10, 10), of(t, 0, 10)}}}
	d, err = sure.Decompose(usual)
	must(t, d, err)
	if d.Difference.Interval.Low.Gap() != NoVariation || d.Steps[0].Log.Interval.Low.Gap() != ZeroCell {
		t.Errorf("nothing varies: got %+v", d)
	}
}
