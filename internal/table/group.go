// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Query asks for counts.
type Query struct {
	By   []string           // the columns to group by; none gives one cell
	Sum  string             // a column of counts, for a file that is already grouped; empty counts rows
	Only map[string][]Value // rows with one of these values in each of these columns; the others are left out
}

// Cell is one group: its values in the order of By, and what was counted.
type Cell struct {
	Values []Value
	Count  int64
}

// Result is the answer to a Query. Rows = Grouped + LeftOut always holds, or
// there is no Result.
type Result struct {
	Cells   []Cell // sorted by their values, missing first
	Total   int64  // the sum over the cells
	Rows    int64  // rows in the file
	Grouped int64  // rows in the cells
	LeftOut int64  // rows that Only refused
}

// Group counts the rows per group. Cells without a row are not in it.
func (t *Table) Group(ctx context.Context, q Query) (Result, error) {
	a, err := t.ask(q)
	if err != nil {
		return Result{}, err
	}
	t.set.tell(Grouping, 0, t.rows)
	err = t.engine.each(ctx, a.sql, a.args, a.take)
	if err == nil {
		err = t.file.unchanged()
	}
	if err == nil && a.bad > 0 {
		err = t.badCount(ctx, *a.sum)
	}
	if err != nil {
		return Result{}, err
	}
	r, err := a.result()
	if err != nil {
		return Result{}, err
	}
	r.Rows, r.LeftOut = t.rows, a.rows-r.Grouped
	if a.rows != t.rows {
		return Result{}, ErrDisagree.With("counted", t.rows, "grouped", a.rows)
	}
	t.set.tell(Grouping, t.rows, t.rows)
	return r, nil
}

// asked is a query on its way to an answer.
type asked struct {
	sql     string
	args    []any
	sum     *column
	width   int
	most    int
	seen    int
	rows    int64 // that the engine grouped, left out or not
	bad     int64 // rows in which the count can't be taken
	missing []string
	cells   map[string]*cell
}

type cell struct {
	values []Value
	rows   int64
	count  int64
}

// ask writes the query as SQL. The engine groups on the columns as the file
// holds them; only the values of the groups become text.
func (t *Table) ask(q Query) (*asked, error) {
	a := &asked{width: len(q.By), most: t.set.Cells, missing: t.missing, cells: map[string]*cell{}}
	var inner, outer, keys []string
	for i, name := range q.By {
		c, err := t.groupable(name)
		if err != nil {
			return nil, err
		}
		n := strconv.Itoa(i)
		inner = append(inner, c.ident+" AS g"+n)
		outer = append(outer, "CAST(g"+n+" AS VARCHAR)")
		keys = append(keys, strconv.Itoa(i+1))
	}
	kept, err := t.kept(q.Only, a)
	if err != nil {
		return nil, err
	}
	sum, bad := "0", "0"
	if q.Sum != "" {
		c, err := t.column(q.Sum)
		if err != nil {
			return nil, err
		}
		r, err := t.countRule(c)
		if err != nil {
			return nil, err
		}
		a.sum = &c
		sum = "sum(CASE WHEN " + kept + " AND " + r.good + " THEN " + r.value + " END)"
		bad = "count(*) FILTER (WHERE NOT " + r.good + ")"
	}
	inner = append(inner, "count(*) AS n", keptCount(kept)+" AS k", sum+" AS s", bad+" AS b")
	outer = append(outer, "n", "k", "CAST(s AS VARCHAR)", "b")
	a.sql = "SELECT " + strings.Join(outer, ", ") + " FROM (SELECT " + strings.Join(inner, ", ") + " FROM " + t.from
	if len(keys) > 0 {
		a.sql += " GROUP BY " + strings.Join(keys, ", ")
	}
	a.sql += ") LIMIT " + strconv.Itoa(a.most+1)
	return a, nil
}

const always = "true"

func keptCount(kept string) string {
	if kept == always {
		return "count(*)"
	}
	return "count(*) FILTER (WHERE " + kept + ")"
}

func (t *Table) groupable(name string) (column, error) {
	c, err := t.column(name)
	if err == nil && c.Kind == KindNested {
		err = ErrNested.With("column", name)
	}
	return c, err
}

// kept writes the condition of Only; its values go beside the SQL, never into
// it.
func (t *Table) kept(only map[string][]Value, a *asked) (string, error) {
	var terms []string
	for _, name := range slices.Sorted(maps.Keys(only)) {
		c, err := t.groupable(name)
		if err != nil {
			return "", err
		}
		text := "coalesce(CAST(" + c.ident + " AS VARCHAR), '')"
		var marks []string
		for _, v := range t.spellings(only[name]) {
			a.args = append(a.args, v)
			marks = append(marks, "$"+strconv.Itoa(len(a.args)))
		}
		if len(marks) == 0 {
			terms = append(terms, "false")
			continue
		}
		terms = append(terms, text+" IN ("+strings.Join(marks, ", ")+")")
	}
	if len(terms) == 0 {
		return always, nil
	}
	return "(" + strings.Join(terms, " AND ") + ")", nil
}

// spellings gives the texts in the file that have one of the values.
func (t *Table) spellings(values []Value) []string {
	var out []string
	for _, v := range values {
		switch {
		case v == Missing:
			out = append(out, t.missing...)
		case !slices.Contains(t.missing, string(v)):
			out = append(out, string(v))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// take adds one row of the answer. Groups that the engine tells apart but
// the table doesn't (null, empty, "NA") come together here.
func (a *asked) take(r *sql.Rows) error {
	if a.seen++; a.seen > a.most {
		return ErrCells.With("most", a.most)
	}
	texts := make([]sql.NullString, a.width)
	var n, k, bad int64
	var sum sql.NullString
	dest := make([]any, 0, a.width+4)
	for i := range texts {
		dest = append(dest, &texts[i])
	}
	if err := r.Scan(append(dest, &n, &k, &sum, &bad)...); err != nil {
		return err
	}
	a.rows, a.bad = a.rows+n, a.bad+bad
	count := k
	if a.sum != nil {
		var err error
		if count, err = parseSum(sum, a.sum.Name); err != nil {
			return err
		}
	}
	if k == 0 {
		return nil
	}
	c := a.cell(texts)
	c.rows += k
	return c.add(count, a.sum)
}

// cell finds or makes the cell of these texts.
func (a *asked) cell(texts []sql.NullString) *cell {
	values := make([]Value, len(texts))
	var key []byte
	for i, t := range texts {
		if !slices.Contains(a.missing, t.String) {
			values[i] = Value(t.String)
		}
		key = binary.AppendUvarint(key, uint64(len(values[i])))
		key = append(key, values[i]...)
	}
	c := a.cells[string(key)]
	if c == nil {
		c = &cell{values: values}
		a.cells[string(key)] = c
	}
	return c
}

// result sorts the cells and sums them.
func (a *asked) result() (Result, error) {
	var r Result
	total := cell{}
	for _, c := range a.cells {
		r.Cells = append(r.Cells, Cell{c.values, c.count})
		r.Grouped += c.rows
		if err := total.add(c.count, a.sum); err != nil {
			return Result{}, err
		}
	}
	r.Total = total.count
	slices.SortFunc(r.Cells, func(x, y Cell) int { return slices.CompareFunc(x.Values, y.Values, cmp.Compare[Value]) })
	return r, nil
}
