// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"net/http"
	"time"

	g "maragu.dev/gomponents"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// standing shows whether a person has an account, to who answers for it.
func (d *Web) standing(w http.ResponseWriter, r *http.Request) error {
	person := org.PersonID(r.PathValue("person"))
	s, err := d.Invitations.Standing(r.Context(), d.Actor(r), person)
	if err != nil {
		return err
	}
	ui := component.For(r)
	own := d.Actor(r).Person == person
	body := []g.Node{ui.Breadcrumb(component.Crumb{Label: text.Data(s.Person.Name), Path: "/desk/people/" + string(person)})}
	if r.URL.Query().Get("done") == "withdrawn" {
		body = append(body, ui.Notice(component.Success, text.Key("identity.invitation.withdrawn_done")))
	}
	lead := text.Key("identity.standing.none")
	if s.Account {
		lead = text.Key("identity.standing.has")
	}
	body = append(body, ui.Lead(lead), inviting(ui, s, own))
	body = append(body, history(ui, s.Invitations, d.Now()))
	return web.Show(w, r, http.StatusOK, ui.Page(text.With("identity.standing.title", "name", text.Data(s.Person.Name)), body...))
}

// inviting offers what can be done: a first invitation, a new one, or to take
// back the one that waits.
func inviting(ui *component.UI, s identity.Standing, own bool) g.Node {
	if own {
		return ui.Notice(component.Info, text.Key("identity.invitation_own"))
	}
	path := accountPath(s.Person.ID)
	var parts []g.Node
	if s.Waits {
		parts = append(parts, ui.Notice(component.Info, text.Key("identity.standing.waits"),
			ui.Paragraph(text.Key("identity.standing.waits_text")),
			ui.Form(path+"/withdraw", ui.Actions(ui.Button(component.Secondary, text.Key("identity.standing.withdraw"))))))
	}
	if !s.Account {
		button := ui.Button(component.Primary, text.Key("identity.standing.invite"))
		if s.Waits {
			button = ui.Button(component.Secondary, text.Key("identity.standing.renew"))
		}
		return ui.Group(append(parts,
			ui.Paragraph(text.Key("identity.standing.invite_text")),
			ui.Form(path+"/invite", ui.Actions(button)),
		)...)
	}
	return ui.Group(append(parts, ui.Section(
		text.Key("identity.standing.lost"),
		ui.Paragraph(text.Key("identity.standing.lost_text")),
		ui.Paragraph(text.Key("identity.standing.lost_check")),
		ui.Form(path+"/invite", ui.Actions(ui.Button(component.Danger, text.Key("identity.standing.renew")))),
	))...)
}

func accountPath(person org.PersonID) string { return "/desk/people/" + string(person) + "/account" }

// invite makes an invitation and shows its link, this once.
func (d *Web) invite(w http.ResponseWriter, r *http.Request) error {
	person := org.PersonID(r.PathValue("person"))
	token, made, err := d.Invitations.Issue(r.Context(), d.Actor(r), person)
	if err != nil {
		return err
	}
	s, err := d.Invitations.Standing(r.Context(), d.Actor(r), person)
	if err != nil {
		return err
	}
	ui, name := component.For(r), text.Data(s.Person.Name)
	ui.Path = accountPath(person)
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.With("identity.issued.title", "name", name),
		ui.Confirmation(text.Key("identity.issued.done")),
		ui.Lead(text.With("identity.issued.lead", "name", name)),
		ui.Prose(ui.Code(text.Data(d.Site+invitationPath(token)))),
		ui.Paragraph(text.With("identity.issued.once", "until", text.Instant(made.Until))),
		ui.Actions(ui.LinkButton(accountPath(person), text.Key("identity.issued.back"))),
	))
}

// withdraw takes back what wasn't used yet.
func (d *Web) withdraw(w http.ResponseWriter, r *http.Request) error {
	person := org.PersonID(r.PathValue("person"))
	if err := d.Invitations.Withdraw(r.Context(), d.Actor(r), person); err != nil {
		return err
	}
	return web.Redirect(w, r, accountPath(person)+"?done=withdrawn")
}

// history lists invitations, so that nobody takes an account over unseen.
func history(ui *component.UI, all []identity.Invited, now time.Time) g.Node {
	if len(all) == 0 {
		return ui.Group()
	}
	t := component.Table{
		Caption: text.Key("identity.history.caption"),
		Columns: []component.Column{
			{Label: text.Key("identity.history.made")},
			{Label: text.Key("identity.history.by")},
			{Label: text.Key("identity.history.state")},
		},
	}
	for _, i := range all {
		t.Rows = append(t.Rows, []g.Node{ui.Say(text.Instant(i.Made)), ui.Say(maker(i)), ui.Say(state(i.Invitation, now))})
	}
	return ui.Section(text.Key("identity.history.title"), ui.Table(t))
}

func maker(i identity.Invited) text.Text {
	if i.By == "" {
		return text.Key("identity.history.server")
	}
	return text.Data(i.Maker)
}

func state(i identity.Invitation, now time.Time) text.Text {
	switch {
	case !i.Used.IsZero():
		return text.With("identity.history.used", "at", text.Instant(i.Used))
	case !i.Withdrawn.IsZero():
		return text.With("identity.history.withdrawn", "at", text.Instant(i.Withdrawn))
	case i.Waits(now) != nil:
		return text.With("identity.history.late", "at", text.Instant(i.Until))
	default:
		return text.With("identity.history.waits", "until", text.Instant(i.Until))
	}
}
