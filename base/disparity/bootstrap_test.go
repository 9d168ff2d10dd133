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

// logRatios gives the risk difference and the logarithms of risk ratio and odds
// ratio of two counts.
func logRatios(counts []Count, out []Value) []Value {
	t := table{counts[0].cell(), counts[1].cell()}
	rr, _ := ratio(t).Number()
	or, _ := odds(t).Number()
	return append(out, value(difference(t), EmptyGroup), value(math.Log(rr), NoEvents), value(math.Log(or), NoEvents))
}

func TestBootstrapAgainstR(t *testing.T) {
	const replicates, tail = 20_000, 0.025
	rows := [][]float64{
		{60, 140, 40, 160, replicates, tail},
		{2010, 52810, 1050, 177160, replicates, tail},
		{300_000, 900_000, 310_000, 890_000, replicates, tail}, // beyond the tables
		{25, 5, 400, 100, replicates, tail},
	}
	// Both sides are Monte Carlo. A standard error of R replicates has itself one of
	// se/√(2R), and a percentile one of √(tail(1−tail)/R)/density, the density of a
	// normal distribution at its quantile being φ(1.96)/se = 0.05845/se; both for
	// two runs, and 4.5 times as far as allowed. The statistics are a little skewed,
	// for which the percentiles get twice as much.
	sd := 4.5 * math.Sqrt2 / math.Sqrt(2*replicates)
	percentile := 2 * 4.5 * math.Sqrt2 * math.Sqrt(tail*(1-tail)/replicates) / 0.05845
	for i, want := range ask(t, "bootstrap.R", rows) {
		in := rows[i]
		counts := []Count{split(t, int64(in[0]), int64(in[1])), split(t, int64(in[2]), int64(in[3]))}
		got, err := Bootstrap(2014, replicates, counts, logRatios)
		must(t, got, err)
		for k := range 3 {
			se := want[3*k]
			if x := number(t, got.SE(k)); abs(x/se-1) > sd {
				t.Errorf("%v, figure %d: SE %g, R says %g (within %.3f)", in, k, x, se, sd)
			}
			ends := got.Percentile(k, usual)
			for j, end := range []Value{ends.Low, ends.High} {
				if x := number(t, end); abs(x-want[3*k+1+j]) > percentile*se {
					t.Errorf("%v, figure %d: percentile %g, R says %g (within %.3g)", in, k, x, want[3*k+1+j], percentile*se)
				}
			}
		}
	}
}

// The table of a sampler is the binomial distribution.
func TestSamplerIsBinomial(t *testing.T) {
	for _, c := range []Count{
		{events: 1, others: 1},
		{events: 3, others: 7},
		{events: 1, others: 9999},
		{events: 40_000, others: 3},
		{events: 5_000, others: 5_000},
		{events: 60_000, others: 1_000_000},
	} {
		s := newSampler(c, nil)
		n, p := c.Total(), risk(c.cell())
		total, before := s.sums[len(s.sums)-1], 0.0
		for i, sum := range s.sums {
			k := s.first + int64(i)
			want := math.Exp(logBinomial(cell{float64(k), float64(n - k)}, p, 1-p))
			if k == 0 || k == n {
				want = binomialChance(k, n, p)
			}
			if got := (sum - before) / total; abs(got-want) > 1e-12+1e-9*want {
				t.Fatalf("%v at %d: got %g, want %g", c, k, got, want)
			}
			before = sum
		}
	}
}

// Beyond the tables, draws have the binomial's tails: of 400,000, as many lie
// beyond a quantile as its tail says, within four standard errors.
func TestWideSampler(t *testing.T) {
	const draws = 400_000
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []Count{{events: 70_000, others: 3_000_000_000}, {events: 300_000, others: 500_000}, {events: 2_000_000, others: 70_000}} {
		s := newSampler(c, normalDeviates())
		if !s.wide {
			t.Fatalf("%v has a table", c)
		}
		beyond := map[float64]int{}
		quantiles := map[float64]int64{}
		for _, tail := range []float64{0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999} {
			quantiles[tail] = quantile(c, tail)
		}
		for range draws {
			x := s.draw(r)
			for tail, q := range quantiles {
				if x <= q {
					beyond[tail]++
				}
			}
		}
		for tail := range quantiles {
			at := math.Exp(logBinomial(cell{float64(quantiles[tail]), float64(c.Total() - quantiles[tail])}, risk(c.cell()), 1-risk(c.cell())))
			got := float64(beyond[tail]) / draws
			if abs(got-tail) > 4*math.Sqrt(tail*(1-tail)/draws)+at {
				t.Errorf("%v: %.5f at most the quantile of %g", c, got, tail)
			}
		}
	}
}

