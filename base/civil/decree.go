// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import (
	_ "embed" // for the decreed days
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Decree is a day that a royal decree puts on a par with a public holiday
// (Atw 3 lid 3), and where that decree stands. They are usually the Friday
// after Ascension Day and the days between a holiday and a weekend.
type Decree struct {
	Date   Date
	Source string
}

//go:embed decrees.txt
var decreesFile string

var knownDecrees = sync.OnceValue(func() []Decree {
	known, err := ParseDecrees(decreesFile)
	if err != nil {
		panic("civil: the embedded decrees: " + err.Error())
	}
	return known
})

// ParseDecrees reads decreed days, one a line: the day, a space, and where the
// decree stands. Empty lines and those that begin with # say nothing.
//
//	2026-05-15 Stcrt 2025, 24713
func ParseDecrees(text string) ([]Decree, error) {
	var out []Decree
	seen := make(map[Date]bool)
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		day, source, _ := strings.Cut(line, " ")
		date, err := Parse(day)
		source = strings.TrimSpace(source)
		if err != nil || seen[date] || !printable(source) {
			return nil, ErrDecree.With("line", n)
		}
		seen[date] = true
		out = append(out, Decree{Date: date, Source: source})
	}
	return out, nil
}

// printable reports whether a source can be shown to a person as it is.
func printable(s string) bool {
	return s != "" && utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}
