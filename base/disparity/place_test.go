// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// By hand: shares of 3/10, 1/2, none of nobody, 30/100 and 1/10.
func TestPlaces(t *testing.T) {
	var counts []Count
	for _, c := range [][2]int64{{3, 10}, {1, 2}, {0, 0}, {30, 100}, {1, 10}} {
		one, err := Of(c[0], c[1])
		if err != nil {
			t.Fatal(err)
		}
		counts = append(counts, one)
	}
	var got []string
	for _, v := range Places(counts, nil) {
		got = append(got, v.String())
	}
	if diff := cmp.Diff([]string{"2", "1", "empty-group", "2", "4"}, got); diff != "" {
		t.Error(diff)
	}
}

// Of two groups that differ by 1.96 standard errors of their difference, the replicates
// put the first above the second in some 97.5%: at 90% its place is sure, at 99% it isn't.
func TestPlacesOfReplicates(t *testing.T) {
	high, err := Of(5124, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	low, err := Of(4985, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Bootstrap(7, 20_000, []Count{high, low}, Places)
	if err != nil {
		t.Fatal(err)
	}
	last := func(confidence, want float64) {
		level, err := At(confidence)
		if err != nil {
			t.Fatal(err)
		}
		within := r.Percentile(0, level)
		if got, ok := within.High.Number(); ok && got != want || !ok && want != 1 {
			t.Errorf("at %v: down to place %v, want %v", confidence, within.High, want)
		}
	}
	last(0.90, 1)
	last(0.99, 2)
}
