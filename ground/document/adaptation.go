// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Key says whose words for which template; those of the standard are nobody's.
type Key struct {
	Org      org.ID
	Template ID
}

// Record names what is kept under the key in the log.
func (k Key) Record() string { return string(k.Org) + ":" + string(k.Template) }

// Kept is an edition of a template as it is kept, for good: letters name it.
type Kept struct {
	Key
	Version int64 // counts the editions; 0 before the first
	On      civil.Date
	Base    Edition // of the standard that it was made from
	Text    Template
}

// Resource gives the template to the policy.
func (k Kept) Resource() org.Resource { return org.Of(TypeTemplate, string(k.Template), k.Org) }

// Adapt puts an organisation's words in place of the standard's. Who saw an
// older version is told.
//
// Errors: Refused, ErrStale.
func (k *Kept) Adapt(standard Template, changed map[Code]Words, since int64, today civil.Date) ([]ledger.Event, error) {
	if k.Version != since {
		return nil, ErrStale
	}
	t, err := Adapt(standard, changed)
	if err != nil {
		return nil, err
	}
	return k.keep(standard, t, today), nil
}

// keep makes t the present text; what is the same already makes no new edition.
func (k *Kept) keep(standard, t Template, today civil.Date) []ledger.Event {
	if k.Version > 0 && k.Text.Edition == t.Edition && k.Base == standard.Edition {
		return nil
	}
	verb := "document.adapted"
	if t.Edition == standard.Edition {
		verb = "document.standard"
	}
	k.On, k.Base, k.Text = today, standard.Edition, t
	return []ledger.Event{{Verb: verb, Note: map[string]string{"edition": string(t.Edition)}}}
}

// State is how an organisation's template stands to the standard.
type State string

// The states.
const (
	Standard State = "standard"
	Adapted  State = "adapted"
	Outdated State = "outdated" // the standard changed, and the organisation's words no longer fit
)

// Key gives the message key of what the state is called.
func (s State) Key() string { return "document.state." + string(s) }

// Present gives the template from which letters are made now. Words that fit
// the standard of today stand in it. Where they don't, the standard is used,
// since a letter without what the law asks is worse than one in other words.
func (k Kept) Present(standard Template) (Template, State) {
	if k.Version == 0 {
		return standard, Standard
	}
	t, err := k.Text, error(nil)
	if k.Base == standard.Edition {
		err = Verify(standard, t)
	} else {
		t, err = Adapt(standard, own(k.Text))
	}
	switch {
	case err != nil:
		return standard, Outdated
	case t.Edition == standard.Edition:
		return standard, Standard
	}
	t.Edition = t.edition()
	return t, Adapted
}

// own gives the words of the parts that aren't fixed.
func own(t Template) map[Code]Words {
	words := map[Code]Words{}
	for _, p := range t.Parts {
		if !p.Fixed {
			words[p.Code] = p.Words
		}
	}
	return words
}
