// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// follow asks for the words of whoever takes part in a complaint. With a script
// they stay in the browser, which opens all else itself.
func (p *Pages) follow(w http.ResponseWriter, r *http.Request) error {
	return p.askWords(w, r, http.StatusOK, typed{})
}

func (p *Pages) askWords(w http.ResponseWriter, r *http.Request, status int, t typed) error {
	site, err := p.Site(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/complaint/follow"
	return web.Show(w, r, status, ui.Page(
		text.Key("complaint.follow.title"),
		ui.Script("follow.js"),
		ui.ScriptTexts(append(append(followTexts(p.Procedure), web.SlipTexts()...), p.Words...)...),
		ui.Away(p.Away, text.Key("complaint.leave")),
		ui.ErrorSummary(t.errs),
		wrote(ui, t.values),
		ui.Part("view"),
		ui.Part("words",
			ui.Lead(text.Key("complaint.follow.lead")),
			ui.Later("wrong", ui.Notice(component.Failure, text.Key("complaint.follow.wrong"), ui.Paragraph(text.Key("complaint.follow.wrong_text")))),
			ui.Later("fail", ui.Notice(component.Failure, text.Key("complaint.follow.no_answer"), ui.Paragraph(text.Key("complaint.follow.no_answer_text")))),
			ui.Form(ui.Path, ui.Named("words"),
				ui.Hidden("site", site),
				ui.WordsField(t.in(component.Field{Name: "words", Label: text.Key("complaint.follow.words"), Hint: text.Key("complaint.follow.words_hint"), Autocomplete: "off", Rows: 3})),
				ui.Later("slip", ui.Status("slip-said"), ui.DoSlot("take")),
				ui.Plain(ui.Notice(component.Warning, text.Key("complaint.plain.title"), ui.Paragraph(text.Key("complaint.plain.follow")))),
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
			g.Map(complaintserver.Steps(), func(step complaint.StepName) g.Node {
				return ui.Later("can-"+string(step), doing{ui: ui}.step(step))
			}),
			ui.Later("can-invite", doing{ui: ui}.invite()),
			doing{ui: ui}.own(),
			ui.Later("can-counter", ui.Details(text.Key("complaint.follow.counter"), ui.Prose(ui.Link("/complaint/file", text.Key("complaint.follow.counter_go"))))),
		),
	)
}

// viewTexts is what scripts say of any complaint.
func viewTexts(p complaint.Procedure) []text.Key {
	keys := []text.Key{
		"text.instant", "web.size.bytes", "web.size.kilobytes", "web.size.megabytes", "complaint.files.large", "complaint.files.unreadable",
		"complaint.clock.late", "complaint.clock.today", "complaint.clock.left", "complaint.clock.why", "complaint.clock.decide",
		"complaint.view.taken", "complaint.view.file_broken", "complaint.view.letter_odt", "complaint.view.letter_print", "complaint.view.letter_file", "complaint.view.calendar", "complaint.view.calendar_title", "complaint.view.calendar_file", "complaint.view.hearing", "complaint.view.moved", "complaint.view.named", "complaint.view.beside", "complaint.view.lent",
		"complaint.view.paper", "complaint.view.file", "complaint.follow.about", "complaint.follow.sending", "complaint.follow.fail",
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
	keys = append(keys, keysOf(complaintserver.Doubts())...)
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
	for _, step := range complaintserver.Steps() {
		keys = append(keys, text.Key("complaint.follow."+string(step)+".done"), text.Key("complaint.follow."+string(step)+".words"))
	}
	return keys
}
