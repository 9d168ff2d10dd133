// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/ground/taxonomy"
	"baken/internal/text"
	"baken/internal/web/component"
)

func spaceList(ui *component.UI) g.Node {
	return ui.Template("space",
		ui.Lead(text.Key("counsel.space.lead")),
		ui.Details(text.Key("counsel.space.who"), ui.List(
			ui.Say(text.Key("counsel.space.who_you")), ui.Say(text.Key("counsel.space.who_seen")),
			ui.Say(text.Key("counsel.space.who_after")), ui.Say(text.Key("counsel.space.who_case")),
		)),
		spaceCares(ui),
		spaceRequests(ui),
		ui.Section(text.Key("counsel.space.notes"),
			ui.Actions(ui.Do(component.Primary, "new", text.Key("counsel.space.new"))),
			ui.Status("count"),
			ui.Part("rows"),
		),
		spaceYear(ui),
		ui.Details(text.Key("counsel.space.rewrap"),
			ui.Paragraph(text.Key("counsel.space.rewrap_about")),
			ui.ScriptForm("rewrap", ui.NewPassphrase(text.Key("counsel.space.passphrase"), text.Key("web.lock.hint")), ui.Actions(ui.Button(component.Secondary, text.Key("counsel.space.rewrap_do")))),
			ui.Status("progress"),
		),
	)
}

func spaceNote(ui *component.UI) g.Node {
	return ui.Template("note",
		ui.Later("closed", ui.Notice(
			component.Warning, text.Key("counsel.space.closed"), ui.Paragraph(text.Key("counsel.space.closed_why")),
		)),
		ui.Part("opened",
			ui.Part("referred", ui.Prose(ui.Slot("to"))),
			ui.SlotBlock("text"),
			ui.Part("codes"),
			ui.Actions(ui.Do(component.Secondary, "change", text.Key("counsel.space.change"))),
		),
		ui.Actions(
			ui.DoQuiet("back", text.Key("counsel.space.back")),
			ui.DoQuiet("drop", text.Key("counsel.space.drop")),
		),
		ui.Later("sure", ui.Notice(
			component.Warning, text.Key("counsel.space.drop_sure"), ui.Paragraph(text.Key("counsel.space.drop_why")),
			ui.Actions(ui.Do(component.Danger, "drop-sure", text.Key("counsel.space.drop_do"))),
		)),
		ui.Status("progress"),
	)
}

func spaceForm(ui *component.UI, edition taxonomy.Edition) g.Node {
	return ui.Template("form",
		ui.Later("clash", ui.Notice(component.Warning, text.Key("counsel.space.clash"), ui.Paragraph(text.Key("counsel.space.clash_do")))),
		ui.ScriptForm("note",
			ui.Radios(component.Field{Name: "kind", Label: text.Key("counsel.space.kind"), Value: "conversation"}, spaceKinds()...),
			ui.DateField(component.Field{Name: "day", Label: text.Key("counsel.space.day")}),
			ui.Later("first-time", ui.Checkbox(component.Field{
				Name: "first", Label: text.Key("counsel.space.first"), Hint: text.Key("counsel.space.first_why"), Optional: true,
			})),
			ui.Later("to-whom", ui.TextField(component.Field{
				Name: "to", Label: text.Key("counsel.space.to_whom"), Autocomplete: "off", Optional: true,
			})),
			ui.Textarea(component.Field{Name: "text", Label: text.Key("counsel.space.text"), Hint: text.Key("counsel.space.text_hint"), Rows: 10}),
			ui.Details(text.Key("counsel.space.codes"),
				ui.Paragraph(text.Key("counsel.space.codes_why")),
				ui.Checkboxes(component.Field{Name: "conduct", Label: text.Key("counsel.space.conduct"), Optional: true}, coded(edition.Conduct)...),
				ui.Checkboxes(component.Field{Name: "ground", Label: text.Key("counsel.space.ground"), Optional: true}, coded(edition.Grounds)...),
				ui.Select(component.Field{Name: "source", Label: text.Key("counsel.space.source"), Optional: true}, coded(edition.Sources)...),
			),
			ui.Later("seats", ui.Select(component.Field{Name: "seat", Label: text.Key("counsel.space.seat")})),
			ui.Actions(
				ui.Button(component.Primary, text.Key("counsel.space.keep")),
				ui.DoQuiet("cancel", text.Key("counsel.space.cancel")),
			),
		),
		ui.Status("progress"),
	)
}

func spaceKinds() (options []component.Option) {
	for _, kind := range []string{"conversation", "note", "referral"} {
		options = append(options, component.Option{Value: kind, Label: text.Key("counsel.space.kind." + kind)})
	}
	return options
}

// coded offers the codes of a classification.
func coded[C interface {
	~string
	Key() string
}](list taxonomy.List[C],
) (options []component.Option) {
	for _, t := range list {
		options = append(options, component.Option{Value: string(t.Code), Label: text.Key(t.Code.Key())})
	}
	return options
}
