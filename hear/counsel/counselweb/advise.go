// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// advise shows which routes fit what was answered. It comes by POST, so that
// the answers stand in no address: not in a browser's history, nor in the log
// of a server in between.
func (p *Pages) advise(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	edition, err := p.edition()
	if err != nil {
		return err
	}
	a, err := counsel.ParseAnswers(r.PostForm["hope"], r.PostForm.Get("asker"), r.PostForm.Get("about"), edition)
	if err != nil {
		return err
	}
	if r.PostForm.Get("again") != "" {
		return p.showQuestions(w, r, a)
	}
	fitting, others := counsel.Advise(a)
	ui := component.For(r)
	ui.Path = "/routes"
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.With("counsel.fit.title", "n", len(fitting)),
		ui.Wide(),
		ui.Away(p.Away, text.Key("counsel.leave")),
		answered(ui, a),
		ui.Prose(ui.Strong(text.Key("counsel.danger"))),
		p.compare(ui, fitting),
		p.others(ui, others),
		fear(ui),
	))
}

// all compares every route, for who answers nothing.
func (p *Pages) all(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	routes, _ := counsel.Advise(counsel.Answers{})
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("counsel.all.title"),
		ui.Wide(),
		ui.Breadcrumb(component.Crumb{Label: text.Key("counsel.ask.title"), Path: "/routes"}),
		ui.Away(p.Away, text.Key("counsel.leave")),
		ui.Lead(text.Key("counsel.all.lead")),
		ui.Prose(ui.Strong(text.Key("counsel.danger"))),
		p.compare(ui, routes),
		fear(ui),
	))
}

// answered repeats the answers, with a way to change them.
func answered(ui *component.UI, a counsel.Answers) g.Node {
	var said []g.Node
	hidden := []g.Node{ui.Hidden("again", "yes")}
	say := func(name, value, key string) {
		said, hidden = append(said, ui.Say(text.Key(key))), append(hidden, ui.Hidden(name, value))
	}
	for _, h := range a.Hopes {
		say("hope", string(h), h.Key())
	}
	if a.Asker != "" {
		say("asker", string(a.Asker), a.Asker.Key())
	}
	if a.About != "" {
		say("about", string(a.About), a.About.Key())
	}
	if len(said) == 0 {
		said = []g.Node{ui.Say(text.Key("counsel.fit.nothing"))}
	}
	return ui.Group(
		ui.Paragraph(text.Key("counsel.fit.answers")),
		ui.List(said...),
		ui.Form("/routes", append(hidden, ui.Button(component.Secondary, text.Key("counsel.fit.again")))...),
		ui.Small(text.Key("counsel.fit.kept")),
	)
}

// others lists the routes that fit less: none is left out.
func (p *Pages) others(ui *component.UI, all []counsel.Advice) g.Node {
	if len(all) == 0 {
		return ui.Group()
	}
	rows := []g.Node{ui.Paragraph(text.Key("counsel.others.lead"))}
	for _, one := range all {
		rows = append(rows, ui.Details(text.Key(one.Route.Code.Key()), ui.Terms(p.terms(ui, one)...)))
	}
	return ui.Section(text.Key("counsel.others.title"), rows...)
}

// fear says that nobody may be treated worse, with the article.
func fear(ui *component.UI) g.Node {
	return ui.Section(text.Key("counsel.fear.title"),
		ui.Paragraph(text.With("counsel.fear.text", "law", law(counsel.AgainstRetaliation()))))
}
