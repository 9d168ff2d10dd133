// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"errors"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// errOrg says that no organisation is chosen.
var errOrg = fault.New(fault.Invalid, "publish.keys.no_org")

func (p *Pages) keys(w http.ResponseWriter, r *http.Request) error {
	return p.showKeys(w, r, http.StatusOK, "", "", nil)
}

func (p *Pages) addKey(w http.ResponseWriter, r *http.Request) error {
	owner, public := r.PostFormValue("org"), r.PostFormValue("public")
	if owner == "" {
		return p.showKeys(w, r, web.Status(errOrg), owner, public, errOrg)
	}
	_, err := p.service.AddKey(r.Context(), p.actor(r), org.ID(owner), public)
	kind := fault.KindOf(err)
	switch {
	case err == nil:
		return web.Redirect(w, r, "/desk/keys?done=added")
	case kind == fault.Invalid || kind == fault.Conflict:
		return p.showKeys(w, r, web.Status(err), owner, public, err)
	default:
		return err
	}
}

func (p *Pages) revokeKey(w http.ResponseWriter, r *http.Request) error {
	if err := p.service.RevokeKey(r.Context(), p.actor(r), publish.KeyID(r.PathValue("id"))); err != nil {
		return err
	}
	return web.Redirect(w, r, "/desk/keys?done=revoked")
}

func (p *Pages) showKeys(w http.ResponseWriter, r *http.Request, status int, owner, public string, problem error) error {
	ui := component.For(r)
	list, err := p.service.Keyring(r.Context(), p.actor(r))
	if err != nil {
		return err
	}
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	var errs component.Errors
	switch {
	case errors.Is(problem, errOrg):
		errs.Add("org", text.Fault(problem))
	case problem != nil:
		errs.Add("public", text.Fault(problem))
	}
	body := []g.Node{ui.ErrorSummary(errs), keyDone(ui, r), ui.Lead(text.Key("publish.keys.lead"))}
	if len(list) == 0 {
		body = append(body, ui.EmptyState(text.Key("publish.keys.empty"), text.Key("publish.keys.empty_why")))
	}
	for _, k := range list {
		body = append(body, keyCard(ui, tree, k))
	}
	options := []component.Option{}
	for _, id := range p.service.MayAddKey(p.actor(r)) {
		options = append(options, component.Option{Value: string(id), Label: name(tree, id)})
	}
	if len(options) == 1 {
		owner = options[0].Value
	}
	if len(options) > 0 {
		body = append(body, keyForm(ui, options, owner, public, errs))
	}
	return web.Show(w, r, status, ui.Page(text.Key("publish.keys.title"), body...))
}

func keyForm(ui *component.UI, options []component.Option, owner, public string, errs component.Errors) g.Node {
	return ui.Section(text.Key("publish.keys.add"), ui.Form(
		"/desk/keys",
		ui.Select(component.Field{
			Name: "org", Label: text.Key("publish.keys.org"), Value: owner, Error: errs.For("org"),
		}, options...),
		ui.TextField(component.Field{
			Name: "public", Label: text.Key("publish.keys.public"), Hint: text.Key("publish.keys.public_hint"),
			Value: public, Error: errs.For("public"),
		}),
		ui.Actions(ui.Button(component.Primary, text.Key("publish.keys.send"))),
	))
}

func keyCard(ui *component.UI, tree *org.Tree, k publish.Key) g.Node {
	terms := []component.Term{
		{Name: text.Key("publish.keys.org"), Value: ui.Say(name(tree, k.Org))},
		{Name: text.Key("publish.keys.public"), Value: ui.Code(text.Data(k.Public))},
		{Name: text.Key("publish.keys.added"), Value: ui.Say(text.Instant(k.Added))},
	}
	if !k.Trusted() {
		terms = append(terms, component.Term{Name: text.Key("publish.keys.revoked"), Value: ui.Say(text.Instant(k.Revoked))})
		return ui.Section(text.Data(k.Name), ui.Terms(terms...))
	}
	return ui.Section(text.Data(k.Name), ui.Terms(terms...), ui.Details(
		text.With("publish.keys.revoke", "name", text.Data(k.Name)),
		ui.Paragraph(text.Key("publish.keys.revoke_text")),
		ui.Form("/desk/keys/"+string(k.ID)+"/revoke", ui.Actions(
			ui.Button(component.Danger, text.With("publish.keys.revoke_send", "name", text.Data(k.Name))))),
	))
}

func keyDone(ui *component.UI, r *http.Request) g.Node {
	switch r.URL.Query().Get("done") {
	case "added":
		return ui.Notice(component.Success, text.Key("publish.done.key_added"))
	case "revoked":
		return ui.Notice(component.Success, text.Key("publish.done.key_revoked"))
	default:
		return ui.Group()
	}
}
