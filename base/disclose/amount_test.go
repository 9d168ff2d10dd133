// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"errors"
	"testing"
)

// days gives n amounts from one on, each one more.
func days(from, n int64) (out []int64) {
	for i := range n {
		out = append(out, from+i)
	}
	return out
}

func TestProtectAmounts(t *testing.T) {
	// 1..40 and 41..80 and 81..85: of the last five nothing is printed, and so
	// that they can't be subtracted nothing of the smallest other stratum.
	all := []Amounts{
		{Group: "all", Each: days(1, 85)},
		{Group: "all", Stratum: "a", Each: days(1, 40)},
		{Group: "all", Stratum: "b", Each: days(41, 40)},
		{Group: "all", Stratum: "c", Each: days(81, 5)},
	}
	got, err := ProtectAmounts(ForEveryone(), all)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		known       bool
		mean, from  float64
		variation   float64
		hasVariance bool
	}{
		// R: mean(1:85) = 43, median 43, sqrt(mean((1:85-43)^2))/43 = 0.5706
		{true, 43, 40, 0.57, true},
		{false, 0, 0, 0, false},
		{true, 61, 60, 0, false}, // mean(41:80) = 60.5
		{false, 0, 0, 0, false},
	} {
		m := got[i]
		if m.Known() != want.known || m.Variation.HasValue() != want.hasVariance {
			t.Errorf("%s: printed %+v", m.Stratum, m)
			continue
		}
		if want.known && (m.Mean.Value != want.mean || *m.Median.Range.Low != want.from || *m.Median.Range.High != want.from+9 || m.Variation.Value != want.variation) {
			t.Errorf("%s: printed %+v, want %+v", m.Stratum, m, want)
		}
	}
	if _, err := ProtectAmounts(ForEveryone(), []Amounts{{Group: "all", Each: []int64{-1}}}); !errors.Is(err, ErrCell) {
		t.Errorf("an amount below nought: %v", err)
	}
}

// Whoever knows every amount but one finds at least as many whole amounts for it
// as the group has people, whatever the mean.
func TestAMeanHidesOne(t *testing.T) {
	for n := int64(30); n < 60; n++ {
		each := days(20, n)
		mean := func(last int64) float64 {
			each[n-1] = last
			got, err := ProtectAmounts(ForEveryone(), []Amounts{{Group: "g", Each: each}})
			if err != nil {
				t.Fatal(err)
			}
			return got[0].Mean.Value
		}
		want, possible := mean(500), int64(0)
		for last := int64(500 - 2*n); last < 500+2*n; last++ {
			if mean(last) == want {
				possible++
			}
		}
		if possible < n {
			t.Errorf("of %d people %d amounts are possible for the last", n, possible)
		}
	}
}
