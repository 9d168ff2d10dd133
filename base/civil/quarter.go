// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import (
	"cmp"
	"fmt"
	"time"
)

// Quarter is three months of a year, from 1 to 4. Its zero value is none.
type Quarter struct {
	year int16
	n    uint8
}

// QuarterOf gives the quarter in which a day falls.
func QuarterOf(d Date) Quarter {
	if d.IsZero() {
		return Quarter{}
	}
	return Quarter{d.year, (d.month-1)/3 + 1}
}

// ParseQuarter reads a quarter written as 2026-Q3.
func ParseQuarter(s string) (Quarter, error) {
	var year, n int
	if _, err := fmt.Sscanf(s, "%4d-Q%1d", &year, &n); err != nil || year < 1 || n < 1 || n > 4 {
		return Quarter{}, ErrQuarter.With("quarter", s)
	}
	q := Quarter{int16(year), uint8(n)} //nolint:gosec // four digits and one
	if q.String() != s {
		return Quarter{}, ErrQuarter.With("quarter", s)
	}
	return q, nil
}

// String writes the quarter as 2026-Q3; none is the empty text.
func (q Quarter) String() string {
	if q == (Quarter{}) {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.year, q.n)
}

// Year and N of the quarter.
func (q Quarter) Year() int { return int(q.year) }
func (q Quarter) N() int    { return int(q.n) }

// First gives the first day of the quarter.
func (q Quarter) First() Date { return Day(int(q.year), time.Month(3*int(q.n)-2), 1) }

// Compare is negative when q comes before other, positive when after.
func (q Quarter) Compare(other Quarter) int {
	return cmp.Or(cmp.Compare(q.year, other.year), cmp.Compare(q.n, other.n))
}
