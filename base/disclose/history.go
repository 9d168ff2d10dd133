// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"baken/base/simplex"
)

// History is what was released before, as a reader has it: which counts were printed,
// which were withheld, and which are sums of others. What was withheld isn't in it. The
// zero History is that of nobody who published yet. A History doesn't change: a release
// gives the next one.
type History struct {
	releases int
	cells    map[cellName]said
	sums     []past
}

// said is what a release made of a cell.
type said struct {
	printed bool
	n       int64
	least   int64 // of what is withheld: how wide it must stay
}

// past is a sum by name.
type past struct {
	total cellName
	parts []cellName
}

// Within says that everybody of one population is in another, so that both releases
// together tell who is in the one and not in the other.
type Within struct{ Population, Of string }

// Release is a set of tables that may be published, protected together and with all that
// was released before.
type Release struct {
	Number int
	Rules  Rules
	Tables []Table
	// Narrowest is how wide the best known of the counts lies that are withheld, now or
	// before, by the audit; +Inf where none is.
	Narrowest float64
	next      History
}

// Releases gives how many releases there were.
func (h History) Releases() int { return h.releases }

// Protect protects tables together with what was released before, and audits what a reader
// can work out of each count that is withheld: nobody can work one out to within less than
// Rules.Possibilities, knowing these rules and all that was ever printed.
//
// A count below Rules.Base is withheld, of a combination of several categories one below
// Rules.Intersection, and of an answer one below Rules.Part; then others are, the least
// informative ones, until no subtraction leads to these. Which of both a count is isn't
// said. For the audit each count that is printed counts as known exactly.
//
// Errors: ErrRules; ErrHierarchy, ErrCells, ErrCell, ErrTwice, ErrPlace and ErrTotal for tables that
// can't be; ErrEarlier for a count that was printed before as another, or doesn't go with
// what was printed; ErrBare where what was printed before leaves no way to protect.
//
// Source: A. Hundepool et al., Statistical Disclosure Control (2012) chapter 4.
func (h History) Protect(ctx context.Context, rules Rules, tables []Crosstable, within ...Within) (Release, error) {
	if rules.Base < 1 || rules.Intersection < 1 || rules.Part < 1 || rules.Possibilities < 1 || rules.RoundBaseTo < 1 {
		return Release{}, ErrRules
	}
	b := builder{history: h, rules: rules, system: &system{at: map[cellName]int{}}}
	for _, t := range tables {
		if err := b.table(t); err != nil {
			return Release{}, err
		}
	}
	if err := b.apart(within); err != nil {
		return Release{}, err
	}
	if err := b.past(ctx); err != nil {
		return Release{}, err
	}
	if err := b.system.protect(ctx, float64(rules.Possibilities)); err != nil {
		return Release{}, err
	}
	narrowest, err := b.audit(ctx)
	if err != nil {
		return Release{}, err
	}
	r, err := b.release(tables)
	r.Narrowest = narrowest
	return r, err
}

// History gives what is known once a release is published.
func (r Release) History() History { return r.next }

// builder writes down tables as one system.
type builder struct {
	history History
	rules   Rules
	system  *system
	layouts []*layout
}

// table adds the cells and the sums of a table.
func (b *builder) table(t Crosstable) error {
	l, err := t.lay()
	if err != nil {
		return err
	}
	at := make([]int, len(l.at))
	for i := range l.at {
		c := cell{name: l.name[i], n: float64(l.n[i]), sensitive: l.n[i] < b.least(l, i)}
		if at[i], err = b.cell(c); err != nil {
			return err
		}
	}
	b.system.link(l, at)
	b.layouts = append(b.layouts, l)
	return nil
}

// least is the smallest count that is printed of a cell.
func (b *builder) least(l *layout, i int) int64 {
	who, answer := l.depth(i)
	switch {
	case answer:
		return b.rules.Part
	case who > 1:
		return b.rules.Intersection
	}
	return b.rules.Base
}

// cell adds a cell as it was printed or withheld before.
func (b *builder) cell(c cell) (int, error) {
	if i, again := b.system.at[c.name]; again {
		before := &b.system.cells[i]
		if before.n != c.n {
			return 0, ErrEarlier.With("cell", string(c.name), "now", c.n, "before", before.n)
		}
		before.sensitive = before.sensitive || c.sensitive && before.state == open
		return i, nil
	}
	switch before, known := b.history.cells[c.name]; {
	case known && before.printed:
		if float64(before.n) != c.n {
			return 0, ErrEarlier.With("cell", string(c.name), "now", c.n, "before", before.n)
		}
		c.state, c.sensitive = printed, false
	case known:
		c.state, c.guarded = hidden, true
	}
	return b.system.add(c), nil
}

