// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Pair is a group beside the reference group that it is compared with. Every
// statistic of a Pair reads "group against reference": a difference above 0 and
// a ratio above 1 mean that the event is more frequent in the group.
type Pair struct {
	Group, Reference Count
}

// Exact reports whether neither count is rounded.
func (p Pair) Exact() bool { return p.Group.Exact() && p.Reference.Exact() }

// Plus adds two pairs, group to group and reference to reference.
func (p Pair) Plus(q Pair) Pair {
	return Pair{Group: p.Group.Plus(q.Group), Reference: p.Reference.Plus(q.Reference)}
}

// table is one possible 2×2 table of true counts: group above reference.
type table struct{ group, reference cell }

func (t table) swap() table { return table{t.reference, t.group} }
func (t table) n() float64  { return t.group.n() + t.reference.n() }

func (t table) empty() bool { return t.group.n() == 0 || t.reference.n() == 0 }

func (t table) zeroCell() bool {
	return t.group.a == 0 || t.group.b == 0 || t.reference.a == 0 || t.reference.b == 0
}

func (p Pair) table() table { return table{p.Group.cell(), p.Reference.cell()} }

// low and high are the tables at which the group does relatively least and
// most; in both, nobody is left out of a group that can have somebody.
func (p Pair) low() table  { return table{p.Group.lowest(), p.Reference.highest()} }
func (p Pair) high() table { return table{p.Group.highest(), p.Reference.lowest()} }

// anyZero reports whether one of the four true counts may be 0.
func (p Pair) anyZero() bool {
	g, r := p.Group, p.Reference
	return table{cell{g.fewest().a, g.most().b}, cell{r.fewest().a, r.most().b}}.zeroCell()
}
