// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// LetterPart draws a piece of a letter.
type LetterPart func(*UI) g.Node

// LetterTitle, LetterHeading, LetterNumbered, LetterText and LetterList are the
// pieces. On a page they stand below its own headings.
func LetterTitle(t text.Text) LetterPart {
	return func(ui *UI) g.Node { return h.H3(h.Class("baken-letter__title"), ui.Say(t)) }
}

// LetterHeading is a heading in a letter.
func LetterHeading(t text.Text) LetterPart {
	return func(ui *UI) g.Node { return h.H4(h.Class("baken-letter__heading"), ui.Say(t)) }
}

// LetterNumbered is a heading with a number.
func LetterNumbered(t text.Text) LetterPart {
	return func(ui *UI) g.Node {
		return h.H4(h.Class("baken-letter__heading baken-letter__heading--numbered"), ui.Say(t))
	}
}

// LetterText is a paragraph, with the line breaks that were made in it.
func LetterText(t text.Text) LetterPart {
	return func(ui *UI) g.Node { return h.P(ui.Say(t)) }
}

// LetterList is a list in a letter.
func LetterList(items ...text.Text) LetterPart {
	return func(ui *UI) g.Node {
		return h.Ul(g.Map(items, func(t text.Text) g.Node { return h.Li(ui.Say(t)) }))
	}
}

// Letter shows a letter in its own language.
func (ui *UI) Letter(l text.Lang, parts ...LetterPart) g.Node {
	return h.Article(h.Class("baken-letter"), h.Lang(string(l)),
		g.Map(parts, func(p LetterPart) g.Node { return p(ui) }))
}

// Beside puts the two languages of something beside each other, where there is
// room.
func (ui *UI) Beside(one, other g.Node) g.Node {
	return h.Div(h.Class("baken-beside"), h.Div(one), h.Div(other))
}

// VerbatimIn is Verbatim in a language that may not be the page's.
func (ui *UI) VerbatimIn(l text.Lang, t text.Text) g.Node {
	return h.Div(h.Class("baken-verbatim"), h.Lang(string(l)), untranslated(), ui.Say(t))
}

// TextareaIn is a Textarea for what is written in a language.
func (ui *UI) TextareaIn(l text.Lang, f Field) g.Node { return ui.textarea(f, h.Lang(string(l))) }
