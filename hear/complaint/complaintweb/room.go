// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// room is the page on which complaints are worked on: screens, words and a
// script, and nothing of a complaint.
func (p *Pages) room(w http.ResponseWriter, r *http.Request) error {
	if !complaint.Works(p.Actor(r)) {
		return org.ErrNotFound
	}
	site, err := p.Site(r.Context())
	if err != nil {
		return err
	}
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/committee"
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("complaint.room.title"),
		ui.Script("committee.js"), ui.ScriptTexts(append(roomTexts(p.Procedure), p.Door...)...),
		ui.Plain(ui.Notice(component.Warning, text.Key("complaint.room.plain"), ui.Paragraph(text.Key("complaint.room.plain_text")))),
		ui.Hidden("site", site),
		ui.Part("bar"), ui.Part("desk"), ui.Status("spoken"),
		roomLock(ui),
		ui.Template("bar", ui.Slot("who"), ui.DoQuiet("lock", text.Key("complaint.room.lock"))),
		ui.Template("list", roomList(ui)), ui.Template("write", p.roomWrite(ui, choices)), ui.Template("case", roomCase(ui)), ui.Template("step", roomStep(ui, p.Procedure)), ui.Template("lent", roomLent(ui)),
		ui.Template("withhold", withhold(ui)), ui.Template("redact", redact(ui)),
	))
}

// roomLock is the screens before the room.
func roomLock(ui *component.UI) g.Node {
	return ui.Lock(component.Lock{
		SetUp: text.Key("complaint.room.setup"), Unlock: text.Key("complaint.room.unlock_lead"), Renew: text.Key("complaint.room.renew"),
		Passphrase: text.Key("complaint.room.passphrase"), Known: []text.Text{text.Key("complaint.room.setup_lost")},
		Idle: text.Key("complaint.room.idle"), EndedKept: text.Key("complaint.room.ended_kept"),
		Lost: text.Key("complaint.room.renew_lost"), LostWhy: text.Key("complaint.room.renew_lost_why"),
	})
}

// roomList is the list of complaints, with how many run where.
func roomList(ui *component.UI) g.Node {
	option := func(value string) component.Option {
		return component.Option{Value: value, Label: text.Key("complaint.room.which." + value)}
	}
	return ui.Group(
		ui.Section(text.Key("complaint.room.counts"), ui.Part("counts")),
		ui.Later("has-agenda", ui.Section(text.Key("complaint.view.meetings"), ui.Part("agenda"))),
		ui.Section(text.Key("complaint.room.list"),
			ui.ScriptForm("filter",
				ui.Radios(component.Field{Name: "which", Label: text.Key("complaint.room.which"), Value: "running"}, option("running"), option("late"), option("over")),
				ui.Select(component.Field{Name: "org", Label: text.Key("complaint.room.org"), Optional: true}),
				ui.Actions(ui.Button(component.Secondary, text.Key("complaint.room.filter"))),
			),
			ui.Later("can-write", ui.Actions(ui.Do(component.Secondary, "write", text.Key("complaint.room.write")))),
			ui.Part("rows"),
			ui.Later("empty", ui.EmptyState(text.Key("complaint.room.empty"), text.Key("complaint.room.empty_text"))),
			ui.Later("has-more", ui.Actions(ui.Do(component.Secondary, "more", text.Key("complaint.room.more")))),
			ui.Status("progress"),
		),
		ui.Details(text.Key("complaint.room.away"), ui.Paragraph(text.Key("complaint.room.away_text")), ui.Part("away-list"),
			ui.Later("away-none", ui.Paragraph(text.Key("complaint.room.away_none"))),
			ui.ScriptForm("away",
				ui.DateField(component.Field{Name: "away-from", Label: text.Key("complaint.room.away_from")}),
				ui.DateField(component.Field{Name: "away-until", Label: text.Key("complaint.room.away_until")}),
				ui.Actions(ui.Button(component.Secondary, text.Key("complaint.room.away_add"))),
			),
			ui.Status("away-said"),
		),
	)
}

// roomWrite is the form on which a secretary writes down a complaint that came on
// paper, or was said (Awb 9:2).
func (p *Pages) roomWrite(ui *component.UI, choices []complaint.Choice) g.Node {
	options := make([]component.Option, len(choices))
	for i, c := range choices {
		options[i] = component.Option{Value: string(c.Org), Label: called(c.Name)}
	}
	return ui.Group(
		ui.DoQuiet("back", text.Key("complaint.room.back")),
		ui.Lead(text.Key("complaint.room.write_lead")),
		ui.ScriptForm("write",
			ui.Select(component.Field{Name: "org", Label: text.Key("complaint.choose.org")}, options...),
			ui.DateField(component.Field{Name: "received", Label: text.Key("complaint.work.received")}),
			story(ui, onPaper), attach(ui, typed{}),
			ui.Checkbox(component.Field{Name: "post", Label: text.Key("complaint.room.on_paper"), Optional: true}),
			ui.Actions(ui.Button(component.Primary, text.Key("complaint.room.write_do"))),
		),
		ui.Status("progress"),
	)
}

