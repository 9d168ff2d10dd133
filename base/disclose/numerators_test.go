// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
)

// prints tells whether a share prints as a percentage, halves rounded up or down, by long
// division in decimals: nothing of what is tested is in it.
func prints(events, base int64, p disclose.Percentage) bool {
	exact := new(big.Rat).SetFrac64(100*events, base)
	if exact.FloatString(p.Decimals) == printed(p) { // halves away from nought
		return true
	}
	down := new(big.Rat).Sub(exact, big.NewRat(1, 1e15)) // so little that only a half is another one
	return down.Sign() > 0 && down.FloatString(p.Decimals) == printed(p)
}

func printed(p disclose.Percentage) string {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p.Decimals)), nil)
	return new(big.Rat).SetFrac(big.NewInt(p.Units), ten).FloatString(p.Decimals)
}

// percentage prints a share.
func percentage(t *testing.T, events, base int64, decimals int) disclose.Percentage {
	t.Helper()
	units, err := strconv.ParseInt(strings.ReplaceAll(new(big.Rat).SetFrac64(100*events, base).FloatString(decimals), ".", ""), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return disclose.Percentage{Units: units, Decimals: decimals}
}

// tried works out by trying all what is possible.
func tried(p disclose.Percentages) (bases []int64, events []map[int64]bool) {
	events = make([]map[int64]bool, len(p.Of))
	for i := range events {
		events[i] = map[int64]bool{}
	}
	for base := p.Base.Low; base <= p.Base.High; base++ {
		found := false
		some := make([]int64, len(p.Of))
		var try func(i int, left int64)
		try = func(i int, left int64) {
			if i == len(p.Of) {
				if p.Whole && left != 0 {
					return
				}
				found = true
				for k, e := range some {
					events[k][e] = true
				}
				return
			}
			for e := range base + 1 {
				if prints(e, base, p.Of[i]) {
					some[i] = e
					try(i+1, left-e)
				}
			}
		}
		if try(0, base); found {
			bases = append(bases, base)
		}
	}
	return bases, events
}

// What is left is what trying all leaves, and the truth is in it.
func TestPossibleIsWhatTryingLeaves(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 12))
	exact := 0
	for round := range 300 {
		base := 1 + random.Int64N(60)
		p := disclose.Percentages{Base: disclose.Span{Low: max(1, base-random.Int64N(8)), High: base + random.Int64N(8)}, Whole: random.IntN(2) == 0}
		truth, left := []int64{}, base
		for range 1 + random.IntN(2) {
			e := random.Int64N(left + 1)
			truth, left = append(truth, e), left-e
		}
		if p.Whole {
			truth = append(truth, left)
		}
		for _, e := range truth {
			p.Of = append(p.Of, percentage(t, e, base, random.IntN(4)))
		}
		got, err := p.Possible()
		if err != nil {
			t.Fatalf("round %d: %+v: %v", round, p, err)
		}
		bases, events := tried(p)
		if got.Bases.N != int64(len(bases)) || got.Bases.Low != bases[0] || got.Bases.High != bases[len(bases)-1] {
			t.Errorf("round %d: %+v: bases %+v, want %v", round, p, got.Bases, bases)
		}
		for i, e := range truth {
			if want := leftOf(events[i]); got.Events[i] != want || !events[i][e] {
				t.Errorf("round %d: %+v, number %d: %+v, want %+v with %d", round, p, i, got.Events[i], want, e)
			}
			if got.Events[i].Exact() {
				exact++
			}
		}
	}
	if exact < 50 {
		t.Errorf("only %d numerators were given away: nothing is tested", exact)
	}
}

func leftOf(all map[int64]bool) disclose.Left {
	out := disclose.Left{N: int64(len(all)), Span: disclose.Span{Low: 1 << 60, High: -1}}
	for e := range all {
		out.Low, out.High = min(out.Low, e), max(out.High, e)
	}
	return out
}

