// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Block is a piece of a filled letter. internal/asset/src/document makes files
// of them; testdata/vectors.json holds its filling and this one together.
type Block struct {
	Kind  Kind     `json:"kind"`
	Text  string   `json:"text,omitempty"`
	Items []string `json:"items,omitempty"`
}

// Fill gives the letter in a language. Parts show as their conditions say, and
// every field in those that show needs a value.
//
// Errors: Refused, with ErrMissing for each field that has none.
func (t Template) Fill(values map[Field]string, l Lang) ([]Block, error) {
	ready := map[Field]string{}
	for f, v := range values {
		if v = clean(v); !blank(v) {
			ready[f] = v
		}
	}
	ready[EditionField] = string(t.Edition)
	var blocks []Block
	var wrong Refused
	missing := map[Field]bool{}
	for _, p := range t.Parts {
		if p.When != "" && ready[p.When] == "" || p.Unless != "" && ready[p.Unless] != "" {
			continue
		}
		var b strings.Builder
		pieces, _ := split(p.Words.In(l))
		for _, piece := range pieces {
			b.WriteString(piece.words + ready[piece.field])
			if piece.field != "" && ready[piece.field] == "" && !missing[piece.field] {
				missing[piece.field] = true
				wrong.about(p.Code, l, piece.field, ErrMissing)
			}
		}
		blocks = append(blocks, p.Kind.blocks(b.String())...)
	}
	if err := wrong.or(); err != nil {
		return nil, err
	}
	return blocks, nil
}

var emptyLines = regexp.MustCompile(`\n(?:[ \t]*\n)+`)

// blocks gives what words of the kind are in a letter.
func (k Kind) blocks(words string) (all []Block) {
	switch k {
	case Title, Heading, Numbered: // a value may have brought lines of its own
		return []Block{{Kind: k, Text: strings.ReplaceAll(words, "\n", " ")}}
	case List:
		items := slices.DeleteFunc(strings.Split(words, "\n"), blank)
		return []Block{{Kind: k, Items: items}}
	case Text:
		for _, paragraph := range emptyLines.Split(words, -1) {
			if !blank(paragraph) {
				all = append(all, Block{Kind: k, Text: strings.Trim(paragraph, "\n")})
			}
		}
	}
	return all
}

// piece is words, and the field behind them if there is one.
type piece struct {
	words string
	field Field
}

var field = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// split cuts words at their fields; not ok when a brace is no field's.
func split(words string) (all []piece, ok bool) {
	at := 0
	ok = true
	for _, m := range field.FindAllStringSubmatchIndex(words, -1) {
		all = append(all, piece{words[at:m[0]], Field(words[m[2]:m[3]])})
		at = m[1]
	}
	all = append(all, piece{words: words[at:]})
	for _, p := range all {
		ok = ok && !strings.ContainsAny(p.words, "{}")
	}
	return all, ok
}

// clean gives words as they can stand in a letter: with one kind of line end
// (what word processors use within a paragraph is one too), without what XML 1.0
// doesn't know, and without the marks that turn the direction of what follows,
// by which a value could make the words around it read otherwise (Unicode
// Standard Annex 9, explicit formatting). Marks of a single place stay.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"), "\u2029", "\n\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028':
			return '\n'
		case r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff':
			return '\ufffd'
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, space)
}

func space(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// blank reports whether words show nothing.
func blank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return space(r) || r >= '\u200b' && r <= '\u200f' || r == '\u2060'
	}) == ""
}

func lines(s string) int { return strings.Count(s, "\n") + 1 }
