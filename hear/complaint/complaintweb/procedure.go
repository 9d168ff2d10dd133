// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// procedure says how a complaint proceeds.
func (p *Pages) procedure(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, http.StatusOK, nil, nil)
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, errs component.Errors, worked g.Node) error {
	ui := component.For(r)
	ui.Path = "/complaint"
	body := []g.Node{
		ui.ErrorSummary(errs),
		ui.Lead(text.Key("complaint.page.lead")),
		ui.List(
			ui.Say(text.Key("complaint.page.signed")), ui.Say(text.Key("complaint.page.both")),
			ui.Say(text.Key("complaint.page.committee")), ui.Say(text.Key("complaint.page.after")),
		),
		ui.Actions(ui.LinkButton("/complaint/file", text.Key("complaint.choose.title")), ui.LinkButtonSecondary("/complaint/follow", text.Key("complaint.follow.title"))),
		p.calculator(ui, r, errs, worked),
	}
	for _, s := range append([]complaint.State{""}, complaint.States()...) {
		if rules := p.from(s); len(rules) > 0 {
			body = append(body, stage(ui, s, rules))
		}
	}
	body = append(body, p.ends(ui), p.terms(ui), p.sights(ui), p.choices(ui), ui.Prose(ui.Link(atFigures, text.Key("complaint.figures.go"))))
	return web.Show(w, r, status, ui.Page(text.Key("complaint.page.title"), body...))
}

// from lists the steps that are told at a state: each once, where it can first
// be taken.
func (p *Pages) from(s complaint.State) (rules []complaint.Rule) {
	for _, r := range p.Procedure.Rules {
		if s == "" && len(r.From) == 0 || s != "" && len(r.From) > 0 && r.From[0] == s {
			rules = append(rules, r)
		}
	}
	return rules
}

// stage tells which steps can be taken in a state: each by its name and who
// takes it, and all that holds for it behind that.
func stage(ui *component.UI, s complaint.State, rules []complaint.Rule) g.Node {
	title := text.Key("complaint.page.begin")
	if s != "" {
		title = text.Key(s.Key())
	}
	var steps []g.Node
	for _, r := range rules {
		told := Tell(r)
		terms := []component.Term{
			{Name: text.Key("complaint.column.first"), Value: ui.Say(told.First)},
			{Name: text.Key("complaint.column.writes"), Value: ui.Say(told.Writes)},
			{Name: text.Key("complaint.column.tells"), Value: ui.Say(told.Tells)},
			{Name: text.Key("complaint.column.law"), Value: ui.Say(told.Law)},
		}
		if r.To != "" && r.To != s {
			terms = append(terms, component.Term{Name: text.Key("complaint.page.leads"), Value: ui.Say(text.Key(r.To.Key()))})
		}
		if others := slices.DeleteFunc(slices.Clone(r.From), func(f complaint.State) bool { return f == s }); len(others) > 0 {
			terms = append(terms, component.Term{Name: text.Key("complaint.page.also"), Value: ui.Say(List(others))})
		}
		steps = append(steps, ui.Details(text.With("complaint.page.step", "step", text.Key(r.Step.Key()), "by", List(r.By)), ui.Terms(terms...)))
	}
	return ui.Section(title, steps...)
}

// ends says how it can end, and on which grounds it can be declined or a hearing
// waived.
func (p *Pages) ends(ui *component.UI) g.Node {
	var ends []g.Node
	for _, s := range complaint.States() {
		if s.Ended() {
			ends = append(ends, ui.Say(text.Key(s.Key())))
		}
	}
	nodes := []g.Node{ui.List(ends...)}
	for _, step := range []complaint.StepName{complaint.Decline, complaint.Waive} {
		rule, ok := p.Procedure.Find(step)
		if !ok {
			continue
		}
		var grounds []g.Node
		for _, ground := range rule.Grounds {
			grounds = append(grounds, ui.Say(text.With("complaint.page.ground_law", "ground", text.Key(ground.Key()), "article", text.Data(ground.Article))))
		}
		nodes = append(nodes, ui.Subheading(text.Key("complaint.page.grounds."+string(step))), ui.List(grounds...))
	}
	return ui.Section(text.Key("complaint.page.ends"), nodes...)
}

// terms says how long it may take.
func (p *Pages) terms(ui *component.UI) g.Node {
	t := p.Procedure.Terms
	term := func(key text.Key, n int, article string) g.Node {
		return ui.Say(text.With("complaint.page.term_law", "term", text.With(key, "n", n), "article", text.Data(article)))
	}
	return ui.Section(text.Key("complaint.page.terms"), ui.List(
		ui.Say(text.With("complaint.term.acknowledge", "n", int(t.Acknowledge))),
		ui.Say(text.With("complaint.term.complete", "n", int(t.Complete))),
		term("complaint.term.decline", int(t.Decline), "Awb 9:8 lid 3"),
		term("complaint.term.alone", int(t.Alone), "Awb 9:11 lid 1"),
		term("complaint.term.advised", int(t.Advised), "Awb 9:11 lid 1"),
		term("complaint.term.adjourn", int(t.Adjourn), "Awb 9:11 lid 2"),
		term("complaint.term.ombudsman", int(t.Ombudsman), "Awb 9:24"),
	))
}

// sights says who reads what.
func (p *Pages) sights(ui *component.UI) g.Node {
	var terms []component.Term
	for _, s := range p.Procedure.Sights {
		terms = append(terms, component.Term{Name: text.Key(s.Document.Key()), Value: ui.Say(Sight(s))})
	}
	return ui.Section(text.Key("complaint.page.sights"), ui.Paragraph(text.Key("complaint.page.sights_text")),
		ui.Details(text.Key("complaint.page.sights_show"), ui.Terms(terms...)))
}

// choices says what no law says, or what it leaves open, and how it is done
// here.
func (p *Pages) choices(ui *component.UI) g.Node {
	var notes []g.Node
	for _, r := range p.Procedure.Rules {
		if r.Note != "" {
			notes = append(notes, ui.Say(text.With("complaint.page.choice", "step", text.Key(r.Step.Key()), "note", text.Key(r.Note))))
		}
	}
	notes = append(notes, ui.Say(text.Key("complaint.note.withheld")))
	extension := text.Key("complaint.note.from-counted")
	if p.Procedure.Terms.Extension == civil.FromRolled {
		extension = "complaint.note.from-rolled"
	}
	notes = append(notes, ui.Say(extension), ui.Say(text.With("complaint.note.chamber", "n", p.Procedure.Chamber.Members)))
	return ui.Section(text.Key("complaint.page.choices"), ui.Paragraph(text.Key("complaint.page.choices_text")),
		ui.Details(text.Key("complaint.page.choices_show"), ui.List(notes...)), ui.Small(text.With("complaint.page.edition", "edition", text.Data(p.Procedure.Edition))))
}