func TestPossibleRefuses(t *testing.T) {
	one := disclose.Span{Low: 10, High: 10}
	for name, tc := range map[string]struct {
		p    disclose.Percentages
		want error
	}{
		"nobody":              {disclose.Percentages{Base: disclose.Span{}}, disclose.ErrPercentage},
		"more than most":      {disclose.Percentages{Base: disclose.Span{Low: 9, High: 8}}, disclose.ErrPercentage},
		"all of mankind":      {disclose.Percentages{Base: disclose.Span{Low: 1, High: 1e10}}, disclose.ErrPercentage},
		"too many bases":      {disclose.Percentages{Base: disclose.Span{Low: 1, High: disclose.MostBases + 1}}, disclose.ErrBases},
		"below nought":        {disclose.Percentages{Base: one, Of: []disclose.Percentage{{Units: -1}}}, disclose.ErrPercentage},
		"more than a hundred": {disclose.Percentages{Base: one, Of: []disclose.Percentage{{Units: 1001, Decimals: 1}}}, disclose.ErrPercentage},
		"too many decimals":   {disclose.Percentages{Base: one, Of: []disclose.Percentage{{Decimals: 7}}}, disclose.ErrPercentage},
		"a third of ten":      {disclose.Percentages{Base: one, Of: []disclose.Percentage{{Units: 333, Decimals: 1}}}, disclose.ErrContradiction},
		"ninety in all":       {disclose.Percentages{Base: one, Of: []disclose.Percentage{{Units: 40}, {Units: 50}}, Whole: true}, disclose.ErrContradiction},
	} {
		if _, err := tc.p.Possible(); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// The most people with the most decimals, without a number that grows too large.
func TestPossibleOfManyPeople(t *testing.T) {
	p := disclose.Percentages{
		Base: disclose.Span{Low: disclose.MostPeople, High: disclose.MostPeople},
		Of:   []disclose.Percentage{{Units: 100_000_000, Decimals: 6}, {Units: 50_000_000, Decimals: 6}},
	}
	got, err := p.Possible()
	if err != nil {
		t.Fatal(err)
	}
	want := []disclose.Left{{N: 6, Span: disclose.Span{Low: 999_999_995, High: 1e9}}, {N: 11, Span: disclose.Span{Low: 499_999_995, High: 500_000_005}}}
	if diff := cmp.Diff(want, got.Events); diff != "" {
		t.Error(diff)
	}
}

// Of 38 percent with no decimals of 50 people one numerator is left. Three answers with
// three decimals give away how many people there are, though that isn't printed: 7 and 3
// and 27 of 37; twice as many would print the same.
func ExamplePercentages_Possible() {
	one, err := disclose.Percentages{Base: disclose.Span{Low: 50, High: 50}, Of: []disclose.Percentage{{Units: 38}}}.Possible()
	fmt.Println(one.Events[0], err)
	answers := disclose.Percentages{
		Base: disclose.Span{Low: 1, High: 70}, Whole: true,
		Of: []disclose.Percentage{{Units: 18919, Decimals: 3}, {Units: 8108, Decimals: 3}, {Units: 72973, Decimals: 3}},
	}
	all, err := answers.Possible()
	fmt.Println(all.Bases, all.Events, err)
	// Output:
	// {1 {19 19}} <nil>
	// {1 {37 37}} [{1 {7 7}} {1 {3 3}} {1 {27 27}}] <nil>
}

// What prints as 33.6% in steps of 0.2 points is 33.5 to 33.7%: 2,010 to 2,022 of 6,000.
// Whoever takes the one decimal for the step is sure of less than there can be.
func TestStepOfAPercentage(t *testing.T) {
	of := disclose.Span{Low: 6000, High: 6000}
	got, err := disclose.Percentages{Base: of, Of: []disclose.Percentage{{Units: 336, Decimals: 1, Step: 2}}}.Possible()
	if err != nil || got.Events[0].Low != 2010 || got.Events[0].High != 2022 {
		t.Errorf("got %+v, %v", got, err)
	}
	f := disclose.Figure{Kind: disclose.Rounded, Value: 33.6, Digits: 1, Range: disclose.Between(33.5, 33.7)}
	if p := f.Percentage(); p != (disclose.Percentage{Units: 336, Decimals: 1, Step: 2}) {
		t.Errorf("read back as %+v", p)
	}
	if _, err := (disclose.Percentages{Base: of, Of: []disclose.Percentage{{Units: 3, Step: -1}}}).Possible(); !errors.Is(err, disclose.ErrPercentage) {
		t.Errorf("a step below nothing: %v", err)
	}
}
