// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
)

const historyFormat = "baken-history/1"

// MostHistory is the largest History that is read, in bytes.
const MostHistory = 1 << 28

// written is a History in JSON: cells in the order of their names, and sums by their
// places.
type written struct {
	Format   string        `json:"format"`
	Releases int           `json:"releases"`
	Cells    []writtenCell `json:"cells"`
	Sums     [][]int       `json:"sums"` // the first is the sum of the others
}

type writtenCell struct {
	Name     cellName  `json:"name"`
	N        *int64    `json:"n,omitempty"`        // printed, or
	Withheld *int64    `json:"withheld,omitempty"` // how wide it stays; 0: it may be known
	Between  *[2]int64 `json:"between,omitempty"`  // within what it was said to lie
}

func (c writtenCell) possible() bool { return c.Between[0] >= 0 && c.Between[0] < c.Between[1] }

// MarshalJSON writes the History. It holds no more than what was printed.
func (h History) MarshalJSON() ([]byte, error) {
	out := written{Format: historyFormat, Releases: h.releases, Cells: []writtenCell{}, Sums: [][]int{}}
	place := map[cellName]int{}
	for _, name := range slices.Sorted(maps.Keys(h.cells)) {
		c := h.cells[name]
		place[name] = len(out.Cells)
		if c.printed {
			out.Cells = append(out.Cells, writtenCell{Name: name, N: &c.n})
		} else {
			out.Cells = append(out.Cells, writtenCell{Name: name, Withheld: &c.least, Between: c.between})
		}
	}
	for _, s := range h.sums {
		one := []int{place[s.total]}
		for _, name := range s.parts {
			one = append(one, place[name])
		}
		out.Sums = append(out.Sums, one)
	}
	return json.Marshal(out)
}

// ReadHistory reads what MarshalJSON wrote. Errors: ErrHistory for anything else.
func ReadHistory(raw []byte) (History, error) {
	var in written
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || in.Format != historyFormat || in.Releases < 0 {
		return History{}, ErrHistory
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return History{}, ErrHistory
	}
	h := History{releases: in.Releases, cells: map[cellName]said{}}
	for i, c := range in.Cells {
		switch {
		case i > 0 && in.Cells[i-1].Name >= c.Name, (c.N == nil) == (c.Withheld == nil), c.Between != nil && (c.N != nil || !c.possible()):
			return History{}, ErrHistory
		case c.N != nil && *c.N >= 0:
			h.cells[c.Name] = said{printed: true, n: *c.N}
		case c.Withheld != nil && *c.Withheld >= 0:
			h.cells[c.Name] = said{least: *c.Withheld, between: c.Between}
		default:
			return History{}, ErrHistory
		}
	}
	for _, s := range in.Sums {
		if len(s) < 2 || slices.ContainsFunc(s, func(i int) bool { return i < 0 || i >= len(in.Cells) }) {
			return History{}, ErrHistory
		}
		one := past{total: in.Cells[s[0]].Name}
		for _, i := range s[1:] {
			one.parts = append(one.parts, in.Cells[i].Name)
		}
		h.sums = append(h.sums, one)
	}
	return h, nil
}
