// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"fmt"
	"regexp"

	"baken/ground/document"
	"baken/hear/complaint"
	"baken/internal/text"
)

// Letters gives the letters of a complaint in their standard words.
func Letters(c *text.Catalogue) ([]document.Template, error) {
	w := letterWords{nl: c.Printer(text.NL), en: c.Printer(text.EN)}
	var all []document.Template
	for _, l := range complaint.Letters() {
		t, err := w.template(l)
		if err != nil {
			return nil, fmt.Errorf("letter %s: %w", l.ID(), err)
		}
		all = append(all, t)
	}
	return all, nil
}

// letterWords says what letters say, in both languages.
type letterWords struct{ nl, en *text.Printer }

func (w letterWords) both(t text.Text) document.Words {
	return document.Words{NL: t.In(w.nl), EN: t.In(w.en)}
}

// open gives a message with its places still open.
func (w letterWords) open(key text.Key) document.Words {
	return document.Words{NL: w.nl.Templates(key)[key], EN: w.en.Templates(key)[key]}
}

func (w letterWords) template(l complaint.Letter) (document.Template, error) {
	var parts []document.Part
	for _, p := range l.Parts {
		part := p.Part
		part.Name = w.both(text.Key(complaint.PartKey(p.Code)))
		part.Words = w.open(text.Key(l.Key(p)))
		parts = append(parts, part)
	}
	name := text.With("complaint.letter.named", "document", text.Key(l.Document.Key()), "party", text.Key(l.To.Key()))
	return document.New(l.ID(), w.both(name), w.slots(parts), parts)
}

var place = regexp.MustCompile(`\{([a-z0-9_]+)\}`)

// slots lists the fields of the parts, in the order in which they are met.
func (w letterWords) slots(parts []document.Part) (all []document.Slot) {
	seen := map[document.Field]bool{}
	add := func(f document.Field) {
		if f == "" || seen[f] {
			return
		}
		seen[f] = true
		all = append(all, document.Slot{
			Field: f, Optional: complaint.MayBeEmpty(f),
			Name:    w.both(text.Key(complaint.FieldKey(f))),
			Example: w.both(text.Key(complaint.ExampleKey(f))),
		})
	}
	for _, p := range parts {
		add(p.When)
		add(p.Unless)
		for _, m := range place.FindAllStringSubmatch(p.Words.NL, -1) {
			add(document.Field(m[1]))
		}
	}
	return all
}
