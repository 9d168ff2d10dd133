// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"errors"
	"slices"
	"unicode/utf8"
)

// Most is how long a part may be in one language, in characters.
const Most = 4000

// Adapt gives the template with other words for some of its parts. What is
// fixed may be handed in as it is, and not otherwise.
//
// Errors: Refused, with all that is wrong.
func Adapt(base Template, changed map[Code]Words) (Template, error) {
	t := base
	t.Parts = slices.Clone(base.Parts)
	var wrong Refused
	for i, p := range t.Parts {
		words, ok := changed[p.Code]
		if !ok {
			continue
		}
		words = Words{NL: clean(words.NL), EN: clean(words.EN)}
		switch {
		case !p.Fixed:
			t.Parts[i].Words = words
		case words == Words{}:
			wrong.add(p.Code, "", ErrLost)
		case words != p.Words:
			wrong.add(p.Code, "", ErrFixed)
		}
	}
	for _, c := range strangers(base, changed) {
		wrong.add(c, "", ErrPart)
	}
	wrong = append(wrong, t.check()...)
	if err := wrong.or(); err != nil {
		return Template{}, err
	}
	t.Edition = t.edition()
	return t, nil
}

// strangers lists the parts that the template hasn't got.
func strangers(base Template, changed map[Code]Words) (all []Code) {
	for c := range changed {
		if _, ok := base.Part(c); !ok {
			all = append(all, c)
		}
	}
	slices.Sort(all)
	return all
}

// Verify refuses a whole template that lost or changed a part which the
// standard fixes, or that shows its parts otherwise: it comes from where
// somebody could have changed more than words.
//
// Errors: Refused.
func Verify(base, t Template) error {
	var wrong Refused
	changed := map[Code]Words{}
	for _, p := range t.Parts {
		changed[p.Code] = p.Words
	}
	for _, p := range base.Parts {
		if _, ok := changed[p.Code]; !ok {
			wrong.add(p.Code, "", ErrLost)
		}
	}
	adapted, err := Adapt(base, changed)
	more, _ := errors.AsType[Refused](err)
	if err := append(wrong, more...).or(); err != nil {
		return err
	}
	for i, p := range t.Parts {
		if i >= len(adapted.Parts) || !same(p, adapted.Parts[i]) {
			wrong.add(p.Code, "", ErrTwice)
		}
	}
	return wrong.or()
}

func same(a, b Part) bool {
	return a.Code == b.Code && a.Kind == b.Kind && a.Fixed == b.Fixed && a.When == b.When && a.Unless == b.Unless && a.Words == b.Words
}

// Changed gives the parts whose words differ from the standard.
func Changed(base, t Template) map[Code]Words {
	changed := map[Code]Words{}
	for _, p := range t.Parts {
		if b, ok := base.Part(p.Code); ok && b.Words != p.Words {
			changed[p.Code] = p.Words
		}
	}
	return changed
}

// check refuses a template that can't be filled or that lost a field.
func (t Template) check() (wrong Refused) {
	seen := map[Code]bool{}
	for _, p := range t.Parts {
		if seen[p.Code] {
			wrong.add(p.Code, "", ErrTwice)
		}
		seen[p.Code] = true
		for _, f := range []Field{p.When, p.Unless} {
			if _, ok := t.Slot(f); f != "" && !ok {
				wrong.about(p.Code, "", f, ErrField)
			}
		}
		for _, l := range Langs() {
			wrong = append(wrong, t.checkWords(p, l)...)
		}
	}
	return wrong
}

// checkWords looks at a part in one language.
func (t Template) checkWords(p Part, l Lang) (wrong Refused) {
	words := p.Words.In(l)
	switch {
	case blank(words):
		wrong.add(p.Code, l, ErrEmpty)
		return wrong
	case utf8.RuneCountInString(words) > Most:
		wrong = append(wrong, Refusal{Part: p.Code, Lang: l, fault: ErrLong.With("most", Most)})
	case p.Kind.line() && lines(words) > 1:
		wrong.add(p.Code, l, ErrLine)
	}
	pieces, ok := split(words)
	if !ok {
		wrong.add(p.Code, l, ErrBrace)
		return wrong
	}
	named := map[Field]bool{}
	for _, piece := range pieces {
		if piece.field == "" || named[piece.field] {
			continue
		}
		named[piece.field] = true
		slot, known := t.Slot(piece.field)
		switch {
		case !known:
			wrong.about(p.Code, l, piece.field, ErrField)
		case slot.Optional && p.When != piece.field:
			wrong.about(p.Code, l, piece.field, ErrOptional)
		}
	}
	for _, f := range p.Needs {
		if !named[f] {
			wrong.about(p.Code, l, f, ErrNeeded)
		}
	}
	return wrong
}