// apart adds who is in one population and not in a part of it, wherever both are counted:
// nobody prints that, and where it is small nobody may work it out.
func (b *builder) apart(within []Within) error {
	for _, p := range within {
		for _, l := range slices.Clone(b.layouts) {
			for i := range l.at {
				if err := b.without(p, l, i); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (b *builder) without(p Within, l *layout, i int) error {
	all, some := l.nameIn(p.Of, i), l.nameIn(p.Population, i)
	a, there := b.find(all)
	c, too := b.find(some)
	rest := l.nameIn(p.Of+" without "+p.Population, i)
	if _, done := b.system.at[rest]; done || !there || !too {
		return nil
	}
	difference := cell{name: rest, state: hidden, unknown: b.system.cells[a].unknown || b.system.cells[c].unknown}
	if !difference.unknown {
		difference.n = b.system.cells[a].n - b.system.cells[c].n
		difference.guarded = difference.n < float64(b.least(l, i))
	}
	if difference.n < 0 {
		return ErrTotal.With("cell", string(all), "total", b.system.cells[a].n, "sum", b.system.cells[c].n, "hierarchy", p.Population)
	}
	at := b.system.add(difference)
	b.system.sums = append(b.system.sums, sum{a, []int{c, at}})
	return nil
}

// find gives a cell of these tables, or one that was released before: of one that was
// withheld a reader knows at least that a part of it isn't more.
func (b *builder) find(name cellName) (int, bool) {
	if i, ok := b.system.at[name]; ok {
		return i, true
	}
	before, ok := b.history.cells[name]
	if !ok {
		return 0, false
	}
	return b.system.add(before.cell(name)), true
}

// cell gives a cell as it was released.
func (s said) cell(name cellName) cell {
	if s.printed {
		return cell{name: name, n: float64(s.n), state: printed}
	}
	return cell{name: name, state: hidden, guarded: s.least > 0, unknown: true}
}

// past adds what was released before, and finds numbers that what was withheld then may
// be.
func (b *builder) past(ctx context.Context) error {
	for _, name := range slices.Sorted(maps.Keys(b.history.cells)) {
		b.system.add(b.history.cells[name].cell(name)) // once
	}
	unknown := map[int]int{}
	var p simplex.Problem
	for i, c := range b.system.cells {
		if c.unknown {
			unknown[i] = len(p.Columns)
			p.Columns = append(p.Columns, simplex.Column{Bounds: simplex.Bounds{High: math.Inf(1)}})
		}
	}
	for _, one := range b.history.sums {
		s := sum{total: b.system.at[one.total]}
		for _, name := range one.parts {
			s.parts = append(s.parts, b.system.at[name])
		}
		b.system.sums = append(b.system.sums, s)
	}
	for _, one := range b.system.sums {
		row, right := len(p.Rows), 0.0
		put := func(i int, sign float64) {
			if j, ok := unknown[i]; ok {
				p.Columns[j].Entries = append(p.Columns[j].Entries, simplex.Entry{Row: row, Value: sign})
				return
			}
			right -= sign * b.system.cells[i].n
		}
		put(one.total, -1)
		for _, i := range one.parts {
			put(i, 1)
		}
		p.Rows = append(p.Rows, simplex.Bounds{Low: right, High: right})
	}
	solver, err := simplex.New(p)
	if err != nil {
		return err
	}
	out, err := solver.Solve(ctx)
	if errors.Is(err, simplex.ErrInfeasible) {
		return ErrEarlier.With("cell", "", "now", 0, "before", 0)
	}
	if err != nil {
		return err
	}
	for i, j := range unknown {
		b.system.cells[i].n = math.Max(0, out.X[j])
	}
	return nil
}

// audit looks once more at all that is withheld, with nothing in hand but what a reader
// has. It gives how wide the best known of it lies.
func (b *builder) audit(ctx context.Context) (float64, error) {
	learnt, err := b.system.audit(ctx)
	if err != nil {
		return 0, err
	}
	narrowest := math.Inf(1)
	for _, i := range slices.Sorted(maps.Keys(learnt)) {
		width := learnt[i].High - learnt[i].Low
		if width < float64(b.rules.Possibilities)-nothing {
			return 0, ErrBare.With("cell", string(b.system.cells[i].name))
		}
		narrowest = math.Min(narrowest, width)
	}
	return narrowest, nil
}

func (b *builder) release(tables []Crosstable) (Release, error) {
	r := Release{Number: b.history.releases + 1, Rules: b.rules}
	r.next = History{releases: r.Number, cells: maps.Clone(b.history.cells), sums: slices.Clone(b.history.sums)}
	if r.next.cells == nil {
		r.next.cells = map[cellName]said{}
	}
	for _, c := range b.system.cells {
		one := said{printed: c.state != hidden}
		if one.printed {
			one.n = int64(c.n)
		} else if c.guarded {
			one.least = b.rules.Possibilities
		}
		r.next.cells[c.name] = one
	}
	known := map[string]bool{}
	for _, one := range b.history.sums {
		known[one.key()] = true
	}
	for _, s := range b.system.sums {
		one := past{total: b.system.cells[s.total].name}
		for _, i := range s.parts {
			one.parts = append(one.parts, b.system.cells[i].name)
		}
		if key := one.key(); !known[key] {
			known[key] = true
			r.next.sums = append(r.next.sums, one)
		}
	}
	slices.SortFunc(r.next.sums, func(x, y past) int { return cmp.Compare(x.key(), y.key()) })
	for k, t := range tables {
		out, err := b.print(t, b.layouts[k], r.Number)
		if err != nil {
			return Release{}, err
		}
		r.Tables = append(r.Tables, out)
	}
	return r, nil
}

func (p past) key() string {
	var key strings.Builder
	key.WriteString(string(p.total))
	for _, name := range p.parts {
		key.WriteString("\n" + string(name))
	}
	return key.String()
}
