// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// terms are the columns of a calibration, of which no one follows from the others:
// everybody, each level of each margin but its first, and the auxiliaries.
type terms struct {
	size     int
	margins  [][]int32 // by margin and respondent: which column, 0 for none
	numbers  [][]float64
	totals   []float64
	open     int       // of how many of the columns, the first ones, the totals are what the weights before add up to
	who      Domain    // has a weight after; none: everybody
	responds bool      // others don't, for they didn't respond
	firsts   []level   // of each margin, the level without a column
	before   []float64 // the weights before
	groups   []int32   // by respondent: those of a group have the same columns; none where there are numbers
	heads    []int32   // a respondent of each group
}

// level is the level of a margin that follows from the others, whose columns are from one
// place to another.
type level struct {
	total    float64
	from, to int
}

// terms looks the totals through.
func (s *Survey) terms(c Calibration) (*terms, error) {
	c, who, err := s.responded(c)
	if err != nil {
		return nil, err
	}
	t := &terms{size: 1, totals: []float64{0}, before: s.weights, who: who}
	if len(c.Margins) == 0 && len(c.Auxiliaries) == 0 {
		return nil, ErrMargin.With("column", "", "level", "")
	}
	for k, m := range c.Margins {
		people, err := m.people(s.n, who)
		if err != nil {
			return nil, err
		}
		if k == 0 {
			t.totals[0] = people
		} else if math.Abs(people-t.totals[0]) > 1e-9*t.totals[0] {
			return nil, ErrContradiction.With("column", c.Margins[0].Name, "other", m.Name, "total", t.totals[0], "others", people)
		}
		t.margin(m)
	}
	if len(c.Margins) == 0 {
		t.open, t.totals[0] = 1, sum(s.weights)
	}
	for _, a := range c.Auxiliaries {
		if err := a.check(s.n, who); err != nil {
			return nil, err
		}
		if math.IsNaN(a.Total) || math.IsInf(a.Total, 0) {
			return nil, ErrMargin.With("column", a.Name, "level", "")
		}
		some := who
		if c.Respondents != nil { // what others have counts as well
			some = nil
		}
		column, scale := a.scaled(some)
		t.numbers, t.totals = append(t.numbers, column), append(t.totals, a.Total*scale)
		t.size++
	}
	if err := t.independent(c); err != nil {
		return nil, err
	}
	if c.Respondents != nil {
		t.open, t.responds = t.size, true
	}
	t.group(s.n)
	return t, nil
}

// responded gives a calibration with the totals of the sample where it asks for these,
// and who then has a weight. Errors: ErrLength, ErrLevel, ErrNaN, ErrEmpty, ErrMargin.
func (s *Survey) responded(c Calibration) (Calibration, Domain, error) {
	if c.Respondents == nil {
		return c, s.who, nil
	}
	who, err := s.fit(c.Respondents)
	switch {
	case err != nil:
		return c, nil, err
	case !slices.Contains(who, true):
		return c, nil, ErrEmpty
	}
	margins, auxiliaries := slices.Clone(c.Margins), slices.Clone(c.Auxiliaries)
	for k := range margins {
		m := &margins[k]
		if m.Totals != nil {
			return c, nil, ErrMargin.With("column", m.Name, "level", "")
		}
		if err := m.check(s.n); err != nil {
			return c, nil, err
		}
		m.Totals = make([]float64, len(m.Levels))
		for i, code := range m.Codes {
			m.Totals[code] += s.weights[i]
		}
	}
	for k := range auxiliaries {
		a := &auxiliaries[k]
		if a.Total != 0 {
			return c, nil, ErrMargin.With("column", a.Name, "level", "")
		}
		if err := a.check(s.n, nil); err != nil {
			return c, nil, err
		}
		a.Total = weighed(s.weights, a.Values)
	}
	c.Margins, c.Auxiliaries = margins, auxiliaries
	return c, who, nil
}

// of gives the terms for some weights: totals that are open are what these add up to.
func (t *terms) of(d []float64) *terms {
	if t.open == 0 {
		return t
	}
	sums := make([]float64, t.size)
	all := t.gather(d, nil)
	for k, w := range all.d {
		if w != 0 {
			t.add(sums, all.row(k), w)
		}
	}
	next := *t
	next.totals = append(sums[:t.open:t.open], t.totals[t.open:]...)
	next.firsts = slices.Clone(t.firsts)
	for k, l := range next.firsts { // a margin is open only when all are
		next.firsts[k].total = next.totals[0] - sum(next.totals[l.from:l.to])
	}
	return &next
}

// group finds who has the same columns: all of them move alike.
func (t *terms) group(n int) {
	if len(t.numbers) > 0 {
		return
	}
	t.groups, t.heads = make([]int32, n), []int32{0}
	for _, codes := range t.margins {
		t.groups, t.heads = split(t.groups, codes, t.size)
	}
}