// onPaper is a field as a secretary fills it in for somebody else: what is missing
// he asks for afterwards, and what a browser knows of himself doesn't belong in it.
func onPaper(name, _ string) component.Field {
	if name == "text" {
		return component.Field{Name: name, Label: text.Key("complaint.fact-of.text"), Autocomplete: "off"}
	}
	return component.Field{Name: name, Label: text.Key("complaint.said." + name), Autocomplete: "off", Optional: true}
}

// roomCase is one complaint, for who works on it.
func roomCase(ui *component.UI) g.Node {
	return ui.Group(
		ui.DoQuiet("back", text.Key("complaint.room.back")),
		ui.Prose(ui.SlotBadge("state")), ui.Prose(ui.Slot("about")), ui.Prose(ui.Slot("as")),
		ui.Later("closed", ui.Notice(component.Info, text.Key("complaint.room.closed"), ui.Paragraph(text.Key("complaint.room.closed_text")))),
		ui.Later("orphans", ui.Notice(component.Failure, text.Key("complaint.room.orphans"), ui.Paragraph(text.Key("complaint.room.orphans_text")))),
		ui.Later("owed", ui.Notice(component.Warning, text.Key("complaint.room.owed_title"), ui.Prose(ui.Slot("owed")),
			ui.Actions(ui.Do(component.Primary, "give", text.Key("complaint.room.give"))))),
		ui.Section(text.Key("complaint.room.steps"),
			ui.Later("has-steps", ui.Part("steps")), ui.Later("no-steps", ui.Paragraph(text.Key("complaint.room.no_steps"))),
			ui.Later("has-others", ui.Details(text.Key("complaint.room.others"), ui.Part("others"))),
			ui.Part("step"),
		),
		ui.Part("withhold"),
		ui.Later("has-relations", ui.Section(text.Key("complaint.room.relations"), ui.Part("relations"))),
		ui.Later("has-votes", ui.Section(text.Key("complaint.room.voted"), ui.Part("votes"))),
		ui.Later("has-posts", ui.Section(text.Key("complaint.room.posts"), ui.Paragraph(text.Key("complaint.room.posts_text")), ui.Part("posts"))),
		shared(ui),
		ui.Later("has-lends-of", ui.Details(text.Key("complaint.room.lends_of"), ui.Paragraph(text.Key("complaint.room.lends_of_text")), ui.Part("lends-of"))),
		ui.Later("has-bars", ui.Details(text.Key("complaint.room.bars"), ui.Paragraph(text.Key("complaint.room.bars_text")), ui.Part("bars"),
			ui.Later("sure", ui.Notice(component.Warning, text.Key("complaint.room.sure"), ui.Prose(ui.Slot("bar")), ui.Part("sure-do"))))),
		ui.Status("progress"),
	)
}

