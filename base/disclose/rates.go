// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
)

// ProtectRates prints counted cells as Protect does, and then looks at them as a reader
// would who subtracts strata from their group, from earlier tables of the same population
// and from each other. As long as that leaves a count of few people fewer than
// Rules.Possibilities numbers that it can be, the smallest stratum that is printed is
// withheld as well, for all groups. That nobody is in a stratum may be known.
//
// Errors: those of Protect; ErrBare where no stratum is left to withhold, with the cell;
// ErrContradiction where earlier tables can't be of the same people.
func ProtectRates(ctx context.Context, rules Rules, population string, cells []Cell, earlier ...PublicTable) (*Protected, error) {
	if err := check(cells); err != nil {
		return nil, err
	}
	earlier = slices.DeleteFunc(slices.Clone(earlier), func(t PublicTable) bool { return t.Population != population })
	left := bySize(cells)
	var withhold []string
	for {
		p, err := protect(rules, cells, withhold)
		if err != nil {
			return nil, err
		}
		public := p.public(population, cells)
		learnt, err := Attack(ctx, append(slices.Clone(earlier), p.narrowed(public)))
		if err != nil {
			return nil, err
		}
		empty := map[string]bool{}
		for _, c := range cells {
			if c.Base == 0 {
				for _, one := range (Rate{Group: c.Group, Stratum: c.Stratum}).public() {
					empty[public.Name(one.At)] = true
				}
			}
		}
		known := slices.IndexFunc(learnt, func(l Learnt) bool {
			return !empty[l.Cell] && l.High-l.Low+1 < float64(rules.Possibilities) && l.Low < float64(rules.Possibilities)
		})
		if known < 0 {
			p.seen = &public
			return p, nil
		}
		next := slices.IndexFunc(left, p.prints)
		if next < 0 {
			return nil, ErrBare.With("cell", learnt[known].Cell)
		}
		withhold, left = append(withhold, left[next]), left[next+1:]
	}
}

// again is the same people once more, of whom nothing is printed: what a reader learns of
// them is how far he can narrow a band.
const again = "'"

// narrowed adds to what a reader has that he is asked of each band what it leaves.
func (p *Protected) narrowed(t PublicTable) PublicTable {
	t.By, t.Cells = slices.Clone(t.By), slices.Clone(t.Cells)
	last := len(t.By) - 1
	happened := t.By[last]
	happened.Categories = slices.Clone(happened.Categories)
	for i, c := range happened.Categories[1:] {
		happened.Categories = append(happened.Categories, Category{Code: c.Code + again, Part: i + 1})
	}
	t.By[last] = happened
	for _, r := range p.rates {
		if r.Share.Kind != Band {
			continue
		}
		for _, one := range r.public()[1:] {
			for _, happened := range []string{"yes" + again, "no" + again} {
				t.Cells = append(t.Cells, PublicCount{At: []string{one.At[0], one.At[1], happened}, Withheld: true})
			}
		}
	}
	return t
}

// prints tells whether anything is printed of a stratum.
func (p *Protected) prints(stratum string) bool {
	return slices.ContainsFunc(p.rates, func(r Rate) bool { return r.Stratum == stratum && r.Base.Kind != Withheld })
}

// bySize lists the strata, the one with the fewest people first.
func bySize(cells []Cell) []string {
	size := map[string]int64{}
	for _, c := range cells {
		if c.Stratum != "" {
			size[c.Stratum] += c.Base
		}
	}
	return slices.SortedFunc(maps.Keys(size), func(a, b string) int { return cmp.Or(cmp.Compare(size[a], size[b]), cmp.Compare(a, b)) })
}

// rest is who is in no group, or in no stratum, of those that are printed.
const rest = "·"

// public gives the rates as a reader has them: of each group, within strata and in all
// together, how many people there are and to how many it happened. Groups needn't be
// everybody, and strata needn't be all of a group: of the rest nothing is said.
func (p *Protected) public(population string, cells []Cell) PublicTable {
	groups, strata := []string{rest}, []string(nil)
	left := map[string]int64{}
	for _, c := range cells {
		if code := coded(c.Group); !slices.Contains(groups, code) {
			groups = append(groups, code)
		}
		if c.Stratum == "" {
			left[c.Group] += c.Base
			continue
		}
		left[c.Group] -= c.Base
		if code := coded(c.Stratum); !slices.Contains(strata, code) {
			strata = append(strata, code)
		}
	}
	for _, n := range left {
		if n != 0 && !slices.Contains(strata, rest) {
			strata = append(strata, rest)
		}
	}
	out := PublicTable{Population: population, By: []Hierarchy{Flat("group", groups...), Flat("stratum", strata...), Flat("happened", "yes", "no")}}
	for _, r := range p.rates {
		out.Cells = append(out.Cells, r.public()...)
	}
	return out
}

// coded gives a name without what a code can't hold.
func coded(name string) string {
	return cmp.Or(strings.NewReplacer("=", "＝", ",", "‚", "\n", "⏎").Replace(name), "∅")
}

// public gives a rate as counts.
func (r Rate) public() []PublicCount {
	group, stratum := coded(r.Group), ""
	if r.Stratum != "" {
		stratum = coded(r.Stratum)
	}
	whole, yes := PublicCount{At: []string{group, stratum, ""}, Withheld: true}, PublicCount{At: []string{group, stratum, "yes"}, Withheld: true}
	if r.Counts.HasBase {
		whole.Withheld, whole.N, whole.Margin = false, r.Counts.Base.N, r.Counts.Base.Margin
		yes.Withheld, yes.N, yes.Margin = false, r.Counts.Events.N, r.Counts.Events.Margin
	} else if r.Base.Kind == Rounded {
		half := int64(*r.Base.Range.High-*r.Base.Range.Low) / 2
		whole.Withheld, whole.N, whole.Margin = false, int64(r.Base.Value), half
	}
	return []PublicCount{whole, yes}
}
