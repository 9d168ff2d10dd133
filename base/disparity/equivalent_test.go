// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestEffectAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		row := make([]float64, 7)
		most := size(r, 30, 300, 20_000)
		base := 0.1 + 0.6*r.Float64()
		for j := range 2 {
			n := most/2 + 1 + r.Int64N(most)
			events := int64(float64(n)*base*(1+0.3*r.Float64())) + 1
			row[2*j], row[2*j+1] = float64(min(events, n)), float64(n-min(events, n))
		}
		row[4] = []float64{0.95, 0.9, 0.99}[r.IntN(3)]
		row[5], row[6] = 0.01+0.1*r.Float64(), 1.05+0.5*r.Float64()
		rows = append(rows, row)
	}
	codes, many := []Effect{Underpowered, Disparity, NoDisparityLargerThan}, map[Effect]int{}
	for i, want := range ask(t, "effect.R", rows) {
		in := rows[i]
		p := Pair{split(t, int64(in[0]), int64(in[1])), split(t, int64(in[2]), int64(in[3]))}
		for j, rule := range []EffectRule{{Difference, in[5], Confidence{in[4]}, 0}, {Ratio, in[6], Confidence{in[4]}, 0}} {
			got, err := p.Effect(rule)
			must(t, got, err)
			if got.Effect != codes[int(want[2*j])] || got.AsPublished != got.Effect {
				t.Errorf("%s of %v: got %s (%v), R says %s", rule.Measure, in, got.Effect, got.Statistic.Interval, codes[int(want[2*j])])
			}
			many[got.Effect]++
			agree(t, string(rule.Measure)+" power", in, got.Power, want[2*j+1], 1e-14)
		}
	}
	for _, effect := range codes {
		if many[effect] < 50 {
			t.Errorf("%s occurs %d times of %d", effect, many[effect], 2*tries)
		}
	}
}

// What is said of rounded counts holds for every true count behind them, and
// isn't withheld where it does.
func TestEffectOfRoundedCounts(t *testing.T) {
	rule := EffectRule{Measure: Difference, Margin: 0.35, Level: Confidence{0.6}}
	seen := map[Effect]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := Pair{published(40, 3).Draw(t, "group"), published(60, 2).Draw(t, "reference")}
		got, err := p.Effect(rule)
		if err != nil {
			t.Fatal(err)
		}
		seen[got.Effect]++
		within, higher, lower, any := true, true, true, false
		for _, g := range truths(p.Group) {
			for _, r := range truths(p.Reference) {
				x := Pair{g, r}.RiskDifference(rule.Level).Interval
				low, ok := x.Low.Number()
				high, _ := x.High.Number()
				if !ok {
					continue // nobody: no count that could be published as a rate
				}
				any = true
				within = within && low >= -rule.Margin && high <= rule.Margin
				higher, lower = higher && low > 0, lower && high < 0
			}
		}
		want := Underpowered
		switch {
		case any && within:
			want = NoDisparityLargerThan
		case any && (higher || lower):
			want = Disparity
		}
		if got.Effect != want {
			t.Fatalf("got %s (as published %s), over all true counts %s", got.Effect, got.AsPublished, want)
		}
		if any && (got.Side == Higher) != higher || any && (got.Side == Lower) != lower {
			t.Fatalf("side %s; over all true counts higher %v, lower %v", got.Side, higher, lower)
		}
	})
	if len(seen) != 3 {
		t.Errorf("only reached %v", seen)
	}
}

// Over all outcomes of two binomials: "no disparity larger than d" is said of a
// disparity of d in about (1−level)/2 at most, and "disparity" of none in 1−level.
func TestEffectIsSeldomWrong(t *testing.T) {
	const n, m = 150, 200
	rule := EffectRule{Measure: Difference, Margin: 0.2}
	verdicts := make([][]Effect, n+1)
	for a := range verdicts {
		for c := range int64(m + 1) {
			got, err := Pair{of(t, int64(a), n), of(t, c, m)}.Effect(rule)
			verdicts[a] = append(verdicts[a], must(t, got, err).Effect)
		}
	}
	chance := func(effect Effect, p, q float64) (sum float64) {
		for a, row := range verdicts {
			for c, said := range row {
				if said == effect {
					sum += binomialChance(int64(a), n, p) * binomialChance(int64(c), m, q)
				}
			}
		}
		return sum
	}
	for _, q := range []float64{0.3, 0.5, 0.6} {
		for _, x := range []struct {
			said      Effect
			p         float64
			low, high float64
		}{
			{NoDisparityLargerThan, q + rule.Margin, 0.01, 0.03},
			{NoDisparityLargerThan, q - rule.Margin, 0.01, 0.03},
			{Disparity, q, 0, 0.055}, // what lies within the margin isn't called so
			{NoDisparityLargerThan, q, 0.9, 1},
			{Disparity, q + 0.3, 0.99, 1},
		} {
			if got := chance(x.said, x.p, q); got < x.low || got > x.high {
				t.Errorf("%s at %.2f and %.2f: said with a chance of %.4f, want %v to %v", x.said, x.p, q, got, x.low, x.high)
			}
		}
	}
}

