// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "testing"

// Numbers that stand in several spans count once.
func TestCountedOnce(t *testing.T) {
	for _, tc := range []struct {
		all  []Span
		want Left
	}{
		{[]Span{{3, 3}}, Left{1, Span{3, 3}}},
		{[]Span{{3, 5}, {5, 7}}, Left{5, Span{3, 7}}},
		{[]Span{{5, 7}, {3, 5}, {4, 4}}, Left{5, Span{3, 7}}},
		{[]Span{{1, 9}, {2, 3}, {12, 12}}, Left{10, Span{1, 12}}},
	} {
		if got := counted(tc.all); got != tc.want {
			t.Errorf("%v: %+v, want %+v", tc.all, got, tc.want)
		}
	}
}
