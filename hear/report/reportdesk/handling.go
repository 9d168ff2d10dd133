// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	"time"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/component"
)

// handling is where a desk decides under which rules a report is, until when
// it has for each, who has it, and who may not.
func handling(ui *component.UI) g.Node {
	return ui.Later("handling", ui.Section(
		text.Key("report.desk.handle.title"),
		ui.Later("handed", ui.Notice(component.Info, text.Key("report.desk.handle.handed"), ui.Paragraph(text.Key("report.desk.handle.handed_why")))),
		ui.Part("clocks"),
		ui.Later("untriaged", ui.Notice(component.Warning, text.Key("report.desk.triage.none"), ui.Paragraph(text.Key("report.desk.triage.none_do")))),
		ui.Panel("triage", ui.Details(text.Key("report.desk.triage.title"), triage(ui))),
		ui.Later("tally", ui.Details(text.Key("report.desk.tally.title"), tally(ui))),
		ui.Later("ending", ui.Details(text.Key("report.desk.end.title"), ui.Paragraph(text.Key("report.desk.end.about")), ending(ui))),
		ui.Details(text.Key("report.desk.assign.title"), ui.ScriptForm(
			"assign", ui.Select(component.Field{Name: "handler", Label: text.Key("report.desk.assign.label"), Hint: text.Key("report.desk.assign.hint"), Optional: true}),
			ui.Button(component.Secondary, text.Key("report.desk.assign.do")),
		)),
		ui.Details(text.Key("report.desk.exclude.title"), exclusion(ui)),
		ui.Later("hand", ui.Details(text.Key("report.desk.hand.title"),
			ui.Paragraph(text.Key("report.desk.hand.about")), ui.Paragraph(text.Key("report.desk.hand.after")),
			ui.Actions(ui.Do(component.Secondary, "hand", text.Key("report.desk.hand.do"))))),
		ui.Later("hand-back", ui.Details(text.Key("report.desk.hand.back_title"),
			ui.Paragraph(text.Key("report.desk.hand.back_about")),
			ui.Actions(ui.Do(component.Secondary, "hand-back", text.Key("report.desk.hand.back_do"))))),
		ui.Details(text.Key("report.desk.keep.title"), keeping(ui)),
		ui.Status("handled"),
	))
}

// triage asks what an officer finds in a report, and proposes under which
// rules it is. What he finds stays in his browser.
func triage(ui *component.UI) g.Node {
	var facts, regimes []component.Option
	for _, f := range report.Facts() {
		facts = append(facts, component.Option{Value: string(f), Label: text.Key("report.desk.fact." + string(f))})
	}
	for _, r := range report.Regimes() {
		regimes = append(regimes, component.Option{
			Value: string(r), Label: text.Key("report.regime." + string(r)), Hint: text.Key("report.desk.regime." + string(r)),
		})
	}
	return ui.ScriptForm(
		"triage",
		ui.Checkboxes(component.Field{
			Name: "fact", Label: text.Key("report.desk.triage.facts"), Hint: text.Key("report.desk.triage.facts_hint"), Optional: true,
		}, facts...),
		ui.Part("proposals"),
		ui.Checkboxes(component.Field{Name: "regime", Label: text.Key("report.desk.triage.regimes"), Hint: text.Key("report.desk.triage.regimes_hint")}, regimes...),
		ui.Later("statutory",
			ui.DateField(component.Field{Name: "since", Label: text.Key("report.desk.triage.since"), Hint: text.Key("report.desk.triage.since_hint")}),
		),
		ui.Later("committee", ui.Checkbox(component.Field{
			Name: "advised", Label: text.Key("report.desk.triage.committee"), Optional: true,
		})),
		ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.triage.do"))),
	)
}

// tally shows what is counted of a report, to be corrected. It starts from what
// the reporter chose.
func tally(ui *component.UI) g.Node {
	e, err := taxonomy.At(civil.On(time.Now()))
	if err != nil {
		return nil // before the first edition nothing was classified
	}
	var grounds, conduct, sources []component.Option
	for _, t := range e.Grounds {
		grounds = append(grounds, component.Option{Value: string(t.Code), Label: text.Key(t.Code.Key())})
	}
	for _, t := range e.Conduct {
		conduct = append(conduct, component.Option{Value: string(t.Code), Label: text.Key(t.Code.Key())})
	}
	for _, t := range e.Sources {
		sources = append(sources, component.Option{Value: string(t.Code), Label: text.Key(t.Code.Key())})
	}
	field := func(name string, label text.Key) component.Field {
		return component.Field{Name: name, Label: label, Optional: true}
	}
	return ui.Group(
		ui.Paragraph(text.Key("report.desk.tally.about")),
		ui.Paragraph(text.Key("report.desk.tally.apart")),
		ui.Status("tally-state"),
		ui.ScriptForm(
			"tally",
			ui.Checkboxes(field("tally-ground", "report.desk.report.grounds"), grounds...),
			ui.Checkboxes(field("tally-conduct", "report.desk.report.conduct"), conduct...),
			ui.Checkboxes(field("tally-source", "report.desk.report.source"), sources...),
			ui.Status("tally-said"),
			ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.tally.do"))),
		),
	)
}