func TestEffectBerkeley(t *testing.T) {
	strata := berkeleyStrata(t)
	for _, x := range []struct {
		rule string
		of   interface {
			Effect(EffectRule) (EffectVerdict, error)
		}
		hold EffectRule
		want Effect
		side Direction
	}{
		{"crude", strata.Sum(), EffectRule{Measure: Difference, Margin: 0.05}, Disparity, Higher},
		{"crude, ratio", strata.Sum(), EffectRule{Measure: Ratio, Margin: 1.25}, Disparity, Higher},
		{"crude, a large margin", strata.Sum(), EffectRule{Measure: Difference, Margin: 0.2}, NoDisparityLargerThan, Higher},
		{"by department", strata, EffectRule{Measure: Difference, Margin: 0.05}, NoDisparityLargerThan, Undetermined},
		{"by department, a small margin", strata, EffectRule{Measure: Difference, Margin: 0.02}, Underpowered, Undetermined},
		{"by department, ratio", strata, EffectRule{Measure: Ratio, Margin: 1.25}, NoDisparityLargerThan, Undetermined},
	} {
		got, err := x.of.Effect(x.hold)
		if must(t, got, err); got.Effect != x.want || got.Side != x.side {
			t.Errorf("%s: got %s, %s, want %s, %s", x.rule, got.Effect, got.Side, x.want, x.side)
		}
	}
	got, err := strata.Effect(EffectRule{Measure: Difference, Margin: 0.05})
	must(t, got, err)
	// R 4.2: se <- (0.010632+0.0474824)/2/qnorm(.975); pnorm(.05/se-qnorm(.975)),
	// and (qnorm(.975)+qnorm(.8))*se
	near(t, "power", got.Power, 0.921118, 1e-4)
	near(t, "detectable", got.Detectable.Up, 0.0415346, 1e-4)
}

// Student grants: rounding to tens leaves the disparity in selection certain.
func TestEffectStudentGrants(t *testing.T) {
	got, err := duoCrude(t).Effect(EffectRule{Measure: Ratio, Margin: 1.25})
	must(t, got, err)
	if got.Effect != Disparity || got.Side != Higher || !got.Beyond {
		t.Errorf("got %s, %s, beyond %v; want a disparity beyond the margin", got.Effect, got.Side, got.Beyond)
	}
	few, err := Pair{tens(t, of(t, 10, 100)), tens(t, of(t, 10, 200))}.Effect(EffectRule{Measure: Difference, Margin: 0.25})
	must(t, few, err)
	if few.AsPublished != NoDisparityLargerThan || few.Effect != NoDisparityLargerThan {
		t.Errorf("few: got %s, as published %s", few.Effect, few.AsPublished)
	}
	few, err = Pair{tens(t, of(t, 10, 100)), tens(t, of(t, 10, 200))}.Effect(EffectRule{Measure: Difference, Margin: 0.15})
	must(t, few, err)
	if few.AsPublished != NoDisparityLargerThan || few.Effect != Underpowered {
		t.Errorf("few, nearer: got %s, as published %s; want rounding to withhold it", few.Effect, few.AsPublished)
	}
}

func TestEffectEdges(t *testing.T) {
	p := Pair{of(t, 3, 9), of(t, 3, 9)}
	for _, x := range []struct {
		rule string
		r    EffectRule
	}{
		{"no measure", EffectRule{Margin: 0.1}},
		{"margin 0", EffectRule{Measure: Difference}},
		{"margin 1", EffectRule{Measure: Difference, Margin: 1}},
		{"margin NaN", EffectRule{Measure: Difference, Margin: math.NaN()}},
		{"ratio 1", EffectRule{Measure: Ratio, Margin: 1}},
		{"ratio without bound", EffectRule{Measure: Ratio, Margin: math.Inf(1)}},
		{"power 1", EffectRule{Measure: Ratio, Margin: 2, Power: 1}},
		{"power under a half", EffectRule{Measure: Ratio, Margin: 2, Power: 0.49}},
	} {
		if _, err := p.Effect(x.r); !errors.Is(err, ErrEffect) {
			t.Errorf("%s: got %v, want %v", x.rule, err, ErrEffect)
		}
		if _, err := (Strata{}).Effect(x.r); !errors.Is(err, ErrEffect) {
			t.Errorf("%s, strata: got %v, want %v", x.rule, err, ErrEffect)
		}
	}
	for _, x := range []struct {
		rule string
		p    Pair
		m    Measure
		why  Gap
	}{
		{"nobody", Pair{Reference: of(t, 3, 9)}, Difference, EmptyGroup},
		{"no ratio without events", Pair{of(t, 0, 900), of(t, 90, 900)}, Ratio, ZeroCell},
	} {
		got, err := x.p.Effect(EffectRule{Measure: x.m, Margin: map[Measure]float64{Difference: 0.1, Ratio: 1.5}[x.m]})
		must(t, got, err)
		if got.Effect != Underpowered || got.Side != Incomparable || got.Statistic.Envelope.Low.Gap() != x.why {
			t.Errorf("%s: got %s, %s, %v", x.rule, got.Effect, got.Side, got.Statistic.Envelope)
		}
	}
	empty, err := Strata{}.Effect(EffectRule{Measure: Ratio, Margin: 2})
	if must(t, empty, err); empty.Effect != Underpowered || empty.Power.Gap() != NoStratum {
		t.Errorf("no strata: got %s with power %v", empty.Effect, empty.Power)
	}
}