// split gives the groups of who is in the same group and has the same code, with one
// respondent of each.
func split(groups, codes []int32, size int) (out, heads []int32) {
	out = make([]int32, len(groups))
	known := map[int64]int32{}
	for i, g := range groups {
		key := int64(g)*int64(size) + int64(codes[i])
		k, there := known[key]
		if !there {
			k = int32(len(heads)) //nolint:gosec // at most as many as respondents
			known[key] = k
			heads = append(heads, int32(i)) //nolint:gosec // a sample isn't that large
		}
		out[i] = k
	}
	return out, heads
}

// mass is the weights of respondents, those of a group together at one of them.
type mass struct {
	rows []int32 // none: each respondent
	d    []float64
}

func (t *terms) mass(d []float64) mass { return t.gather(d, t.who) }

// gather is the mass of some respondents.
func (t *terms) gather(d []float64, who Domain) mass {
	if who != nil {
		some := make([]float64, len(d))
		for i, in := range who {
			if in {
				some[i] = d[i]
			}
		}
		d = some
	}
	if t.groups == nil {
		return mass{d: d}
	}
	m := mass{t.heads, make([]float64, len(t.heads))}
	for i, w := range d {
		m.d[t.groups[i]] += w
	}
	return m
}

// drop takes the weights from who has none after.
func (t *terms) drop(weights []float64) {
	for i, in := range t.who {
		if !in {
			weights[i] = 0
		}
	}
}

func (m mass) row(k int) int {
	if m.rows == nil {
		return k
	}
	return int(m.rows[k])
}

// scaled gives the column with numbers of at most 1, so that amounts in euros fit beside
// heads, and by what they were multiplied; 0 for who doesn't count.
func (a Auxiliary) scaled(who Domain) ([]float64, float64) {
	most := 0.0
	for i, x := range a.Values {
		if who.has(i) {
			most = max(most, math.Abs(x))
		}
	}
	if most == 0 {
		most = 1
	}
	out := make([]float64, len(a.Values))
	for i, x := range a.Values {
		if who.has(i) {
			out[i] = x / most
		}
	}
	return out, 1 / most
}

// margin adds a column for each level that somebody has, but the first.
func (t *terms) margin(m Margin) {
	column := make([]int32, len(m.Levels))
	one, begin := true, t.size
	for k, total := range m.Totals {
		switch {
		case total == 0:
		case one:
			one = false
			t.firsts = append(t.firsts, level{total: total})
		default:
			// Columns of margins come before those of auxiliaries.
			column[k] = int32(t.size) //nolint:gosec // as many as levels
			t.size++
			t.totals = append(t.totals, total)
		}
	}
	codes := make([]int32, len(m.Codes))
	for i, c := range m.Codes {
		codes[i] = column[c]
	}
	t.margins = append(t.margins, codes)
	t.firsts[len(t.firsts)-1].from, t.firsts[len(t.firsts)-1].to = begin, t.size
}

// people gives how many people a margin adds up to.
func (m Margin) people(n int, who Domain) (sum float64, err error) {
	if err := m.check(n); err != nil {
		return 0, err
	}
	if len(m.Totals) != len(m.Levels) {
		return 0, ErrLength.With("column", m.Name, "length", len(m.Totals), "want", len(m.Levels))
	}
	some := make([]bool, len(m.Levels))
	for i, c := range m.Codes {
		some[c] = some[c] || who.has(i)
	}
	for k, total := range m.Totals {
		switch {
		case !(total >= 0) || math.IsInf(total, 0), total == 0 && some[k]:
			return 0, ErrMargin.With("column", m.Name, "level", m.Levels[k])
		case total > 0 && !some[k]:
			return 0, ErrAbsent.With("column", m.Name, "level", m.Levels[k])
		}
		sum += total
	}
	if sum == 0 {
		return 0, ErrMargin.With("column", m.Name, "level", "")
	}
	return sum, nil
}

// dot gives xᵀb of a respondent.
func (t *terms) dot(b []float64, i int) float64 {
	sum := b[0]
	for _, codes := range t.margins {
		if k := codes[i]; k > 0 {
			sum += b[k]
		}
	}
	at := t.size - len(t.numbers)
	for j, x := range t.numbers {
		sum += b[at+j] * x[i]
	}
	return sum
}

// add adds x times a number of a respondent.
func (t *terms) add(to []float64, i int, times float64) {
	to[0] += times
	for _, codes := range t.margins {
		if k := codes[i]; k > 0 {
			to[k] += times
		}
	}
	at := t.size - len(t.numbers)
	for j, x := range t.numbers {
		to[at+j] += times * x[i]
	}
}

// square gives Σ d f x xᵀ.
func (t *terms) square(m mass, f func(int) float64) *mat.SymDense {
	p := t.size
	sum := make([]float64, p*p)
	for k, w := range m.d {
		if w == 0 { // as in left
			continue
		}
		i := m.row(k)
		x := w * f(i)
		if x == 0 {
			continue
		}
		t.add(sum[:p], i, x)
		for _, codes := range t.margins {
			if k := int(codes[i]); k > 0 {
				t.add(sum[k*p:(k+1)*p], i, x)
			}
		}
		at := p - len(t.numbers)
		for j, c := range t.numbers {
			t.add(sum[(at+j)*p:(at+j+1)*p], i, x*c[i])
		}
	}
	return mat.NewSymDense(p, sum)
}
