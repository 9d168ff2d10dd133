// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/url"

	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

func galleryForm(ui *component.UI, typed url.Values, errs component.Errors) g.Node {
	field := func(name string, label, hint text.Text) component.Field {
		return component.Field{
			Name: name, Label: label, Hint: hint,
			Error: errs.For(name), Value: typed.Get(name), Values: typed[name],
		}
	}
	name := field("name", text.Key("web.gallery.name"), text.Key("web.gallery.name_hint"))
	name.Autocomplete = "name"
	email := field("email", text.Key("web.gallery.email"), nil)
	email.Optional, email.Autocomplete = true, "email"
	password := field("password", text.Key("web.gallery.password"), nil)
	password.Autocomplete = "current-password"
	day := field("day", text.Key("web.gallery.day"), text.Key("web.gallery.day_hint"))
	day.Value = component.DateFrom(typed, "day")
	story := field("story", text.Key("web.gallery.story"), text.Key("web.gallery.story_hint"))
	story.Optional = true
	file := field("file", text.Key("web.gallery.file"), text.Key("web.gallery.file_hint"))
	file.Optional, file.Accept = true, ".csv"
	options := galleryOptions()
	return ui.Section(
		text.Key("web.gallery.form"),
		ui.Form(
			"/components",
			ui.Hidden("kept", "yes"),
			ui.TextField(name), ui.EmailField(email), ui.PasswordField(password),
			ui.CodeField(field("code", text.Key("web.gallery.one_time_code"), text.Key("web.gallery.code_hint"))),
			ui.Radios(field("ground", text.Key("web.gallery.ground"), nil), options...),
			ui.Checkboxes(field("source", text.Key("web.gallery.source"), text.Key("web.gallery.source_hint")), options...),
			ui.DateField(day),
			ui.Select(field("ministry", text.Key("web.gallery.ministry"), nil), options...),
			ui.NumberField(field("amount", text.Key("web.gallery.amount"), nil)),
			ui.Textarea(story), ui.FileField(file),
			ui.Checkbox(field("agree", text.Key("web.gallery.agree"), nil)),
			ui.Actions(
				ui.Button(component.Primary, text.Key("web.gallery.send")),
				ui.NamedButton(component.Secondary, "keep", "yes", text.Key("web.gallery.keep")),
				ui.Button(component.Danger, text.Key("web.gallery.remove")),
			),
		),
		ui.Filter(
			"/components",
			ui.Select(field("filter", text.Key("web.gallery.ministry"), nil), options...),
			ui.Button(component.Secondary, text.Key("web.gallery.show")),
		),
	)
}

func galleryOptions() []component.Option {
	return []component.Option{
		{Value: "a", Label: text.Key("web.gallery.option1"), Hint: text.Key("web.gallery.option1_hint")},
		{Value: "b", Label: text.Key("web.gallery.option2")},
		{Value: "c", Label: text.Key("web.gallery.option3")},
	}
}
