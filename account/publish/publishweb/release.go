// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"errors"
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// find gives the publication to who may do something to it.
func (p *Pages) find(r *http.Request, act org.Action) (publish.Publication, error) {
	one, err := p.service.Find(r.Context(), p.actor(r), publish.ID(r.PathValue("id")))
	if err == nil && !p.service.May(p.actor(r), act, one) {
		return one, org.ErrForbidden
	}
	return one, err
}

func (p *Pages) publishForm(w http.ResponseWriter, r *http.Request) error {
	one, err := p.find(r, org.Publish)
	if err != nil {
		return err
	}
	return askRelease(w, r, one, release{
		title: text.Key("publish.release.title"), lead: text.Key("publish.release.lead"),
		path: "/publish", button: button(component.Primary, text.Key("publish.release.send")),
	}, http.StatusOK)
}

func (p *Pages) publish(w http.ResponseWriter, r *http.Request) error {
	id := publish.ID(r.PathValue("id"))
	if err := p.service.Publish(r.Context(), p.actor(r), id, version(r)); err != nil {
		return p.lookAgain(w, r, err)
	}
	return web.Redirect(w, r, "/desk/figures/"+string(id)+"?done=published")
}

func (p *Pages) withdrawForm(w http.ResponseWriter, r *http.Request) error {
	one, err := p.find(r, org.Withdraw)
	if err != nil {
		return err
	}
	return askRelease(w, r, one, withdrawal(publish.Label{}, nil), http.StatusOK)
}

func (p *Pages) withdraw(w http.ResponseWriter, r *http.Request) error {
	id := publish.ID(r.PathValue("id"))
	why := publish.Label{NL: r.PostFormValue("why_nl"), EN: r.PostFormValue("why_en")}
	err := p.service.Withdraw(r.Context(), p.actor(r), id, version(r), why)
	if errors.Is(err, publish.ErrWhy) || errors.Is(err, publish.ErrIntroLong) {
		one, found := p.find(r, org.Withdraw)
		if found != nil {
			return found
		}
		return askRelease(w, r, one, withdrawal(why, err), web.Status(err))
	}
	if err != nil {
		return p.lookAgain(w, r, err)
	}
	return web.Redirect(w, r, "/desk/figures/"+string(id)+"?done=withdrawn")
}

// lookAgain shows the publication as it is now to who decided on an earlier
// version of it.
func (p *Pages) lookAgain(w http.ResponseWriter, r *http.Request, err error) error {
	if fault.KindOf(err) != fault.Conflict {
		return err
	}
	one, found := p.service.Find(r.Context(), p.actor(r), publish.ID(r.PathValue("id")))
	if found != nil {
		return found
	}
	d := opened(one)
	d.errs.Add("", text.Fault(err))
	return p.showDraft(w, r, web.Status(err), d)
}

// release is the page that asks once more before the public sees a change.
type release struct {
	title, lead text.Text
	path        string
	fields      []component.Field
	errs        component.Errors
	button      func(*component.UI) g.Node
}

func button(kind component.ButtonKind, label text.Text) func(*component.UI) g.Node {
	return func(ui *component.UI) g.Node { return ui.Button(kind, label) }
}

func withdrawal(why publish.Label, problem error) release {
	out := release{
		title: text.Key("publish.withdraw.title"), lead: text.Key("publish.withdraw.lead"),
		path: "/withdraw", button: button(component.Danger, text.Key("publish.withdraw.send")),
	}
	if problem != nil {
		out.errs.Add("why_nl", text.Fault(problem))
	}
	out.fields = []component.Field{
		{Name: "why_nl", Label: text.Key("publish.withdraw.why_nl"), Value: why.NL, Error: out.errs.For("why_nl")},
		{Name: "why_en", Label: text.Key("publish.withdraw.why_en"), Value: why.EN},
	}
	return out
}

func askRelease(w http.ResponseWriter, r *http.Request, one publish.Publication, ask release, status int) error {
	ui := component.For(r)
	back := "/desk/figures/" + string(one.ID)
	form := []g.Node{ui.Hidden("version", strconv.FormatInt(one.Version, 10))}
	for _, f := range ask.fields {
		form = append(form, ui.Textarea(f))
	}
	form = append(form, ui.Actions(ask.button(ui), ui.LinkButtonSecondary(back, text.Key("publish.release.back"))))
	return web.Show(w, r, status, ui.Page(
		ask.title,
		ui.Breadcrumb(component.Crumb{Label: text.Key("publish.desk.title"), Path: "/desk/figures"},
			component.Crumb{Label: figure.Label(one.Title), Path: back}),
		ui.ErrorSummary(ask.errs), ui.Lead(ask.lead),
		ui.Prose(ui.Strong(figure.Label(one.Title))),
		ui.Form(back+ask.path, form...),
	))
}