// ending asks how what a law set going has ended.
func ending(ui *component.UI) g.Node {
	return ui.ScriptForm(
		"end",
		ui.Select(component.Field{Name: "ending", Label: text.Key("report.desk.end.which")}),
		ui.Select(component.Field{Name: "outcome", Label: text.Key("report.desk.end.how")}),
		ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.end.do"))),
	)
}

// exclusion asks who may have no part in a report. It can't be undone by whom
// it is about, so it is asked twice of who withdraws himself.
func exclusion(ui *component.UI) g.Node {
	return ui.Group(
		ui.Paragraph(text.Key("report.desk.exclude.about")),
		ui.Part("excluded"),
		ui.ScriptForm(
			"exclude",
			ui.Part("suspects"),
			ui.Later("exclude-self", ui.Notice(
				component.Warning, text.Key("report.desk.exclude.self"), ui.Paragraph(text.Key("report.desk.exclude.self_means")),
			)),
			ui.Later("exclude-all", ui.Notice(
				component.Info, text.Key("report.desk.exclude.all"), ui.Paragraph(text.Key("report.desk.exclude.all_means")),
			)),
			ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.exclude.do"))),
		),
	)
}

// keeping says until when a report is kept, and lets a desk hold it. Why it is
// held isn't asked: that would stand on the server in clear.
func keeping(ui *component.UI) g.Node {
	return ui.Group(
		ui.Part("kept"),
		ui.Later("hold", ui.Group(
			ui.Paragraph(text.Key("report.desk.keep.hold_about")),
			ui.Actions(ui.Do(component.Secondary, "hold", text.Key("report.desk.keep.hold"))))),
		ui.Later("release", ui.Group(
			ui.Paragraph(text.Key("report.desk.keep.release_about")),
			ui.Actions(ui.Do(component.Secondary, "release", text.Key("report.desk.keep.release"))))),
	)
}

// handlingWords lists what the script says about all this.
func handlingWords() []text.Key {
	keys := []text.Key{
		"report.desk.clock.late", "report.desk.clock.today", "report.desk.clock.left", "report.desk.clock.why", "report.desk.clock.warning",
		"report.desk.clock.none", "report.desk.triage.proposal", "report.desk.triage.because", "report.desk.triage.no_proposal",
		"report.desk.triage.house", "report.desk.triage.missing", "report.desk.triage.no_day", "report.desk.triage.done", "report.desk.end.done", "report.desk.end.missing",
		"report.desk.assign.all", "report.desk.assign.done", "report.desk.exclude.named", "report.desk.exclude.led", "report.desk.exclude.nobody", "report.desk.exclude.missing",
		"report.desk.exclude.done", "report.desk.exclude.is", "report.desk.exclude.admit", "report.desk.exclude.admitted",
		"report.desk.exclude.label", "report.desk.hand.done", "report.desk.hand.back_done", "report.desk.list.late_count", "report.desk.list.mine", "report.desk.list.handler",
		"report.desk.leave.is", "report.desk.leave.done", "report.desk.leave.over", "report.desk.list.for",
		"report.desk.list.untriaged", "report.desk.list.independent", "report.desk.keep.open", "report.desk.keep.until", "report.desk.keep.until_effect", "report.desk.keep.backups",
		"report.desk.keep.backups_unknown", "report.desk.keep.held", "report.desk.keep.hold_done", "report.desk.keep.release_done",
		"report.desk.tally.done", "report.desk.tally.counted", "report.desk.tally.not_yet",
	}
	for _, r := range report.Regimes() {
		keys = append(keys, text.Key("report.regime."+string(r)))
		for _, o := range r.Outcomes() {
			keys = append(keys, text.Key("report.desk.outcome."+string(o)))
		}
	}
	for _, f := range report.Facts() {
		keys = append(keys, text.Key("report.desk.fact."+string(f)))
	}
	for _, s := range []report.Step{report.StepRead, report.StepFeedback, report.StepConclude} {
		keys = append(keys, text.Key("report.desk.step."+string(s)))
	}
	for _, code := range civil.StepCodes() {
		keys = append(keys, text.Key("web.due."+code))
	}
	for _, code := range civil.DayOffCodes() {
		keys = append(keys, text.Key("web.off."+code))
	}
	return keys
}
