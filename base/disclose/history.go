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
	printed bool // as it is
	n       int64
	least   int64     // of what isn't: how wide it must stay
	between *[2]int64 // within what it was said to lie; nil for nothing
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
// A total of an amount is withheld where a count is below these limits, and where who has
// second most could work out what the first has to within Rules.Dominance per hundred.
// Tables by the methods Round and Bands say within which limits all counts lie; what that
// would leave too narrow is withheld there too.
//
// Errors: ErrRules; ErrMethod and ErrAmount; ErrHierarchy, ErrCells, ErrCell, ErrTwice, ErrPlace and ErrTotal for tables that
// can't be; ErrEarlier for a count that was printed before as another, or doesn't go with
// what was printed; ErrBare where what was printed before leaves no way to protect.
//
// Source: A. Hundepool et al., Statistical Disclosure Control (2012) chapter 4.
func (h History) Protect(ctx context.Context, rules Rules, tables []Crosstable, within ...Within) (Release, error) {
	if rules.Base < 1 || rules.Intersection < 1 || rules.Part < 1 || rules.Possibilities < 1 || rules.RoundBaseTo < 1 || rules.Dominance < 0 {
		return Release{}, ErrRules
	}
	b := builder{history: h, rules: rules, system: &system{at: map[cellName]int{}}}
	for _, t := range tables {
		if err := b.table(ctx, t); err != nil {
			return Release{}, err
		}
	}
	if err := b.apart(within); err != nil {
		return Release{}, err
	}
	if err := b.past(ctx); err != nil {
		return Release{}, err
	}
	if err := b.system.protect(ctx); err != nil {
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
	layers  []*layer
	tables  [][]*layer // by table: of its people, and of an amount
}

// table adds the cells and the sums of a table.
func (b *builder) table(ctx context.Context, t Crosstable) error {
	l, err := t.lay()
	if err != nil {
		return err
	}
	layers := []*layer{b.people(t, l)}
	if err := layers[0].tell(ctx, b.rules); err != nil {
		return err
	}
	if t.Amount != nil {
		layers = append(layers, b.amount(t, l))
	}
	for _, layer := range layers {
		for i := range layer.cells {
			if layer.at[i], err = b.cell(layer.cells[i]); err != nil {
				return err
			}
		}
		b.system.link(l, layer.at, len(b.layers))
		b.layers = append(b.layers, layer)
	}
	b.tables = append(b.tables, layers)
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
		one := &b.system.cells[i]
		if one.n != c.n {
			return 0, ErrEarlier.With("cell", string(c.name), "now", c.n, "before", one.n)
		}
		one.sensitive = one.sensitive || c.sensitive && one.state == open
		if one.told != c.told { // another table says it in another way, and can't say less
			one.told, one.softer = both(one.told, c.told), nil
		}
		return i, nil
	}
	switch before, known := b.history.cells[c.name]; {
	case known && before.printed:
		if float64(before.n) != c.n {
			return 0, ErrEarlier.With("cell", string(c.name), "now", c.n, "before", before.n)
		}
		c.state, c.sensitive, c.told = printed, false, simplex.Bounds{Low: c.n, High: c.n}
	case known:
		c.before = before.told()
		if c.n < c.before.Low || before.between != nil && c.n > c.before.High {
			return 0, ErrEarlier.With("cell", string(c.name), "now", c.n, "before", before.between[0])
		}
		if before.least > 0 || before.between == nil { // else it was large, and in a band
			c.state, c.guarded = hidden, true
		}
	}
	return b.system.add(c), nil
}

// both is what is known from two that tell.
func both(x, y simplex.Bounds) simplex.Bounds {
	return simplex.Bounds{Low: math.Max(x.Low, y.Low), High: math.Min(x.High, y.High)}
}

