// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"errors"
	"testing"

	"baken/base/civil"
)

func TestQuarterOf(t *testing.T) {
	tests := map[string]struct{ quarter, first string }{
		"2026-01-01": {"2026-Q1", "2026-01-01"},
		"2026-03-31": {"2026-Q1", "2026-01-01"},
		"2026-04-01": {"2026-Q2", "2026-04-01"},
		"2024-09-30": {"2024-Q3", "2024-07-01"},
		"2026-12-31": {"2026-Q4", "2026-10-01"},
	}
	for day, want := range tests {
		q := civil.QuarterOf(civil.MustParse(day))
		if q.String() != want.quarter || q.First().String() != want.first {
			t.Errorf("%s: got %s from %s, want %s from %s", day, q, q.First(), want.quarter, want.first)
		}
		if back, err := civil.ParseQuarter(want.quarter); err != nil || back != q {
			t.Errorf("%s: read back as %v, %v", want.quarter, back, err)
		}
	}
}

func TestParseQuarterRefuses(t *testing.T) {
	for _, s := range []string{"", "2026", "2026-Q0", "2026-Q5", "2026-Q12", "26-Q1", "2026-q1", " 2026-Q1", "2026-Q1 ", "+026-Q1", "0000-Q1"} {
		if q, err := civil.ParseQuarter(s); !errors.Is(err, civil.ErrQuarter) {
			t.Errorf("%q: got %v, %v; want ErrQuarter", s, q, err)
		}
	}
}
