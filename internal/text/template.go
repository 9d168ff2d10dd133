// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// part is a piece of a message: words, or the name of an argument.
type part struct {
	words string
	name  string
}

type template []part

var argument = regexp.MustCompile(`\{([a-z][A-Za-z0-9_]*)\}`)

// parse splits a message into words and arguments. A brace that belongs to no
// argument is refused: it is a mistyped one.
func parse(s string) (template, error) {
	if strings.TrimSpace(s) == "" {
		return nil, errors.New("the message is empty")
	}
	var t template
	at := 0
	for _, m := range argument.FindAllStringSubmatchIndex(s, -1) {
		t = append(t, part{words: s[at:m[0]]}, part{name: s[m[2]:m[3]]})
		at = m[1]
	}
	t = append(t, part{words: s[at:]})
	for _, p := range t {
		if i := strings.IndexAny(p.words, "{}"); i >= 0 {
			return nil, fmt.Errorf("a brace without an argument near %q", p.words[i:])
		}
	}
	return t, nil
}

func (t template) names() map[string]bool {
	out := make(map[string]bool)
	for _, p := range t {
		if p.name != "" {
			out[p.name] = true
		}
	}
	return out
}
