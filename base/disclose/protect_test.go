// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// prints says whether the attacker, who knows the rules, sees the same rate
// when the truth is n people and x events.
func prints(rules Rules, n, x int64, seen Rate) bool {
	p, err := Protect(rules, []Cell{{Group: "g", Base: n, Events: x}})
	if err != nil {
		return false
	}
	got := p.Rates()[0]
	return sameFigure(got.Base, seen.Base) && sameFigure(got.Share, seen.Share)
}

func sameFigure(a, b Figure) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.Digits != b.Digits || (a.Range == nil) != (b.Range == nil) {
		return false
	}
	return a.Range == nil || *a.Range.Low == *b.Range.Low && *a.Range.High == *b.Range.High
}

// Whoever knows the rules, the true base and what is printed is left with at
// least ten numerators; he tries all of them through the door itself.
func TestAttackerIsLeftWithTenNumerators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := ForEveryone()
		n := rapid.OneOf(rapid.Int64Range(0, 120), rapid.Int64Range(100, 3000)).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		p, err := Protect(rules, []Cell{{Group: "g", Base: n, Events: x}})
		if err != nil {
			t.Fatal(err)
		}
		seen := p.Rates()[0]
		if !seen.Known() {
			return
		}
		var possible int64
		for y := range n + 1 {
			if prints(rules, n, y, seen) {
				possible++
			}
		}
		if possible < rules.Possibilities {
			t.Fatalf("%d of %d prints as %+v: only %d numerators agree", x, n, seen.Share, possible)
		}
	})
}

func TestPrintedRangeHoldsTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64Range(0, 200), rapid.Int64Range(200, 2_000_000)).Draw(t, "n")
		x := rapid.Int64Range(0, n).Draw(t, "x")
		p, err := Protect(ForEveryone(), []Cell{{Group: "g", Base: n, Events: x}})
		if err != nil {
			t.Fatal(err)
		}
		r := p.Rates()[0]
		if !r.Known() {
			return
		}
		share := 100 * float64(x) / float64(n)
		if share < *r.Share.Range.Low-1e-9 || share > *r.Share.Range.High+1e-9 {
			t.Fatalf("%d of %d: share %v lies outside %v..%v", x, n, share, *r.Share.Range.Low, *r.Share.Range.High)
		}
		if far(x, r.Counts.Events) || far(n, r.Counts.Base) {
			t.Fatalf("%d of %d lies outside %+v", x, n, r.Counts)
		}
		if r.Base.Value != math.Round(float64(n)/5)*5 {
			t.Fatalf("base %d prints as %v", n, r.Base.Value)
		}
	})
}

func far(truth int64, n Near) bool { return truth < n.N-n.Margin || truth > n.N+n.Margin }

func TestPrecision(t *testing.T) {
	for _, tc := range []struct {
		rule   string
		n, x   int64
		kind   Kind
		value  float64
		digits int
		low    float64
		high   float64
	}{
		{"0.01 points are 17 people of 178,200", 178_200, 1_050, Rounded, 0.59, 2, 0.585, 0.595},
		{"0.02 points are 10 people of 54,820; 0.01 are only 5", 54_820, 2_010, Rounded, 3.66, 2, 3.65, 3.67},
		{"0.05 points are 15 people of 30,000", 30_000, 2_010, Rounded, 6.7, 2, 6.675, 6.725},
		{"0.1 points are 15 people of 15,000", 15_000, 2_010, Rounded, 13.4, 1, 13.35, 13.45},
		{"0.2 points are 12 people of 6,000", 6_000, 2_010, Rounded, 33.6, 1, 33.5, 33.7},
		{"0.5 points are 15 people of 3,000", 3_000, 2_010, Rounded, 67, 1, 66.75, 67.25},
		{"1 point is 20 people of 2,000", 2_000, 500, Rounded, 25, 0, 24.5, 25.5},
		{"5 points are 20 people of 400; 2 are only 8", 400, 90, Band, 0, 0, 20, 25},
		{"fewer than 10 is a band from zero", 2_000, 0, Band, 0, 0, 0, 0.5},
		{"nine looks like none", 2_000, 9, Band, 0, 0, 0, 0.5},
		{"all but nine looks like all", 2_000, 1_991, Band, 0, 0, 99.5, 100},
		{"a percentage that rounds to nought is a band", 5_000, 12, Band, 0, 0, 0, 0.25},
		{"nine people are too few", 9, 5, Withheld, 0, 0, 0, 0},
		{"of 20 people no half holds ten for sure", 20, 10, Withheld, 0, 0, 0, 0},
		{"of 25 people a half holds ten", 25, 10, Band, 0, 0, 0, 50},
	} {
		p, err := Protect(ForEveryone(), []Cell{{Group: "g", Base: tc.n, Events: tc.x}})
		if err != nil {
			t.Fatalf("%s: %v", tc.rule, err)
		}
		got := p.Rates()[0].Share
		if got.Kind != tc.kind {
			t.Errorf("%s: got kind %s (%+v), want %s", tc.rule, got.Kind, got, tc.kind)
			continue
		}
		if tc.kind == Rounded && (math.Abs(got.Value-tc.value) > 1e-9 || got.Digits != tc.digits) {
			t.Errorf("%s: got %v with %d decimals, want %v with %d", tc.rule, got.Value, got.Digits, tc.value, tc.digits)
		}
		if tc.kind != Withheld && (math.Abs(*got.Range.Low-tc.low) > 1e-9 || math.Abs(*got.Range.High-tc.high) > 1e-9) {
			t.Errorf("%s: got %v..%v, want %v..%v", tc.rule, *got.Range.Low, *got.Range.High, tc.low, tc.high)
		}
	}
}

func TestSubtractionLeavesEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strata := []string{"a", "b", "c", "d", "e"}
		var cells []Cell
		for _, g := range []string{"x", "y", "z"} {
			var total Cell
			total.Group = g
			for _, s := range strata {
				n := rapid.OneOf(rapid.Int64Range(0, 60), rapid.Int64Range(0, 3000)).Draw(t, g+s)
				x := rapid.Int64Range(0, n).Draw(t, g+s+"x")
				cells = append(cells, Cell{g, s, n, x})
				total.Base, total.Events = total.Base+n, total.Events+x
			}
			cells = append(cells, total)
		}
		rules := ForEveryone()
		p, err := Protect(rules, cells)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range []string{"x", "y", "z"} {
			var left, printed int64
			for _, c := range cells {
				r, _ := p.Rate(g, c.Stratum)
				switch {
				case c.Group != g || c.Stratum == "" || c.Base == 0:
				case r.Base.Kind == Withheld:
					left += c.Base
				default:
					printed += c.Base
				}
			}
			if printed > 0 && left > 0 && left < rules.Intersection {
				t.Fatalf("subtraction leaves %d people of group %s", left, g)
			}
		}
	})
}

func TestBadCells(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		cells []Cell
		want  error
	}{
		{"below zero", []Cell{{"g", "", 10, -1}}, ErrCell},
		{"more events than people", []Cell{{"g", "", 10, 11}}, ErrCell},
		{"twice", []Cell{{"g", "", 10, 1}, {"g", "", 10, 1}}, ErrTwice},
		{"strata above their group", []Cell{{"g", "", 10, 1}, {"g", "s", 11, 1}}, ErrSum},
	} {
		if _, err := Protect(ForEveryone(), tc.cells); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestPublicKeepsWhatWasPublished(t *testing.T) {
	src := Source{By: Label{"CBS", "CBS"}, Title: Label{"t", "t"}}
	// Counts: CBS and DUO, control of student grants 2014, table 1.
	p, err := Public(src, 10, 3, []PublicCell{{Group: "nl", Events: 1_050, Base: 178_200}, {Group: "out", Events: 2_010, Base: 54_820}})
	if err != nil {
		t.Fatal(err)
	}
	nl, _ := p.Rate("nl", "")
	out, _ := p.Rate("out", "")
	if nl.Share.Value != 0.589 || out.Share.Value != 3.667 {
		t.Errorf("got %v and %v, want 0.589 and 3.667", nl.Share.Value, out.Share.Value)
	}
	if low := *nl.Share.Range.Low; math.Abs(low-100*1045./178205) > 1e-12 {
		t.Errorf("lowest share: got %v", low)
	}
	if _, err := Public(Source{}, 10, 3, nil); !errors.Is(err, ErrSource) {
		t.Errorf("without a source: got %v", err)
	}
}
