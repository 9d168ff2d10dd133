// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"baken/base/disclose"
)

// The selection, what was the case of those selected and of those not, and of each bin of a
// score are counts of the same people: by subtracting one from another a reader learns more
// than from each by itself. What was the case is therefore looked at together with the
// selection, and left out where that would tell a count of few people.

// unsaid is what is left out of what was the case.
type unsaid struct {
	parts, groups, scored map[string]bool // strata and bins for all groups; groups of the selection, and of the score
}

func (u unsaid) of(counts []Count, groups map[string]bool) []Count {
	return slices.DeleteFunc(slices.Clone(counts), func(c Count) bool { return groups[c.Group] || u.parts[c.Stratum] })
}

// protectTruth protects what was the case, where the plan says it.
func (e *examining) protectTruth(ctx context.Context, c Counts, earlier []disclose.PublicTable) (err error) {
	p := e.plan
	if p.Truth == nil {
		return nil
	}
	u := unsaid{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	before, err := (&examining{plan: p, selection: e.selection, truth: &disclose.Protected{}, missed: &disclose.Protected{}}).learnt(ctx, c)
	if err != nil {
		return err
	}
	for {
		if e.truth, err = p.protect(ctx, earlier, "true of those selected", u.of(c.Truth, u.groups)); err != nil {
			return err
		}
		if e.missed, err = p.protect(ctx, earlier, "true of those not selected", u.of(c.Missed, u.groups)); err != nil {
			return err
		}
		if p.Score != nil {
			if e.score, err = p.protect(ctx, earlier, "true, by score", u.of(c.Score, u.scored)); err != nil {
				return err
			}
		}
		known, some, err := e.tooWellKnown(ctx, c, before)
		if err != nil || !some {
			return err
		}
		if !u.leaveOut(known, c) {
			return disclose.ErrBare.With("cell", known.group+" "+known.part)
		}
	}
}

// place is whom a count is about: of which group, in which stratum or bin (empty for all),
// and which count of them; truth tells whether it is of what was the case or of the
// selection.
type place struct {
	group, part, count string
	truth              bool
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.group, q.group), cmp.Compare(p.part, q.part), cmp.Compare(p.count, q.count))
}

// leaveOut leaves out what may tell a count, and gives false where nothing is left: what is
// about the same people first, and of a whole group the smallest bin before anything else.
func (u unsaid) leaveOut(known place, c Counts) bool {
	type choice struct {
		of   map[string]bool
		code string
	}
	var all []choice
	if known.part != "" {
		all = append(all, choice{u.parts, known.part})
	}
	var bins, strata []choice
	for _, code := range smallestFirst(c.Score) {
		bins = append(bins, choice{u.parts, code})
	}
	for _, code := range smallestFirst(c.Missed) {
		strata = append(strata, choice{u.parts, code})
	}
	own := choice{u.groups, known.group}
	if known.truth {
		all = append(append(append(all, bins...), choice{u.scored, known.group}), own)
	} else {
		all = append(append(all, own), bins...)
	}
	all = append(all, strata...)
	for _, s := range c.Selection {
		all = append(all, choice{u.scored, s.Group}, choice{u.groups, s.Group})
	}
	next := slices.IndexFunc(all, func(one choice) bool { return !one.of[one.code] })
	if next < 0 {
		return false
	}
	all[next].of[all[next].code] = true
	return true
}

func smallestFirst(counts []Count) (parts []string) {
	size := map[string]int64{}
	for _, c := range counts {
		if c.Stratum == "" {
			continue
		}
		if _, seen := size[c.Stratum]; !seen {
			parts = append(parts, c.Stratum)
		}
		size[c.Stratum] += c.Yes + c.No
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(size[a], size[b]) })
	return parts
}

// tooWellKnown finds a count of few people of which all tables together leave fewer numbers
// than the rules ask, and fewer than the selection leaves by itself; false where there is
// none.
func (e *examining) tooWellKnown(ctx context.Context, c Counts, before map[place]disclose.Learnt) (place, bool, error) {
	now, err := e.learnt(ctx, c)
	if err != nil {
		return place{}, false, err
	}
	least := float64(disclose.ForEveryone().Possibilities)
	for _, at := range slices.SortedFunc(maps.Keys(now), place.compare) {
		l, was := now[at], before[at]
		if told := was.Cell != "" && was.High-was.Low <= l.High-l.Low; told {
			continue
		}
		if l.Low < least && l.High-l.Low+1 < least {
			return at, true, nil
		}
	}
	return place{}, false, nil
}

// learnt gives what a reader learns of each count that he may not work out.
func (e *examining) learnt(ctx context.Context, c Counts) (map[place]disclose.Learnt, error) {
	r := e.reader(c)
	all, err := disclose.Attack(ctx, r.tables())
	if err != nil {
		return nil, err
	}
	out := map[place]disclose.Learnt{}
	for _, l := range all {
		if at, guarded := r.guarded[l.Cell]; guarded {
			out[at] = l
		}
	}
	return out, nil
}

// code names the place of something in a list, in letters that every code can have.
func code(letter string, at int) string { return letter + strconv.Itoa(at) }
