// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package documenttest gives tests a letter, a store without a database, and the
// suite that every store of adapted letters passes.
package documenttest

import "baken/ground/document"

// Letter is a template with a part of every kind, a fixed one, and some that
// show only sometimes.
func Letter() document.Template {
	slot := func(f document.Field, optional document.Slot, nl, en string) document.Slot {
		optional.Field = f
		optional.Name = document.Words{NL: nl, EN: en}
		optional.Example = document.Words{NL: "voorbeeld van " + nl, EN: "example of " + en}
		return optional
	}
	always, sometimes := document.Slot{}, document.Slot{Optional: true}
	part := func(c document.Code, k document.Kind, nl, en string) document.Part {
		return document.Part{Code: c, Kind: k, Name: document.Words{NL: "deel " + string(c), EN: "part " + string(c)}, Words: document.Words{NL: nl, EN: en}}
	}
	opening := part("opening", document.Text, "Beste {name},\n\nUw brief kwam op {received}.", "Dear {name},\n\nYour letter came on {received}.")
	opening.Needs = []document.Field{"received"}
	law := part("law", document.Text, "U hoort van ons (artikel 1).", "You will hear from us (article 1).")
	law.Fixed, law.Articles = true, []string{"Letters Act 1"}
	term := part("term", document.Text, "Dat is voor {until}.", "That is before {until}.")
	term.When = "until"
	noTerm := part("no-term", document.Text, "Wij weten nog niet wanneer.", "We don't know when yet.")
	noTerm.Unless = "until"
	t, err := document.New("test.letter", document.Words{NL: "Voorbeeldbrief", EN: "Example letter"}, []document.Slot{
		slot("name", always, "naam", "name"), slot("received", always, "dag van ontvangst", "day of receipt"),
		slot("until", sometimes, "laatste dag", "last day"), slot("papers", always, "stukken", "documents"), slot(document.EditionField, always, "model", "template"),
	}, []document.Part{
		part("title", document.Title, "Uw brief", "Your letter"), opening, law, term, noTerm,
		part("papers-head", document.Numbered, "Stukken", "Documents"),
		part("about", document.Heading, "Van {name}, model {edition}", "From {name}, template {edition}"),
		part("papers", document.List, "{papers}\neen kopie", "{papers}\na copy"),
	})
	if err != nil {
		panic(err) // it is written above
	}
	return t
}
