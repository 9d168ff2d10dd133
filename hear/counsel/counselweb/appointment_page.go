// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"slices"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/component"
)

func (p *Pages) askPage(ui *component.UI, a asking) g.Node {
	ui.Path = a.path()
	title := text.With("counsel.talk.title", "org", name(a.help.Name))
	if len(a.listeners) == 0 {
		return ui.Page(title, p.crumbs(ui, a.help), ui.Away(p.Away, text.Key("counsel.leave")), p.askNobody(ui, a))
	}
	return ui.Page(
		title, ui.Script("appointment.js"), p.crumbs(ui, a.help), ui.Away(p.Away, text.Key("counsel.leave")), ui.ErrorSummary(a.errs),
		ui.Part("view"),
		ui.Part("intro",
			ui.Lead(text.Key("counsel.talk.lead")),
			ui.Paragraph(text.Key("counsel.talk.who_answer")), ui.Paragraph(text.Key("counsel.talk.who_term")),
			ui.Prose(ui.Strong(text.Key("counsel.danger"))),
			askSignedIn(ui),
			ui.Plain(ui.Notice(component.Warning, text.Key("counsel.talk.plain.title"),
				ui.Paragraph(text.Key("counsel.talk.plain.seal")), ui.Paragraph(text.Key("counsel.talk.plain.better")))),
			ui.Details(text.Key("counsel.talk.who"), p.askReaders(ui)),
		),
		a.instead(ui),
		ui.Part("form", ui.Form(
			a.path(), a.whom(ui),
			ui.Textarea(withRows(a.field("contact", text.Key("counsel.talk.contact"), text.Key("counsel.talk.contact_hint")), 3)),
			ui.Textarea(withRows(a.optional("when", text.Key("counsel.talk.when"), nil), 2)),
			ui.Textarea(withRows(a.optional("about", text.Key("counsel.talk.about"), text.Key("counsel.talk.about_hint")), 5)),
			ui.Plain(ui.Actions(ui.Button(component.Primary, text.Key("counsel.talk.plain.send")))),
		)),
		askTemplates(ui, a),
		ui.ScriptTexts("counsel.reach", "counsel.nobody", "counsel.request_large", "counsel.talk.whom_none", "counsel.talk.sent", "counsel.talk.sending", "counsel.talk.offline"),
	)
}

func withRows(f component.Field, rows int) component.Field {
	f.Rows = rows
	return f
}

func (p *Pages) crumbs(ui *component.UI, help counsel.Help) g.Node {
	return ui.Breadcrumb(
		component.Crumb{Label: text.Key("counsel.choose.title"), Path: "/help"},
		component.Crumb{Label: text.With("counsel.help.title", "org", name(help.Name)), Path: toHelp(help.Org)},
	)
}

// askSignedIn warns who is signed in: the server could see both at once.
func askSignedIn(ui *component.UI) g.Node {
	if ui.Account == nil {
		return nil
	}
	return ui.Notice(component.Info, text.Key("counsel.talk.signed_in"), ui.Paragraph(text.Key("counsel.talk.signed_in_text")))
}

// askReaders says who reads a request, what the server knows of it, and how long
// it is kept.
func (p *Pages) askReaders(ui *component.UI) g.Node {
	return ui.List(
		ui.Say(text.Key("counsel.talk.who_one")), ui.Say(text.Key("counsel.talk.who_server")), ui.Say(text.Key("counsel.talk.who_work")),
		ui.Say(text.With("counsel.talk.who_kept", "days", int(p.Kept))),
	)
}

// whom asks with whom somebody wants to talk. Where there is one counsellor,
// that is said.
func (a asking) whom(ui *component.UI) g.Node {
	if len(a.listeners) == 1 {
		l := a.listeners[0]
		return ui.Group(
			ui.Prose(ui.Strong(text.With("counsel.talk.one", "name", text.Data(l.Name)))), state(ui, l.Listed), ui.Hidden("with", string(l.ID)),
		)
	}
	return ui.Radios(a.field("with", text.Key("counsel.talk.whom"), nil), chosen(a.listeners)...)
}

