// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Protect prints counted cells under the rules. The cells of a group within
// strata may be given beside the group as a whole; then what subtraction
// leaves of the withheld strata passes the rules for an intersection as well,
// for every group: strata are withheld for all groups alike until it does.
//
// Errors: ErrCell for a count below zero or a numerator above its base,
// ErrTwice for a cell that comes twice, ErrSum where strata add up to more
// than their group.
func Protect(rules Rules, cells []Cell) (*Protected, error) { return protect(rules, cells, nil) }

// protect withholds these strata as well.
func protect(rules Rules, cells []Cell, withhold []string) (*Protected, error) {
	if err := check(cells); err != nil {
		return nil, err
	}
	hidden := withheldStrata(rules, cells)
	for _, s := range withhold {
		hidden[s] = true
	}
	p := &Protected{rules: &rules}
	for _, c := range cells {
		least := rules.Base
		if c.Stratum != "" {
			least = rules.Intersection
		}
		r := Rate{Group: c.Group, Stratum: c.Stratum}
		if c.Base < least || hidden[c.Stratum] {
			r.Base = Figure{Kind: Withheld, Reason: "disclose.reason.small"}
			r.Share = r.Base
		} else {
			r.print(rules, c)
		}
		if c.Stratum == "" && r.Known() {
			p.n += int64(r.Base.Value)
		}
		p.rates = append(p.rates, r)
	}
	return p, nil
}

func check(cells []Cell) error {
	seen := map[[2]string]bool{}
	whole, parts := map[string]int64{}, map[string]int64{}
	for _, c := range cells {
		if c.Base < 0 || c.Events < 0 || c.Events > c.Base {
			return ErrCell.With("group", c.Group, "stratum", c.Stratum)
		}
		at := [2]string{c.Group, c.Stratum}
		if seen[at] {
			return ErrTwice.With("group", c.Group, "stratum", c.Stratum)
		}
		seen[at] = true
		if c.Stratum == "" {
			whole[c.Group] = c.Base
		} else {
			parts[c.Group] += c.Base
		}
	}
	for _, g := range slices.Sorted(maps.Keys(parts)) {
		if total, ok := whole[g]; ok && parts[g] > total {
			return ErrSum.With("group", g)
		}
	}
	return nil
}

// withheldStrata gives the strata that are printed for no group. It starts
// with those in which a group has too few people and adds the smallest others
// until, for each group, what is left after subtraction is nobody or enough.
func withheldStrata(rules Rules, cells []Cell) map[string]bool {
	size := map[string]int64{}
	base := map[string]map[string]int64{} // by group, then stratum
	hidden := map[string]bool{}
	for _, c := range cells {
		if c.Stratum == "" {
			continue
		}
		size[c.Stratum] += c.Base
		if base[c.Group] == nil {
			base[c.Group] = map[string]int64{}
		}
		base[c.Group][c.Stratum] = c.Base
		if c.Base > 0 && c.Base < rules.Intersection {
			hidden[c.Stratum] = true
		}
	}
	order := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[a], size[b]), cmp.Compare(a, b))
	})
	for _, next := range order {
		if residueSafe(rules, base, hidden) {
			break
		}
		hidden[next] = true
	}
	return hidden
}

func residueSafe(rules Rules, base map[string]map[string]int64, hidden map[string]bool) bool {
	for _, strata := range base {
		var left, printed int64
		for s, n := range strata {
			if hidden[s] {
				left += n
			} else {
				printed += n
			}
		}
		if printed > 0 && left > 0 && left < rules.Intersection {
			return false
		}
	}
	return true
}

// print rounds the base and gives the share as the class that it falls in. The
// classes depend on the base alone, never on the share, so that what is printed
// sorts all possible numerators into classes of enough each.
func (r *Rate) print(rules Rules, c Cell) {
	half := rules.RoundBaseTo / 2
	base := (c.Base + half) / rules.RoundBaseTo * rules.RoundBaseTo
	r.Base = Figure{
		Kind: Rounded, Value: float64(base),
		Range: Between(float64(base-half), float64(base+half)),
	}
	grid, ok := finest(rules, base)
	few, many := grid.class(rules.Part-1, c.Base), grid.class(c.Base-rules.Part+1, c.Base)
	class := grid.class(c.Events, c.Base)
	switch {
	case !ok || few >= many:
		r.Share = Figure{Kind: Withheld, Reason: "disclose.reason.few"}
	case class <= few:
		_, high := grid.limits(few)
		r.band(rules, base, grid, 0, high)
	case class >= many:
		low, _ := grid.limits(many)
		r.band(rules, base, grid, low, 100)
	default:
		low, high := grid.limits(class)
		if grid.banded() {
			r.band(rules, base, grid, low, high)
			return
		}
		value := roundTo(float64(class)*grid.step(), grid.digits())
		r.Share = Figure{Kind: Rounded, Value: value, Digits: grid.digits(), Range: Between(low, high)}
		r.count(rules, base, value, low, high)
	}
}

func (r *Rate) band(rules Rules, base int64, g grid, low, high float64) {
	r.Share = Figure{Kind: Band, Digits: g.bandDigits(), Range: Between(low, high)}
	r.count(rules, base, (low+high)/2, low, high)
}

// count works out what the printed base and share tell of the two counts.
func (r *Rate) count(rules Rules, base int64, share, low, high float64) {
	half := rules.RoundBaseTo / 2
	events := int64(math.Round(share / 100 * float64(base)))
	least := math.Ceil(low/100*float64(base-half) - tiny)
	most := math.Floor(high/100*float64(base+half) + tiny)
	r.Counts = Implied{
		Events:  Near{N: events, Margin: max(events-int64(least), int64(most)-events)},
		Base:    Near{N: base, Margin: half},
		HasBase: true,
	}
}

const tiny = 1e-9
