// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package document is the letters that rooms send: templates in Dutch and
// English, with places for what differs from one letter to the next.
//
// It promises that an organisation can put a letter in its own words and never
// loses what the law asks of it: parts that are fixed stay word for word, and
// every part keeps the fields that it needs. A letter is refused as long as a
// field in it is empty, and what is filled in can't pass for words of the
// template. Every edition can be told apart by what it says, so that a letter
// names the one that it was made with. It refuses to know what a letter is
// about, and where it goes: letters are filled in the browser of whoever may
// read them.
package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// ID names a template, within all rooms: "complaint.conclusion".
type ID string

// Code names a part of a template.
type Code string

// Field is a place in a template, written as "{name}" in its words.
type Field string

// Lang is a language that letters are written in.
type Lang string

// The languages.
const (
	NL Lang = "nl"
	EN Lang = "en"
)

// Langs lists the languages.
func Langs() []Lang { return []Lang{NL, EN} }

// Words are the same in both languages.
type Words struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

// In gives the words in a language.
func (w Words) In(l Lang) string {
	if l == EN {
		return w.EN
	}
	return w.NL
}

// Kind is what a part is in the letter.
type Kind string

// The kinds.
const (
	Title    Kind = "title" // the one of the document
	Heading  Kind = "heading"
	Numbered Kind = "numbered" // a heading with a number
	Text     Kind = "text"     // paragraphs, with an empty line between
	List     Kind = "list"     // each line an item
)

// line reports whether words of the kind stand on one line.
func (k Kind) line() bool { return k == Title || k == Heading || k == Numbered }

// Slot is a field with what it is called, and an example of it. An optional one
// may be empty: it stands only in parts that show when it is filled.
type Slot struct {
	Field    Field `json:"field"`
	Optional bool  `json:"optional,omitempty"`
	Name     Words `json:"name"`
	Example  Words `json:"example"`
}

// Part is a piece of a letter. A fixed one is what the law asks for, or what a
// rule of the house does: no organisation changes it.
type Part struct {
	Code     Code     `json:"code"`
	Kind     Kind     `json:"kind"`
	Name     Words    `json:"name"`
	Fixed    bool     `json:"fixed,omitempty"`
	Articles []string `json:"articles,omitempty"` // on which a fixed part stands: "Awb 9:12 lid 1"
	Needs    []Field  `json:"needs,omitempty"`    // what has to stand in its words
	When     Field    `json:"when,omitempty"`     // it shows only when this is filled
	Unless   Field    `json:"unless,omitempty"`   // it shows only when this isn't
	Words    Words    `json:"words"`
}

// Edition tells two templates apart: it follows from what they say.
type Edition string

// EditionField is filled in every letter by itself.
const EditionField Field = "edition"

// Template is a letter before it is filled.
type Template struct {
	ID      ID      `json:"id"`
	Edition Edition `json:"edition"`
	Name    Words   `json:"name"` // on pages; what the letter itself is called is its part of kind Title
	Slots   []Slot  `json:"slots"`
	Parts   []Part  `json:"parts"`
}

// New makes a template, and refuses one that contradicts itself.
//
// Errors: Refused.
func New(id ID, name Words, slots []Slot, parts []Part) (Template, error) {
	t := Template{ID: id, Name: name, Slots: slots, Parts: parts}
	if err := t.check().or(); err != nil {
		return Template{}, err
	}
	t.Edition = t.edition()
	return t, nil
}

// edition is a digest of what letters made with the template say, and in which
// places.
func (t Template) edition() Edition {
	raw, err := json.Marshal(struct {
		ID    ID
		Parts []Part
	}{t.ID, t.Parts})
	if err != nil {
		panic(err) // strings can always be written
	}
	sum := sha256.Sum256(raw)
	return Edition(hex.EncodeToString(sum[:5]))
}

// Part gives a part of the template.
func (t Template) Part(c Code) (Part, bool) {
	i := slices.IndexFunc(t.Parts, func(p Part) bool { return p.Code == c })
	if i < 0 {
		return Part{}, false
	}
	return t.Parts[i], true
}

// Slot gives a field of the template.
func (t Template) Slot(f Field) (Slot, bool) {
	i := slices.IndexFunc(t.Slots, func(s Slot) bool { return s.Field == f })
	if i < 0 {
		return Slot{}, false
	}
	return t.Slots[i], true
}

// Examples gives the values with which a template is shown.
func (t Template) Examples(l Lang) map[Field]string {
	all := map[Field]string{}
	for _, s := range t.Slots {
		all[s.Field] = s.Example.In(l)
	}
	return all
}
