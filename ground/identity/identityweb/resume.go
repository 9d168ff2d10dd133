// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// resume offers the form that was sent while nobody was signed in, to be sent
// again. It isn't sent by itself: another person may have signed in.
func (d *Web) resume(w http.ResponseWriter, r *http.Request, person org.PersonID, to way) error {
	actor, err := d.Actors.Actor(r.Context(), person)
	if err != nil {
		return fmt.Errorf("find who signed in: %w", err)
	}
	ui := component.For(r)
	ui.Account, ui.Path = shown(actor), "/"
	form, err := d.Key.Carried(to.carried, to.back, d.Now())
	if errors.Is(err, identity.ErrSealed) { // kept too long, or made elsewhere
		return web.Show(w, r, http.StatusOK, lostPage(ui, to))
	}
	if err != nil {
		return fmt.Errorf("open a kept form: %w", err)
	}
	return web.Show(w, r, http.StatusOK, resumePage(ui, form))
}

func resumePage(ui *component.UI, f identity.Form) g.Node {
	var fields []g.Node
	for _, name := range slices.Sorted(maps.Keys(f.Fields)) {
		for _, value := range f.Fields[name] {
			fields = append(fields, ui.Hidden(name, value))
		}
	}
	actions := ui.Actions(ui.Button(component.Primary, text.Key("identity.resume.send")))
	if len(f.Files) == 0 {
		return ui.Page(
			text.Key("identity.resume.title"),
			ui.Lead(text.Key("identity.resume.lead")),
			ui.Form(f.Path, append(fields, actions)...),
		)
	}
	for i, name := range f.Files {
		label := text.Text(text.Key("identity.resume.file"))
		if len(f.Files) > 1 {
			label = text.With("identity.resume.file_n", "number", i+1)
		}
		fields = append(fields, ui.FileField(component.Field{Name: name, Label: label}))
	}
	return ui.Page(
		text.Key("identity.resume.title"),
		ui.Lead(text.Key("identity.resume.lead")),
		ui.Notice(component.Warning, text.Key("identity.resume.files")),
		ui.UploadForm(f.Path, append(fields, actions)...),
	)
}

// lostPage says that a form was kept too long.
func lostPage(ui *component.UI, to way) g.Node {
	return ui.Page(
		text.Key("identity.lost.title"),
		ui.Lead(text.Key("identity.lost.lead")),
		ui.Actions(ui.LinkButton(to.back, text.Key("identity.lost.open"))),
	)
}