// roomStep is the form of a step; the script shows what belongs to it.
func roomStep(ui *component.UI, p complaint.Procedure) g.Node {
	var weeks []component.Option
	for n := 1; n <= int(p.Terms.Adjourn); n++ {
		weeks = append(weeks, component.Option{Value: strconv.Itoa(n), Label: text.With("complaint.work.by_weeks", "n", n)})
	}
	written := component.Field{Name: "text", Label: text.Key("complaint.room.text"), Autocomplete: "off", Rows: 12}
	return ui.Panel("form",
		ui.Heading(text.Key("complaint.room.step")),
		ui.Prose(ui.Slot("title")), ui.Prose(ui.Slot("tells")), ui.Prose(ui.Slot("law")),
		ui.Later("restored", ui.Paragraph(text.Key("complaint.room.restored"))),
		ui.Later("changed", ui.Notice(component.Warning, text.Key("complaint.room.changed"), ui.Part("changes"), ui.Paragraph(text.Key("complaint.room.changed_text")))),
		ui.ScriptForm("step",
			ui.Later("grounds", ui.Select(component.Field{Name: "ground", Label: text.Key("complaint.room.ground")})),
			ui.Later("weeks", ui.Select(component.Field{Name: "number", Label: text.Key("complaint.room.weeks"), Value: "1"}, weeks...)),
			ui.Later("day",
				ui.DateField(component.Field{Name: "hearing", Label: text.Key("complaint.room.day")}),
				ui.TextField(component.Field{Name: "hour", Label: text.Key("complaint.room.hour"), Hint: text.Key("complaint.room.hour_hint"), Autocomplete: "off"}), ui.Status("away-day")),
			ui.Later("chamber",
				ui.Later("has-members", ui.Part("members"), ui.Select(component.Field{Name: "chair", Label: text.Key("complaint.room.chair")})),
				ui.Part("authorities")),
			ui.Later("lends", ui.Paragraph(text.Key("complaint.room.lends"))),
			ui.Later("post-of", ui.Checkbox(component.Field{Name: "post", Label: text.Key("complaint.room.on_paper"), Optional: true})),
			ui.Later("joins", ui.Select(component.Field{Name: "join", Label: text.Key("complaint.room.join")})),
			deliberation(ui), outcome(ui),
			ui.Later("writes", ui.Prose(ui.Slot("writing")),
				ui.Later("letters",
					ui.Select(component.Field{Name: "letter-lang", Label: text.Key("complaint.room.letter_lang"), Value: "nl"},
						component.Option{Value: "nl", Label: text.Key("complaint.room.letter_nl")}, component.Option{Value: "en", Label: text.Key("complaint.room.letter_en")}),
					ui.Part("fields"),
					ui.Actions(ui.Do(component.Secondary, "preview", text.Key("complaint.room.letter_preview"))), ui.Part("preview")),
				ui.Part("freely", ui.Textarea(written)),
				ui.FileField(component.Field{Name: "file", Label: text.Key("complaint.file.files"), Hint: text.Key("complaint.file.files_hint"), Optional: true})),
			ui.Actions(ui.Button(component.Primary, text.Key("complaint.room.do")), ui.DoQuiet("cancel", text.Key("complaint.room.cancel"))),
		),
		ui.Status("progress"),
	)
}

// roomLent shows the words that were drawn for somebody else, once.
func roomLent(ui *component.UI) g.Node {
	return ui.Panel("lent",
		ui.Heading(text.Key("complaint.room.lent")), ui.Paragraph(text.Key("complaint.room.lent_text")),
		ui.Receipt(text.Key("complaint.room.lent_words")),
		ui.Actions(ui.Do(component.Secondary, "print", text.Key("complaint.room.lent_print")), ui.Do(component.Primary, "given", text.Key("complaint.room.lent_done"))),
	)
}

// roomTexts is what the script of the room says.
func roomTexts(p complaint.Procedure) []text.Key {
	keys := append(viewTexts(p),
		"complaint.room.title", "complaint.room.unlock", "complaint.room.locked", "complaint.room.counts", "complaint.room.none", "complaint.room.row",
		"complaint.room.open", "complaint.room.case", "complaint.room.as", "complaint.room.tells", "complaint.room.members", "complaint.room.authorities",
		"complaint.room.no_chair", "complaint.room.hearing_none", "complaint.room.ground_none", "complaint.room.text_none", "complaint.room.join_none",
		"complaint.room.done", "complaint.room.writing", "complaint.room.lend", "complaint.room.meeting", "complaint.room.write", "complaint.room.write_none", "complaint.room.written", "complaint.room.lent", "complaint.work.no_day", "complaint.room.letter_field", "complaint.room.letter_optional", "complaint.room.letter_none", "complaint.room.weeks_n", "complaint.room.years_n", "complaint.room.weeks_until", "complaint.room.may", "complaint.room.owed", "complaint.room.given", "complaint.room.recuse", "complaint.room.recuse_sure", "complaint.room.bar",
		"complaint.room.bar_sure", "complaint.room.sure_do", "complaint.room.barred", "complaint.room.letter", "complaint.room.print", "complaint.room.posted",
		"complaint.room.unsent", "complaint.room.printed", "complaint.room.note.draft", "complaint.room.note.deliberation", "complaint.room.note.details",
		"complaint.room.count.org", "complaint.room.count.running", "complaint.room.count.received", "complaint.room.count.overdue", "complaint.room.count.late",
	)
	keys = append(keys,
		"complaint.room.counters", "complaint.room.joined_to", "complaint.room.told", "complaint.room.away_of", "complaint.room.away_period",
		"complaint.room.away_kept", "complaint.room.away_drop", "complaint.room.away_before", "complaint.room.away_day",
	)
	keys = append(keys, redactTexts()...)
	keys = append(keys, voteTexts()...)
	keys = append(keys, outcomeTexts()...)
	return append(keys, keysOf([]complaint.PostState{complaint.Unsent, complaint.Printed, complaint.Posted})...)
}