// chosen offers counsellors to choose from, and says who is away.
func chosen(all []counsel.Listener) (options []component.Option) {
	for _, l := range all {
		o := component.Option{Value: string(l.ID), Label: text.Data(l.Name)}
		if l.State == counsel.Absent || l.State == counsel.Substituted {
			o.Hint = away(l.Away)
		}
		options = append(options, o)
	}
	return options
}

// instead leads to the other ways when a request can't be taken.
func (a asking) instead(ui *component.UI) g.Node {
	if !a.full {
		return nil
	}
	return ui.Notice(component.Warning, text.Key("counsel.talk.full"), ui.Prose(ui.Link(toHelp(a.help.Org), text.Key("counsel.talk.reach"))))
}

// askNobody says that nobody can be asked here, and who can be reached. What
// somebody typed when there still was one isn't lost.
func (p *Pages) askNobody(ui *component.UI, a asking) g.Node {
	body := []g.Node{
		ui.Notice(component.Warning, text.Key("counsel.talk.none"), ui.Paragraph(text.Key("counsel.talk.none_why"))),
		p.gap(ui, a.help),
	}
	for _, field := range []string{"contact", "when", "about"} {
		if words := a.line(field); words != "" {
			body = append(body, ui.Section(text.Key("counsel.talk."+field), ui.Verbatim(text.Data(words))))
		}
	}
	if all := a.help.Of(counsel.KindCounsellor); len(all) > 0 {
		body = append(body, ui.Section(text.Key(counsel.KindCounsellor.Key()), entries(ui, all)))
	}
	return ui.Group(append(body, p.outside(ui), toRoutes(ui))...)
}

// askTemplates is what the script shows at its time.
func askTemplates(ui *component.UI, a asking) g.Node {
	return ui.Group(
		ui.Template("buttons",
			ui.Later("failed", ui.Notice(component.Failure, text.Key("counsel.talk.failed"), ui.Prose(ui.Slot("why")),
				ui.Prose(ui.Link(toHelp(a.help.Org), text.Key("counsel.talk.reach"))))),
			ui.Status("sending"),
			ui.Actions(ui.Button(component.Primary, text.Key("counsel.talk.send"))),
		),
		ui.Template("sent", askNext(ui, a.help.Org, ui.Slot("name"))),
	)
}

// askedPage says that a request was sent.
func (p *Pages) askedPage(ui *component.UI, a asking, to counsel.EntryID) g.Node {
	ui.Path = a.path()
	var named g.Node
	if at := slices.IndexFunc(a.listeners, func(l counsel.Listener) bool { return l.ID == to }); at >= 0 {
		named = ui.Say(text.Data(a.listeners[at].Name))
	}
	return ui.Page(text.Key("counsel.talk.sent"), ui.Away(p.Away, text.Key("counsel.leave")), askNext(ui, a.help.Org, named))
}

// askNext says what comes after a request.
func askNext(ui *component.UI, in org.ID, to g.Node) g.Node {
	return ui.Group(
		ui.Confirmation(text.Key("counsel.talk.sent_to"), ui.Prose(to)),
		ui.Heading(text.Key("counsel.talk.next")),
		ui.Paragraph(text.Key("counsel.talk.who_answer")),
		ui.Paragraph(text.Key("counsel.talk.who_term")),
		ui.Paragraph(text.Key("counsel.talk.close")),
		ui.Actions(ui.LinkButtonSecondary(toHelp(in), text.Key("counsel.talk.reach"))),
	)
}

// toAppointment leads from the counsellors of an organisation to the form.
func toAppointment(ui *component.UI, k counsel.Kind, in org.ID, listeners []counsel.Listener) g.Node {
	if k != counsel.KindCounsellor || len(listeners) == 0 {
		return nil
	}
	return ui.Group(ui.Paragraph(text.Key("counsel.talk.about_page")),
		ui.Actions(ui.LinkButtonSecondary(toHelp(in)+"/appointment", text.Key("counsel.talk.go"))))
}