// apart adds who is in one population and not in a part of it, wherever both are counted:
// nobody prints that, and where it is small nobody may work it out.
func (b *builder) apart(within []Within) error {
	for _, p := range within {
		for _, l := range b.layers {
			for i := range l.layout.at {
				if err := b.without(p, l, i); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (b *builder) without(p Within, l *layer, i int) error {
	all, some := l.in(p.Of, i), l.in(p.Population, i)
	a, there := b.find(all)
	c, too := b.find(some)
	rest := l.in(p.Of+" without "+p.Population, i)
	if _, done := b.system.at[rest]; done || !there || !too {
		return nil
	}
	difference := cell{name: rest, state: hidden, wide: l.cells[i].wide, unknown: b.system.cells[a].unknown || b.system.cells[c].unknown}
	if !difference.unknown {
		difference.n = b.system.cells[a].n - b.system.cells[c].n
		difference.guarded = l.few(b, p, difference.n, i)
	}
	if difference.n < 0 {
		return ErrTotal.With("cell", string(all), "total", b.system.cells[a].n, "sum", b.system.cells[c].n, "hierarchy", p.Population)
	}
	at := b.system.add(difference)
	b.system.sums = append(b.system.sums, sum{a, []int{c, at}, -1})
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
		return cell{name: name, n: float64(s.n), state: printed, told: simplex.Bounds{Low: float64(s.n), High: float64(s.n)}}
	}
	return cell{name: name, state: hidden, guarded: s.least > 0, wide: float64(s.least), before: s.told(), unknown: true}
}

// told gives what a release said of a cell that it didn't print as it is.
func (s said) told() simplex.Bounds {
	if s.between == nil {
		return simplex.Bounds{}
	}
	return simplex.Bounds{Low: float64(s.between[0]), High: float64(s.between[1])}
}

// remember adds the sums of what was released before, but for those that these tables have
// as well.
func (b *builder) remember() {
	known := map[string]bool{}
	for _, one := range b.system.sums {
		known[b.system.past(one).key()] = true
	}
	for _, one := range b.history.sums {
		if known[one.key()] {
			continue
		}
		s := sum{total: b.system.at[one.total], block: -1}
		for _, name := range one.parts {
			s.parts = append(s.parts, b.system.at[name])
		}
		b.system.sums = append(b.system.sums, s)
	}
}

// past gives a sum by name.
func (s *system) past(one sum) past {
	out := past{total: s.cells[one.total].name}
	for _, i := range one.parts {
		out.parts = append(out.parts, s.cells[i].name)
	}
	return out
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
			p.Columns = append(p.Columns, simplex.Column{Bounds: c.least()})
		}
	}
	b.remember()
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
		b.system.cells[i].n = math.Max(b.system.cells[i].least().Low, out.X[j])
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
		width, c := learnt[i].High-learnt[i].Low, b.system.cells[i]
		if width < c.wide-nothing {
			return 0, ErrBare.With("cell", string(c.name))
		}
		if c.wide == float64(b.rules.Possibilities) { // a count, and no amount
			narrowest = math.Min(narrowest, width)
		}
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
		r.next.cells[c.name] = c.said()
	}
	known := map[string]bool{}
	for _, one := range b.history.sums {
		known[one.key()] = true
	}
	for _, s := range b.system.sums {
		one := b.system.past(s)
		if key := one.key(); !known[key] {
			known[key] = true
			r.next.sums = append(r.next.sums, one)
		}
	}
	slices.SortFunc(r.next.sums, func(x, y past) int { return cmp.Compare(x.key(), y.key()) })
	for k, t := range tables {
		out, err := b.print(t, b.tables[k], r.Number)
		if err != nil {
			return Release{}, err
		}
		r.Tables = append(r.Tables, out)
	}
	return r, nil
}

// said gives what is known of a cell once it is released.
func (c cell) said() said {
	known := c.known()
	if c.exact() {
		return said{printed: true, n: int64(c.n)}
	}
	var out said
	if c.guarded {
		out.least = int64(math.Ceil(c.wide))
	}
	if known != (simplex.Bounds{High: math.Inf(1)}) {
		out.between = &[2]int64{int64(known.Low), int64(known.High)}
	}
	return out
}

func (p past) key() string {
	var key strings.Builder
	key.WriteString(string(p.total))
	for _, name := range p.parts {
		key.WriteString("\n" + string(name))
	}
	return key.String()
}
