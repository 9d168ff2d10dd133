// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// choose asks of which organisation somebody looks for help.
func (p *Pages) choose(w http.ResponseWriter, r *http.Request) error {
	return p.askOrg(w, r, http.StatusOK, nil)
}

// chosen leads to the page of the organisation that was chosen.
func (p *Pages) chosen(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	chosen := r.PostForm.Get("org")
	if !slices.ContainsFunc(choices, func(c counsel.Choice) bool { return string(c.Org) == chosen }) {
		var errs component.Errors
		errs.Add("org", text.Key("counsel.choose.none"))
		return p.askOrg(w, r, http.StatusUnprocessableEntity, errs)
	}
	return web.Redirect(w, r, "/help/"+chosen)
}

func (p *Pages) askOrg(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/help"
	options := make([]component.Option, len(choices))
	for i, c := range choices {
		options[i] = component.Option{Value: string(c.Org), Label: name(c.Name)}
	}
	return web.Show(w, r, status, ui.Page(
		text.Key("counsel.choose.title"),
		ui.Away(p.Away, text.Key("counsel.leave")),
		ui.ErrorSummary(errs),
		ui.Lead(text.Key("counsel.choose.lead")),
		ui.Prose(ui.Strong(text.Key("counsel.danger"))),
		ui.Form(
			"/help",
			ui.Select(component.Field{
				Name: "org", Label: text.Key("counsel.choose.org"), Hint: text.Key("counsel.choose.org_hint"), Error: errs.For("org"),
			}, options...),
			ui.Actions(ui.Button(component.Primary, text.Key("counsel.choose.go"))),
		),
		p.outside(ui),
		toRoutes(ui),
	))
}

// help shows everybody who helps in an organisation. A directorate has no page
// of its own: it leads to that of the organisation that it is part of.
func (p *Pages) help(w http.ResponseWriter, r *http.Request) error {
	id := org.ID(r.PathValue("org"))
	help, err := p.Service.Help(r.Context(), id)
	if err != nil {
		return err
	}
	if help.Org != id {
		return web.Redirect(w, r, "/help/"+string(help.Org))
	}
	listeners, err := p.Service.Listeners(r.Context(), help.Directory)
	if err != nil {
		return err
	}
	ui := component.For(r)
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("counsel.choose.title"), Path: "/help"}),
		ui.Away(p.Away, text.Key("counsel.leave")),
		ui.Lead(text.Key("counsel.help.lead")),
		ui.Prose(ui.Strong(text.Key("counsel.danger"))),
		p.gap(ui, help),
	}
	for _, k := range counsel.Kinds() {
		if all := help.Of(k); len(all) > 0 {
			body = append(body, ui.Section(text.Key(k.Key()), ui.Paragraph(text.Key("counsel.kind_about."+string(k))), entries(ui, all), toAppointment(ui, k, help.Org, listeners)))
		}
	}
	body = append(body, ui.Section(
		text.Key("counsel.care.help_title"), ui.Paragraph(text.Key("counsel.care.help_text")),
		ui.Actions(ui.LinkButtonSecondary(toHelp(id)+"/aftercare", text.Key("counsel.care.help_go"))),
	))
	body = append(body, p.outside(ui), toRoutes(ui),
		ui.Prose(ui.Link(toHelp(help.Org)+"/figures", text.Key("counsel.figures.go"))))
	return web.Show(w, r, http.StatusOK, ui.Page(text.With("counsel.help.title", "org", name(help.Name)), body...))
}

