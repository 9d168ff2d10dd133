// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"slices"
	"strconv"
	"strings"
)

// Deleted is how the verb of a deletion ends: "report.deleted".
const Deleted = ".deleted"

// DeletedLeaves is the particular of a deletion that lists the leaves whose
// events went with the record.
const DeletedLeaves = "leaves"

// IsDeletion tells whether an event says that its record was deleted.
func (e Event) IsDeletion() bool { return strings.HasSuffix(e.Verb, Deleted) }

// Span is a row of leaves, from First to Last.
type Span struct{ First, Last int64 }

// FormatSpans writes leaves as "3,7-12".
func FormatSpans(leaves []int64) string {
	leaves = slices.Compact(slices.Sorted(slices.Values(leaves)))
	var out []string
	for i := 0; i < len(leaves); {
		j := i
		for j+1 < len(leaves) && leaves[j+1] == leaves[j]+1 {
			j++
		}
		span := strconv.FormatInt(leaves[i], 10)
		if j > i {
			span += "-" + strconv.FormatInt(leaves[j], 10)
		}
		out = append(out, span)
		i = j + 1
	}
	return strings.Join(out, ",")
}

// ParseSpans reads what FormatSpans wrote.
func ParseSpans(s string) ([]Span, error) {
	if s == "" {
		return nil, nil
	}
	var all []Span
	for part := range strings.SplitSeq(s, ",") {
		first, last, two := strings.Cut(part, "-")
		if !two {
			last = first
		}
		a, err := strconv.ParseInt(first, 10, 64)
		b, err2 := strconv.ParseInt(last, 10, 64)
		if err != nil || err2 != nil || a < 0 || b < a {
			return nil, ErrFormat.With("line", 1)
		}
		all = append(all, Span{a, b})
	}
	return all, nil
}
