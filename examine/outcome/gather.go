// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Gather puts the groups of an answer together as an engine gives them: those that the
// engine tells apart and the plan doesn't (no value and the empty text) come together,
// and too many or too much is refused before it is kept.
type Gather struct {
	by     []string
	sum    string
	most   int
	groups map[string]*Group
	seen   int
	bytes  int
	total  int64
	rows   int64
}

// mostBytes bounds the values that are kept, however long each of them is.
const mostBytes = 256 << 20

// NewGather begins with nothing. most bounds the groups; MostCells when zero.
func NewGather(q Question, most int) *Gather {
	if most <= 0 {
		most = MostCells
	}
	return &Gather{by: q.By, sum: q.Sum, most: most, groups: map[string]*Group{}}
}

// Most is how many groups there may be.
func (g *Gather) Most() int { return g.most }

// Add takes one group of the engine: its values, the rows in it and what they count for.
// values is the caller's to use again.
//
// Errors: ErrCells, ErrLetters, ErrTotal.
func (g *Gather) Add(values []string, rows, n int64) error {
	if g.seen++; g.seen > g.most {
		return ErrCells.With("most", g.most)
	}
	var key []byte
	for i, v := range values {
		if strings.IndexByte(v, 0) >= 0 || !utf8.ValidString(v) {
			return ErrLetters.With("column", g.by[i])
		}
		key = binary.AppendUvarint(key, uint64(len(v)))
		key = append(key, v...)
	}
	if n < 0 || rows < 0 || n > math.MaxInt64-g.total || rows > math.MaxInt64-g.rows {
		return ErrTotal.With("column", g.sum)
	}
	g.total, g.rows = g.total+n, g.rows+rows
	if group := g.groups[string(key)]; group != nil {
		group.N += n
		return nil
	}
	if g.bytes += len(key); g.bytes > mostBytes {
		return ErrCells.With("most", len(g.groups))
	}
	g.groups[string(key)] = &Group{Values: slices.Clone(values), N: n}
	return nil
}

// Rows gives how many rows are in the groups.
func (g *Gather) Rows() int64 { return g.rows }

// Groups gives the groups, sorted.
func (g *Gather) Groups() []Group {
	out := make([]Group, 0, len(g.groups))
	for _, group := range g.groups {
		out = append(out, *group)
	}
	slices.SortFunc(out, func(a, b Group) int { return slices.Compare(a.Values, b.Values) })
	return out
}