// quantile finds the binomial quantile by adding up from far below.
func quantile(c Count, tail float64) int64 {
	p := risk(c.cell())
	k := int64(float64(c.events) - 12*math.Sqrt(float64(c.events)*(1-p)))
	sum := 0.0
	for ; ; k++ {
		sum += math.Exp(logBinomial(cell{float64(k), float64(c.Total() - k)}, p, 1-p))
		if sum >= tail {
			return k
		}
	}
}

// The draws of a seed are the same on every machine: these were written down on
// amd64.
func TestBootstrapIsReproducible(t *testing.T) {
	counts := []Count{{events: 3, others: 7}, {events: 2010, others: 52810}, {events: 300_000, others: 500_000}, {events: 0, others: 5}}
	var got []int64
	_, err := Bootstrap(1, 3, counts, func(counts []Count, out []Value) []Value {
		for _, c := range counts {
			got = append(got, c.Events())
		}
		return append(out, Value{})
	})
	must(t, got, err)
	want := []int64{3, 2010, 300000, 0, 2, 1954, 300375, 0, 4, 1991, 300131, 0, 3, 2049, 299724, 0}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: the published counts and three replicates", got, want)
	}
}

func TestReplicatesWithoutANumber(t *testing.T) {
	// The odds ratio against one without events has no number in 37% of replicates.
	counts := []Count{of(t, 1, 1000), of(t, 5, 1000)}
	got, err := Bootstrap(5, 2000, counts, AgainstOne(0))
	must(t, got, err)
	const oddsRatio = 4 + 3
	if n := got.Undefined(oddsRatio); n < 600 || n > 860 { // 2000·e^−1 = 736, ±5.8 standard errors
		t.Errorf("undefined: got %d", n)
	}
	if gap := got.Percentile(oddsRatio, usual).High.Gap(); gap != Unbounded && gap != NoEvents {
		t.Errorf("got an interval, or %q", gap)
	}
	if gap := got.Percentile(1, usual).Low.Gap(); gap != NoVariation {
		t.Errorf("the reference against itself: got %q", gap)
	}
	few, err := Bootstrap(5, 38, counts, AgainstOne(0))
	must(t, few, err)
	if gap := few.Percentile(4, usual).Low.Gap(); gap != Unbounded {
		t.Errorf("38 replicates have no percentile of 2.5: got %q", gap)
	}
	for _, n := range []int{0, MaxReplicates + 1} {
		if _, err := Bootstrap(5, n, counts, AgainstOne(0)); !errors.Is(err, ErrReplicates) {
			t.Errorf("%d replicates: got %v", n, err)
		}
	}
	none := func(_ []Count, out []Value) []Value { return out }
	if _, err := Bootstrap(5, 1, counts, none); !errors.Is(err, ErrReplicates) {
		t.Errorf("no figures: got %v", err)
	}
}

func TestAroundIsSorting(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := rapid.SliceOfN(rapid.Float64Range(-3, 3), 1, 60).Draw(r, "numbers")
		for i := range d {
			d[i] = math.Round(d[i]) + math.Round(d[i]*2)/16 // many alike
		}
		k := rapid.IntRange(0, len(d)-1).Draw(r, "place")
		sorted := slices.Sorted(slices.Values(d))
		at, next := around(d, k)
		if want := sorted[min(k+1, len(d)-1)]; at != sorted[k] || next != want {
			r.Fatalf("got %g and %g, want %g and %g", at, next, sorted[k], want)
		}
	})
}

// BenchmarkBootstrap makes 1,000 replicates of 5×2×4 groups, of ten million
// people, their selections and their hits, all figures of both with percentile
// intervals.
func BenchmarkBootstrap(b *testing.B) {
	r := generator()
	var counts []Count
	for range 40 {
		counts = append(counts, split(b, 5_000+r.Int64N(20_000), 230_000+r.Int64N(20_000)))
	}
	for i := range 40 {
		hits := r.Int64N(counts[i].Events())
		counts = append(counts, split(b, hits, counts[i].Events()-hits))
	}
	selections, hits := AgainstOne(0), AgainstOne(0)
	figures := func(counts []Count, out []Value) []Value {
		return hits(counts[40:], selections(counts[:40], out))
	}
	b.ReportAllocs()
	for b.Loop() {
		got, err := Bootstrap(1, 1000, counts, figures)
		must(b, got, err)
		for i := range got.Estimates {
			got.Percentile(i, usual)
		}
	}
}
