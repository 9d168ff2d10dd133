// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"strings"

	"baken/hear/complaint"
	"baken/internal/text"
)

// Told is a step in words, for the page and for a terminal.
type Told struct {
	First  text.Text // what has to have happened
	Writes text.Text
	Tells  text.Text // who is told
	Law    text.Text // where it stands
}

// Tell says a step in words.
func Tell(r complaint.Rule) Told { return Told{first(r), writes(r), tells(r), law(r.Basis)} }

// keyed is what a message says.
type keyed interface{ Key() string }

// List says several of them, with commas between.
func List[K keyed](all []K) text.Text {
	said := make([]text.Text, len(all))
	for i, k := range all {
		said[i] = text.Key(k.Key())
	}
	return text.Join(", ", said...)
}

// Sight says who reads a document, and on which grounds it can be withheld.
func Sight(s complaint.Sight) text.Text {
	if len(s.Withheld) == 0 {
		return List(s.Readers)
	}
	return text.With("complaint.page.withheld", "readers", List(s.Readers), "why", List(s.Withheld))
}

func none() text.Text { return text.Key("complaint.page.none") }

// first says what has to have happened.
func first(r complaint.Rule) text.Text {
	var said []text.Text
	for _, f := range r.Needs {
		said = append(said, text.Key(f.Key()))
	}
	if len(r.NeedsOne) == 2 {
		said = append(said, text.With("complaint.page.or", "one", text.Key(r.NeedsOne[0].Key()), "other", text.Key(r.NeedsOne[1].Key())))
	}
	if r.Reports {
		said = append(said, text.Key("complaint.page.reports"))
	}
	for _, f := range r.Bars {
		said = append(said, text.With("complaint.page.not", "fact", text.Key(f.Key())))
	}
	switch r.Committee {
	case complaint.With:
		said = append(said, text.Key("complaint.advice.with"))
	case complaint.Without:
		said = append(said, text.Key("complaint.advice.without"))
	case complaint.Either:
	}
	if len(r.Grounds) > 0 {
		said = append(said, text.Key("complaint.page.ground"))
	}
	if len(said) == 0 {
		return none()
	}
	return text.Join("; ", said...)
}

func writes(r complaint.Rule) text.Text {
	if r.Writes == complaint.NoDocument {
		return none()
	}
	return text.Key(r.Writes.Key())
}

func tells(r complaint.Rule) text.Text {
	said := []text.Text{}
	for _, party := range r.Tells {
		said = append(said, text.Key(party.Key()))
	}
	for _, party := range r.Knowing {
		said = append(said, text.With("complaint.page.knowing", "party", text.Key(party.Key())))
	}
	if len(said) == 0 {
		return none()
	}
	return text.Join(", ", said...)
}

// law says where a rule stands; one of the house says so.
func law(b complaint.Basis) text.Text {
	said := text.Text(text.Data(strings.Join(b.Articles, ", ")))
	switch {
	case len(b.Articles) == 0:
		return text.Join(": ", text.Key("complaint.page.house"), text.Key(b.Note))
	case b.Note != "":
		return text.Join(". ", said, text.Key(b.Note))
	}
	return said
}
