// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// follow asks for the words of whoever takes part in a complaint. They stay in
// the browser, which opens all else itself.
func (p *Pages) follow(w http.ResponseWriter, r *http.Request) error {
	site, err := p.Site(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/complaint/follow"
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("complaint.follow.title"),
		ui.Script("follow.js"),
		ui.ScriptTexts(append(append(followTexts(p.Procedure), web.SlipTexts()...), p.Words...)...),
		ui.Away(p.Away, text.Key("complaint.leave")),
		ui.Part("view"),
		ui.Part("words",
			ui.Lead(text.Key("complaint.follow.lead")),
			ui.Plain(ui.Notice(component.Warning, text.Key("complaint.file.plain"), ui.Paragraph(text.Key("complaint.follow.plain_text")))),
			ui.Later("wrong", ui.Notice(component.Failure, text.Key("complaint.follow.wrong"), ui.Paragraph(text.Key("complaint.follow.wrong_text")))),
			ui.Later("fail", ui.Notice(component.Failure, text.Key("complaint.follow.no_answer"), ui.Paragraph(text.Key("complaint.follow.no_answer_text")))),
			ui.ScriptForm("words",
				ui.Hidden("site", site),
				ui.WordsField(component.Field{Name: "words", Label: text.Key("complaint.follow.words"), Hint: text.Key("complaint.follow.words_hint"), Autocomplete: "off", Rows: 3}),
				ui.Later("slip", ui.Status("slip-said"), ui.DoSlot("take")),
				ui.Actions(ui.Button(component.Primary, text.Key("complaint.follow.go"))),
				ui.Status("opening"),
			),
			ui.Prose(ui.Link("/complaint/file", text.Key("complaint.follow.file"))),
		),
		p.Receipt(ui),
		ui.Template("complaint", followed(ui)),
	))
}

// shared are the parts that everybody sees who takes part.
func shared(ui *component.UI) g.Node {
	has := func(name string, title text.Key) g.Node {
		return ui.Later("has-"+name, ui.Section(title, ui.Part(name)))
	}
	return ui.Group(
		ui.Later("odd", ui.Notice(component.Failure, text.Key("complaint.view.odd"), ui.Paragraph(text.Key("complaint.view.odd_text")))),
		ui.Later("has-moved", ui.Notice(component.Warning, text.Key("complaint.view.moved_title"), ui.Part("moved"))),
		has("clocks", "complaint.view.clocks"), has("meetings", "complaint.view.meetings"),
		has("papers", "complaint.view.papers"), has("people", "complaint.view.people"), has("timeline", "complaint.view.timeline"),
	)
}

// followed is a complaint on the page of who comes with words.
func followed(ui *component.UI) g.Node {
	return ui.Group(
		ui.Later("told", ui.Notice(component.Success, text.Key("complaint.follow.done"), ui.Prose(ui.Slot("said")))),
		ui.Heading(text.Key("complaint.follow.stands")),
		ui.Prose(ui.SlotBadge("state")), ui.Prose(ui.Slot("about")), ui.Prose(ui.Slot("as")),
		ui.Later("lent", ui.Notice(component.Warning, text.Key("complaint.follow.lent"), ui.Paragraph(text.Key("complaint.follow.lent_text")))),
		shared(ui),
		ui.Section(text.Key("complaint.follow.can"),
			ui.Later("can-nothing", ui.Paragraph(text.Key("complaint.follow.can_nothing"))),
			move(ui, complaint.Supplement, true), move(ui, complaint.MakeComplete, true),
			sureMove(ui, complaint.Seek), sureMove(ui, complaint.Resume), sureMove(ui, complaint.Settle), sureMove(ui, complaint.Withdraw),
			ui.Later("can-invite", ui.Details(text.Key("complaint.follow.invite"),
				ui.Paragraph(text.Key("complaint.follow.invite_text")),
				ui.ScriptForm("invite",
					ui.Radios(component.Field{Name: "capacity", Label: text.Key("complaint.follow.capacity")},
						component.Option{Value: string(complaint.Supporter), Label: text.Key("complaint.capacity.supporter"), Hint: text.Key("complaint.follow.supporter")},
						component.Option{Value: string(complaint.Representative), Label: text.Key("complaint.capacity.representative"), Hint: text.Key("complaint.follow.representative")}),
					ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.invite_go"))),
					ui.Status("invite-said"),
				),
			)),
			ui.Later("can-counter", ui.Details(text.Key("complaint.follow.counter"), ui.Prose(ui.Link("/complaint/file", text.Key("complaint.follow.counter_go"))))),
			ui.Details(text.Key("complaint.follow.own"),
				ui.Paragraph(text.Key("complaint.follow.own_text")),
				ui.Actions(ui.Do(component.Secondary, "own", text.Key("complaint.follow.own_go"))),
				ui.Status("own-said"),
			),
		),
		ui.Prose(ui.Link("/complaint", text.Key("complaint.choose.how"))),
	)
}

