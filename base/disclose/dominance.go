// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "math"

// Amount says what the people of a table have some of, in whole units: days, euros. Who
// has none counts as a person all the same.
type Amount struct {
	Name    string // the same in each table of the same amount
	Label   Label
	Unit    Unit
	RoundTo int64 // to a multiple of which totals are printed; 1 if left out
}

// MostAmount is the largest total that is taken; give it in larger units otherwise.
const MostAmount = 100_000_000

// amount is what the people of a cell have together, and the two who have most of it.
type amount struct{ sum, largest, second int64 }

// Has adds what one more person has to a count.
func (c *Count) Has(x int64) {
	a := amount{c.Sum, c.Largest, c.Second}.with(amount{x, x, 0})
	c.Sum, c.Largest, c.Second = a.sum, a.largest, a.second
}

// possible tells whether so many people can have it.
func (a amount) possible(n int64) bool {
	switch {
	case a.second < 0 || a.second > a.largest || a.sum > MostAmount:
		return false
	case n <= 2:
		return a.sum == a.largest+a.second && (n > 1 || a.second == 0) && (n > 0 || a.largest == 0)
	}
	rest := a.sum - a.largest - a.second
	return rest >= 0 && (a.second > 0 || rest == 0) && rest <= (n-2)*a.second
}

// with is what the people of two cells have, who are others.
func (a amount) with(b amount) amount {
	out := amount{a.sum + b.sum, max(a.largest, b.largest), min(a.largest, b.largest)}
	out.second = max(out.second, a.second, b.second)
	return out
}

// dominated tells whether who has second most knows to within a share of it what the first
// has, from the total: the p% rule (A. Hundepool et al., Statistical Disclosure Control
// (2012) section 4.2.2). A total of nothing says that nobody has any.
func (r Rules) dominated(a amount) bool {
	return a.sum == 0 || 100*(a.sum-a.largest-a.second) < r.Dominance*a.largest
}

// uncertain is how widely a total must stay unknown that is withheld: to both sides the
// share of what the first has, and what it is rounded to.
func (r Rules) uncertain(a amount, roundTo int64) float64 {
	return math.Max(float64(roundTo), 2*float64(r.Dominance)/100*float64(a.largest))
}
