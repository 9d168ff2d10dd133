// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
)

func TestRefusedCounts(t *testing.T) {
	for _, x := range []struct {
		rule string
		err  error
		want error
	}{
		{"negative events", second(Of(-1, 5)), ErrCount},
		{"more events than people", second(Of(6, 5)), ErrCount},
		{"more than MaxCount", second(Of(1, MaxCount+1)), ErrCount},
		{"negative others", second(Split(1, -1)), ErrCount},
		{"sum over MaxCount", second(Split(MaxCount, 1)), ErrCount},
		{"sum over int64", second(Split(math.MaxInt64, math.MaxInt64)), ErrCount},
		{"base of 0", second(Count{}.Rounded(0)), ErrRounding},
		{"negative margin", second(Count{}.Within(5, -1)), ErrRounding},
		{"margin over MaxMargin", second(Count{}.Within(MaxMargin+1, 0)), ErrRounding},
		{"level 0", second(At(0)), ErrConfidence},
		{"level 1", second(At(1)), ErrConfidence},
		{"level 95", second(At(95)), ErrConfidence},
		{"level NaN", second(At(math.NaN())), ErrConfidence},
		{"largest count", second(Of(MaxCount, MaxCount)), nil},
		{"nobody", second(Of(0, 0)), nil},
	} {
		if !errors.Is(x.err, x.want) {
			t.Errorf("%s: got %v, want %v", x.rule, x.err, x.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestLadderRefuses(t *testing.T) {
	small := Pair{of(t, 1, 10), of(t, 1, 10)}
	large := Strata{{"one", Pair{of(t, 3, 10), of(t, 1, 10)}}}
	if _, err := Climb(usual, small); !errors.Is(err, ErrLadder) {
		t.Errorf("no step: got %v, want %v", err, ErrLadder)
	}
	if _, err := Climb(usual, small, Given{"age", large}); !errors.Is(err, ErrExceeds) {
		t.Errorf("strata above the whole: got %v, want %v", err, ErrExceeds)
	}
	rounded := small
	rounded.Group, _ = small.Group.Within(2, 5)
	if _, err := Climb(usual, rounded, Given{"age", large}); err != nil {
		t.Errorf("strata above the whole by rounding: got %v, want none", err)
	}
	ladder, err := Climb(usual, Pair{of(t, 5, 20), of(t, 1, 10)}, Given{"age", large})
	must(t, ladder, err)
	want := Unplaced{GroupEvents: 2, GroupOthers: 8}
	if got := ladder.Steps[0].Unplaced; got != want {
		t.Errorf("unplaced: got %+v, want %+v", got, want)
	}
}

func TestZeroCells(t *testing.T) {
	pair := func(a, b, c, d int64) Pair { return Pair{split(t, a, b), split(t, c, d)} }
	for _, x := range []struct {
		rule                  string
		pair                  Pair
		ratio, odds, interval string // as Value.String
	}{
		{"no events in the group", pair(0, 5, 3, 5), "0", "0", "zero-cell"},
		{"no events in the reference", pair(3, 5, 0, 5), "unbounded", "unbounded", "zero-cell"},
		{"no events", pair(0, 5, 0, 5), "no-events", "no-events", "zero-cell"},
		{"nothing but events", pair(5, 0, 5, 0), "1", "no-others", "zero-cell"},
		{"everyone in the group", pair(5, 0, 5, 5), "2", "unbounded", "zero-cell"},
		{"nobody in the group", pair(0, 0, 5, 5), "empty-group", "empty-group", "empty-group"},
		{"nobody in the reference", pair(5, 5, 0, 0), "empty-group", "empty-group", "empty-group"},
		{"all against none", pair(5, 0, 0, 5), "unbounded", "unbounded", "zero-cell"},
	} {
		if got := x.pair.RiskRatio(usual).Estimate.String(); got != x.ratio {
			t.Errorf("%s: risk ratio: got %s, want %s", x.rule, got, x.ratio)
		}
		odds := x.pair.OddsRatio(usual)
		if got := odds.Estimate.String(); got != x.odds {
			t.Errorf("%s: odds ratio: got %s, want %s", x.rule, got, x.odds)
		}
		if got := odds.Interval.High.String(); got != x.interval {
			t.Errorf("%s: interval: got %s, want %s", x.rule, got, x.interval)
		}
		if odds.Envelope.Low != odds.Interval.Low {
			t.Errorf("%s: envelope %v of exact counts isn't the interval", x.rule, odds.Envelope)
		}
		_, finite := x.pair.HaldaneAnscombe(usual).Interval.High.Number()
		if want := x.interval != "empty-group"; finite != want {
			t.Errorf("%s: Haldane-Anscombe finite: got %t, want %t", x.rule, finite, want)
		}
	}
	same := pair(5, 0, 5, 0).RiskRatio(usual)
	if got := same.Interval.Low.Gap(); got != NoVariation {
		t.Errorf("risk ratio of all against all: got %q, want %q", got, NoVariation)
	}
}

func TestPooledGaps(t *testing.T) {
	mute := Strata{{"a", Pair{split(t, 0, 3), split(t, 0, 4)}}, {"b", Pair{split(t, 3, 0), split(t, 4, 0)}}, {"c", Pair{}}}
	got := mute.OddsRatio(usual)
	for i, want := range []Uninformative{{0, "a", NoEvents}, {1, "b", NoOthers}, {2, "c", EmptyGroup}} {
		if got.Uninformative[i] != want {
			t.Errorf("uninformative: got %v, want %v", got.Uninformative[i], want)
		}
	}
	for rule, v := range map[string]Value{
		"odds ratio": got.Estimate, "its interval": got.Interval.Low, "its range": got.Range.High,
		"CMH": mute.CMH().P, "Breslow-Day": mute.BreslowDay().Statistic,
		"no strata":             Strata{}.OddsRatio(usual).Estimate,
		"difference, no strata": Strata{}.RiskDifference(usual).Estimate,
		"ratio, no strata":      Strata{}.RiskRatio(usual).Interval.High,
	} {
		if v.Gap() != NoStratum {
			t.Errorf("%s: got %v, want %v", rule, v, NoStratum)
		}
	}
	endless := Strata{{"a", Pair{split(t, 2, 3), split(t, 0, 4)}}}
	if v := endless.OddsRatio(usual).Estimate; v.Gap() != Unbounded {
		t.Errorf("no events in the reference: got %v, want %v", v, Unbounded)
	}
}

func TestValueAsJSON(t *testing.T) {
	for _, v := range []Value{{}, {number: 1.0 / 3}, {number: -4e300}, missing(Unbounded), missing(NoStratum)} {
		data, err := json.Marshal(v)
		must(t, data, err)
		var back Value
		if err := json.Unmarshal(data, &back); err != nil || back != v {
			t.Errorf("%s: got %v (%v), want %v", data, back, err, v)
		}
	}
	var v Value
	for _, bad := range []string{`"nonsense"`, `""`, `null`, `true`, `{}`} {
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s: taken as %v, want an error", bad, v)
		}
	}
}

func TestWeigh(t *testing.T) {
	up := Pair{of(t, 2, 10), of(t, 1, 10)}
	down := Pair{of(t, 1, 10), of(t, 2, 10)}
	even := Pair{of(t, 1, 10), of(t, 10, 100)}
	vague := Pair{of(t, 2, 10), of(t, 1, 10)}
	vague.Group, _ = vague.Group.Within(1, 0)
	for _, x := range []struct {
		rule       string
		pair       Pair
		direction  Direction
		with, want Reading
	}{
		{"more selected, more found", up, Higher, Opposed, Opposed},
		{"less selected, more found", down, Lower, Aligned, Aligned},
		{"as often selected", even, Same, Open, Open},
		{"rounding leaves both sides", vague, Undetermined, Open, Open},
		{"nobody", Pair{of(t, 1, 2), Count{}}, Incomparable, Open, Open},
	} {
		if got := x.pair.Direction(); got != x.direction {
			t.Errorf("%s: got %q, want %q", x.rule, got, x.direction)
		}
		if got := Weigh(x.pair, up); got != x.want {
			t.Errorf("%s: got %q, want %q", x.rule, got, x.want)
		}
		if got := Weigh(up, x.pair); got != x.with {
			t.Errorf("%s, as hits: got %q, want %q", x.rule, got, x.with)
		}
	}
}

func TestSums(t *testing.T) {
	a, _ := of(t, 20, 100).Within(5, 5)
	b, _ := split(t, 30, 70).Within(3, 2)
	total := a.Plus(a)
	if low, high := total.eventRange(); low != 30 || high != 50 || !total.byTotal {
		t.Errorf("events of two totals: got %d to %d, want 30 to 50", low, high)
	}
	mixed := a.Plus(b)
	if low, high := mixed.otherRange(0); low != 150-12 || high != 150+12 || mixed.byTotal {
		t.Errorf("others of a mixed sum: got %d to %d, want 138 to 162", low, high)
	}
	if mixed.Events() != 50 || mixed.Total() != 200 || mixed.Others() != 150 {
		t.Errorf("mixed sum: got %d of %d", mixed.Events(), mixed.Total())
	}
}

// Margins that leave almost nobody in one cell: there a difference of large
// counts has no digits left.
func TestBreslowDayKeepsItsDigits(t *testing.T) {
	one := Strata{
		{"small", Pair{split(t, 1, 1), split(t, 1, 1)}},
		{"uneven", Pair{split(t, 1, 1), split(t, 2, 1)}},
		{"large", Pair{split(t, 157_488, 1), split(t, 1, 1)}},
	}
	// The formula in 60 decimals, mpmath 1.3.
	near(t, "statistic", one.BreslowDay().Statistic, 17650.3664952987689, 1e-12)
}

// Events of 0 to 2 out of a total of 1 to 2: at this level the largest upper
// limit is at one of one, where the line of all having the event cuts the
// rectangle.
func TestCornerOnTheDiagonal(t *testing.T) {
	group, err := of(t, 1, 2).Within(1, 1)
	must(t, group, err)
	p, level := Pair{group, of(t, 500_000, 1_000_000)}, Confidence{1 - 1e-11}
	at := Pair{of(t, 1, 1), p.Reference}.HaldaneAnscombe(level).Interval.High
	near(t, "highest limit", p.HaldaneAnscombe(level).Envelope.High, number(t, at), 1e-12)
}
