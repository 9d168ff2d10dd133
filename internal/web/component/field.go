// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Field is a question of a form. A field is required unless it is Optional,
// and then its label says so.
type Field struct {
	Name         string    // of the value, and the id that errors lead to
	Label        text.Text // the question
	Hint         text.Text // what helps to answer it; may be nil
	Error        text.Text // what is wrong with the answer; nil when nothing is
	Value        string    // what was typed before
	Values       []string  // what was ticked before, for Checkboxes
	Optional     bool
	Autocomplete string // HTML's autofill token: "username", "current-password"
	Width        int    // in characters, where the answer has a length
	Rows         int    // of a Textarea
	Accept       string // the file types of a File
}

func (f Field) hintID() string  { return f.Name + "-hint" }
func (f Field) errorID() string { return f.Name + "-error" }

// describedBy names the hint and the error of the field, where it has them.
func (f Field) describedBy() g.Node {
	ids := ""
	if f.Hint != nil {
		ids = f.hintID()
	}
	if f.Error != nil {
		if ids != "" {
			ids += " "
		}
		ids += f.errorID()
	}
	return with(ids != "", h.Aria("describedby", ids))
}

// state gives the attributes that say whether the answer is needed and wrong.
func (f Field) state() g.Node {
	return g.Group{
		f.describedBy(),
		with(!f.Optional, h.Required()),
		with(f.Error != nil, h.Aria("invalid", "true")),
		with(f.Autocomplete != "", h.AutoComplete(f.Autocomplete)),
	}
}

// TextField asks for a line of text.
func (ui *UI) TextField(f Field) g.Node { return ui.input(f, h.Type("text")) }

// EmailField asks for a mail address.
func (ui *UI) EmailField(f Field) g.Node {
	return ui.input(f, h.Type("email"), g.Attr("spellcheck", "false"), g.Attr("autocapitalize", "none"))
}

// PasswordField asks for a secret; what was typed is not kept.
func (ui *UI) PasswordField(f Field) g.Node {
	f.Value = ""
	return ui.input(f, h.Type("password"), g.Attr("spellcheck", "false"), g.Attr("autocapitalize", "none"))
}

// CodeField asks for a code of digits that the reader just received.
func (ui *UI) CodeField(f Field) g.Node {
	if f.Autocomplete == "" {
		f.Autocomplete = "one-time-code"
	}
	if f.Width == 0 {
		f.Width = 10
	}
	return ui.input(f, h.Type("text"), g.Attr("inputmode", "numeric"), g.Attr("spellcheck", "false"))
}

// NumberField asks for a number; text is taken as typed, so that the server
// reads the reader's own decimal mark.
func (ui *UI) NumberField(f Field) g.Node {
	if f.Width == 0 {
		f.Width = 12
	}
	return ui.input(f, h.Type("text"), g.Attr("inputmode", "decimal"), g.Attr("spellcheck", "false"))
}

// FileField asks for a file.
func (ui *UI) FileField(f Field) g.Node {
	return ui.field(f, h.Input(
		h.ID(f.Name), h.Name(f.Name), h.Type("file"), h.Class("baken-file"),
		with(f.Accept != "", h.Accept(f.Accept)), f.state(),
	))
}

// Textarea asks for several lines of text.
func (ui *UI) Textarea(f Field) g.Node { return ui.textarea(f) }

// WordsField asks for secret words on several lines. Some browsers send what
// is typed to a spelling service; this asks them not to.
func (ui *UI) WordsField(f Field) g.Node {
	return ui.textarea(f, g.Attr("spellcheck", "false"), g.Attr("autocapitalize", "none"))
}

func (ui *UI) textarea(f Field, attrs ...g.Node) g.Node {
	return ui.field(f, h.Textarea(
		h.ID(f.Name), h.Name(f.Name), h.Rows(strconv.Itoa(max(f.Rows, 5))),
		class("utrecht-textarea utrecht-textarea--html-textarea", invalid(f, "utrecht-textarea--invalid")),
		g.Group(attrs), f.state(), g.Text(f.Value),
	))
}

func (ui *UI) input(f Field, attrs ...g.Node) g.Node {
	return ui.field(f, h.Input(
		h.ID(f.Name), h.Name(f.Name),
		class("utrecht-textbox utrecht-textbox--html-input", invalid(f, "utrecht-textbox--invalid"), width(f.Width)),
		with(f.Value != "", h.Value(f.Value)), g.Group(attrs), f.state(),
	))
}

func invalid(f Field, name string) string {
	if f.Error == nil {
		return ""
	}
	return name
}

// width names the class for an answer of about that many characters.
func width(chars int) string {
	for _, w := range []int{2, 4, 6, 12, 20, 30} {
		if chars > 0 && chars <= w {
			return "baken-width-" + strconv.Itoa(w)
		}
	}
	return ""
}

// field draws label, hint, error and control, in that order.
func (ui *UI) field(f Field, control g.Node) g.Node {
	return h.Div(
		class("utrecht-form-field", invalid(f, "utrecht-form-field--invalid")),
		h.Label(h.Class("utrecht-form-label"), h.For(f.Name), ui.Say(f.Label), ui.optional(f)),
		ui.help(f),
		control,
	)
}

func (ui *UI) optional(f Field) g.Node {
	if !f.Optional {
		return nil
	}
	return h.Span(h.Class("baken-optional"), g.Text(" "+ui.say(text.Key("web.field.optional"))))
}

func (ui *UI) help(f Field) g.Node {
	return g.Group{
		with(f.Hint != nil, h.Div(h.Class("utrecht-form-field-description"), h.ID(f.hintID()), ui.Say(f.Hint))),
		with(f.Error != nil, h.Div(
			h.Class("utrecht-form-field-error-message"), h.ID(f.errorID()),
			h.Span(h.Class("baken-hidden"), ui.Say(text.Key("web.field.error")), g.Text(" ")), ui.Say(f.Error),
		)),
	}
}