// gap warns that no counsellor can be reached, and says what to do instead.
func (p *Pages) gap(ui *component.UI, help counsel.Help) g.Node {
	if help.Gap == counsel.NoGap {
		return ui.Group()
	}
	body := []g.Node{ui.Paragraph(text.Key("counsel.gap_text." + string(help.Gap)))}
	var ways []g.Node
	for _, d := range help.Instead {
		ways = append(ways, ui.Link("/help/"+string(d.Org), text.With("counsel.gap.above", "org", name(d.Name))))
	}
	ways = append(ways,
		ui.Link(p.Bodies[counsel.Local].Web, text.With("counsel.gap.local", "site", text.Data(p.Bodies[counsel.Local].Site))),
		ui.Link("/report", text.Key("counsel.gap.report")),
	)
	body = append(body, ui.Paragraph(text.Key("counsel.gap.instead")), ui.List(ways...))
	return ui.Notice(component.Warning, text.Key(help.Gap.Key()), body...)
}

// entries shows who helps, each with how to reach him.
func entries(ui *component.UI, all []counsel.Listed) g.Node {
	var out []g.Node
	for _, l := range all {
		out = append(out, ui.Subheading(text.Data(l.Name)), state(ui, l), ui.Terms(facts(ui, l.Entry)...))
	}
	return ui.Group(out...)
}

// state says that somebody is away, and who is instead, or that what stands
// here may no longer be right.
func state(ui *component.UI, l counsel.Listed) g.Node {
	switch l.State {
	case counsel.Absent:
		return ui.Notice(component.Info, away(l.Away))
	case counsel.Substituted:
		return ui.Notice(component.Info, away(l.Away), ui.Paragraph(text.With("counsel.away_instead", "name", text.Data(l.Away.Substitute.Name))),
			ui.Terms(contact(ui, l.Away.Substitute)...))
	case counsel.Unconfirmed:
		return ui.Notice(component.Info, text.With("counsel.unconfirmed", "day", text.Day(l.Confirmed)))
	case counsel.Reachable, counsel.Planned, counsel.Ended:
	}
	return ui.Group()
}

func away(a counsel.Away) text.Text {
	if a.Until.IsZero() {
		return text.With("counsel.away_since", "from", text.Day(a.From))
	}
	return text.With("counsel.away_until", "from", text.Day(a.From), "until", text.Day(a.Until))
}

func facts(ui *component.UI, e counsel.Entry) []component.Term {
	terms := append(contact(ui, e.Contact), component.Term{Name: text.Key("counsel.side"), Value: ui.Say(text.Key(e.Side.Key()))})
	if e.When.NL != "" {
		terms = append(terms, component.Term{Name: text.Key("counsel.when_name"), Value: ui.Say(words(e.When))})
	}
	if len(e.Languages) > 0 {
		terms = append(terms, component.Term{Name: text.Key("counsel.languages"), Value: ui.Say(languages(e.Languages))})
	}
	return terms
}

func languages(all []counsel.Language) text.Text {
	names := make([]text.Text, len(all))
	for i, l := range all {
		names[i] = text.Key(l.Key())
	}
	return text.Join(", ", names...)
}

func contact(ui *component.UI, c counsel.Contact) (terms []component.Term) {
	if c.Phone != "" {
		terms = append(terms, component.Term{Name: text.Key("counsel.phone_name"), Value: call(ui, c.Phone)})
	}
	if c.Email != "" {
		terms = append(terms, component.Term{Name: text.Key("counsel.email_name"), Value: ui.Link("mailto:"+c.Email, text.Data(c.Email))})
	}
	return terms
}

// outside lists who helps outside every organisation.
func (p *Pages) outside(ui *component.UI) g.Node {
	var terms []component.Term
	for _, r := range counsel.Routes() {
		if r.Next == counsel.ToOutside {
			terms = append(terms, component.Term{Name: text.Key(r.Code.Key()), Value: p.next(ui, r)})
		}
	}
	return ui.Section(text.Key("counsel.outside.title"), ui.Paragraph(text.Key("counsel.outside.text")), ui.Terms(terms...))
}

func toRoutes(ui *component.UI) g.Node {
	return ui.Section(text.Key("counsel.to_routes.title"), ui.Paragraph(text.Key("counsel.to_routes.text")),
		ui.Actions(ui.LinkButtonSecondary("/routes", text.Key("counsel.to_routes.go"))))
}
