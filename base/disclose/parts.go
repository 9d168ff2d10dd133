// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "sort"

// Part is how many of a population something holds for.
type Part struct {
	Group  string
	Events int64
}

// ProtectParts prints shares of one population, as Protect does. Where the
// parts together are everybody, as the answers to a question are, each could be
// worked out from the others: of 38 people half say yes and half say no, so
// nobody said anything else. When that would leave fewer than the possible
// numerators of the rules for any part, nothing is printed. The population is
// counted once.
//
// Errors: those of Protect.
func ProtectParts(rules Rules, base int64, parts []Part) (*Protected, error) {
	cells := make([]Cell, len(parts))
	sum := -base
	for i, p := range parts {
		cells[i] = Cell{Group: p.Group, Base: base, Events: p.Events}
		sum += p.Events
	}
	p, err := Protect(rules, cells)
	if err != nil || len(p.rates) == 0 {
		return p, err
	}
	p.n = int64(p.rates[0].Base.Value)
	if len(parts) > 1 && sum >= 0 && !rules.hidden(base, p.rates, sum == 0) {
		for i := range p.rates {
			p.rates[i].Share = Figure{Kind: Withheld, Reason: "disclose.reason.few"}
			p.rates[i].Counts = Implied{}
		}
	}
	return p, nil
}

// hidden tells whether each part keeps enough possible numbers for who knows
// that the parts are everybody together: each once, or at least once.
func (rules Rules) hidden(base int64, rates []Rate, once bool) bool {
	left := make([]int64, len(rates)) // possible numbers
	half := rules.RoundBaseTo / 2
	printed := (base + half) / rules.RoundBaseTo * rules.RoundBaseTo
	seen := make([]map[int64]bool, len(rates))
	for i := range seen {
		seen[i] = map[int64]bool{}
	}
	for b := printed - half; b <= printed+half; b++ {
		low, high := make([]int64, len(rates)), make([]int64, len(rates))
		var least, most int64
		possible := b >= rules.Base
		for i, r := range rates {
			low[i], high[i] = rules.span(b, r.Share)
			least, most, possible = least+low[i], most+high[i], possible && low[i] <= high[i]
		}
		if !possible || most < b || once && least > b {
			continue
		}
		for i := range rates {
			from, to := max(low[i], b-(most-high[i])), high[i]
			if once {
				to = min(to, b-(least-low[i]))
			}
			for e := from; e <= to && left[i] < rules.Possibilities; e++ {
				if !seen[i][e] {
					seen[i][e], left[i] = true, left[i]+1
				}
			}
		}
	}
	for _, n := range left {
		if n < rules.Possibilities {
			return false
		}
	}
	return true
}

// span gives the fewest and the most events out of base for which a share is
// printed as it is; fewest above most when there are none.
func (rules Rules) span(base int64, share Figure) (low, high int64) {
	if share.Kind == Withheld {
		return 0, base
	}
	from := func(events int) float64 { // where the printed class begins
		r := Rate{}
		r.print(rules, Cell{Base: base, Events: int64(events)})
		if r.Share.Range == nil {
			return -1
		}
		return *r.Share.Range.Low
	}
	all := int(base) + 1
	low = int64(sort.Search(all, func(e int) bool { return from(e) >= *share.Range.Low }))
	high = int64(sort.Search(all, func(e int) bool { return from(e) > *share.Range.Low })) - 1
	return low, high
}

// LeastPrinted gives the fewest people of whom a share of a half is printed:
// of fewer, nothing is.
func LeastPrinted(rules Rules) int64 {
	for base := rules.Base; ; base++ {
		r := Rate{}
		if r.print(rules, Cell{Base: base, Events: base / 2}); r.Share.Kind != Withheld {
			return base
		}
	}
}