// move is something that a party can do with words of its own.
func move(ui *component.UI, step complaint.StepName, files bool) g.Node {
	name := string(step)
	var more g.Node
	if files {
		more = ui.FileField(component.Field{Name: name + "-file", Label: text.Key("complaint.file.files"), Hint: text.Key("complaint.file.files_hint"), Optional: true})
	}
	return ui.Later("can-"+name, ui.Details(text.Key("complaint.follow.do."+name),
		ui.Paragraph(text.Key("complaint.follow.about."+name)),
		ui.ScriptForm(name,
			ui.Textarea(component.Field{Name: name + "-text", Label: text.Key("complaint.follow.text"), Autocomplete: "off", Rows: 6}), more,
			ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.send"))),
			ui.Status(name+"-said"),
		),
	))
}

// sureMove is something that a party can do and has to be sure of.
func sureMove(ui *component.UI, step complaint.StepName) g.Node {
	name := string(step)
	return ui.Later("can-"+name, ui.Details(text.Key("complaint.follow.do."+name),
		ui.Paragraph(text.Key("complaint.follow.about."+name)),
		ui.ScriptForm(name,
			ui.Textarea(component.Field{Name: name + "-text", Label: text.Key("complaint.follow.text"), Autocomplete: "off", Rows: 3, Optional: true}),
			ui.Checkbox(component.Field{Name: name + "-sure", Label: text.Key("complaint.follow.sure." + name)}),
			ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.send"))),
			ui.Status(name+"-said"),
		),
	))
}

// viewTexts is what scripts say of any complaint.
func viewTexts(p complaint.Procedure) []text.Key {
	keys := []text.Key{
		"text.instant", "web.size.bytes", "web.size.kilobytes", "web.size.megabytes", "complaint.files.large", "complaint.files.unreadable",
		"complaint.clock.late", "complaint.clock.today", "complaint.clock.left", "complaint.clock.why", "complaint.clock.decide",
		"complaint.view.taken", "complaint.view.file_broken", "complaint.view.letter_odt", "complaint.view.letter_print", "complaint.view.letter_file", "complaint.view.calendar", "complaint.view.calendar_title", "complaint.view.calendar_file", "complaint.view.hearing", "complaint.view.moved", "complaint.view.named", "complaint.view.beside", "complaint.view.lent",
		"complaint.view.paper", "complaint.view.file", "complaint.follow.about", "complaint.follow.sending", "complaint.follow.fail",
		"complaint.doubt.closed", "complaint.doubt.damaged", "complaint.doubt.forged", "complaint.doubt.stranger",
		"complaint.said.name", "complaint.said.address", "complaint.said.contact", "complaint.said.about", "complaint.said.when",
	}
	for _, r := range p.Rules {
		keys = append(keys, text.Key(r.Step.Key()))
		for _, ground := range r.Grounds {
			keys = append(keys, text.Key(ground.Key()))
		}
	}
	keys = append(keys, factTexts()...)
	keys = append(keys, saidTexts()...)
	keys = append(keys, withheldTexts()...)
	keys = append(keys, keysOf(complaint.Parties())...)
	keys = append(keys, keysOf(complaint.States())...)
	keys = append(keys, keysOf(complaint.Documents())...)
	keys = append(keys, keysOf([]complaint.Capacity{complaint.Chair, complaint.Representative, complaint.Supporter})...)
	for _, code := range civil.StepCodes() {
		keys = append(keys, text.Key("web.due."+code))
	}
	for _, code := range civil.DayOffCodes() {
		keys = append(keys, text.Key("web.off."+code))
	}
	return keys
}

func keysOf[K keyed](all []K) []text.Key {
	out := make([]text.Key, len(all))
	for i, k := range all {
		out[i] = text.Key(k.Key())
	}
	return out
}

// followTexts is what the script of the page says.
func followTexts(p complaint.Procedure) []text.Key {
	keys := append(viewTexts(p),
		"complaint.follow.title", "complaint.follow.opening", "complaint.follow.sure_none", "complaint.follow.text_none", "complaint.follow.capacity_none",
		"complaint.follow.invited", "complaint.follow.owned", "complaint.follow.as.complainant", "complaint.follow.as.accused",
	)
	for _, step := range []complaint.StepName{
		complaint.Supplement, complaint.MakeComplete, complaint.Seek, complaint.Resume, complaint.Settle, complaint.Withdraw,
	} {
		keys = append(keys, text.Key("complaint.follow."+string(step)+".done"), text.Key("complaint.follow."+string(step)+".words"))
	}
	return keys
}
