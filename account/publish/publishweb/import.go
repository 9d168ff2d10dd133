// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"errors"
	"io"
	"net/http"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// uploadMost leaves room for what a browser writes around the file.
const uploadMost = disclose.MostBytes + 64<<10

// What can be wrong with an upload.
var (
	errNoFile = fault.New(fault.Invalid, "publish.import.no_file")
	errBroken = fault.New(fault.Invalid, "publish.import.broken")
)

func (p *Pages) importForm(w http.ResponseWriter, r *http.Request) error {
	return p.askFile(w, r, http.StatusOK, nil)
}

func (p *Pages) askFile(w http.ResponseWriter, r *http.Request, status int, problem error) error {
	ui := component.For(r)
	field := component.Field{
		Name: "bundle", Label: text.Key("publish.import.file"), Hint: text.Key("publish.import.file_hint"), Accept: ".bundle",
	}
	var errs component.Errors
	if problem != nil {
		errs.Add(field.Name, text.Fault(problem))
		field.Error = errs.For(field.Name)
	}
	return web.Show(w, r, status, ui.Page(
		text.Key("publish.import.title"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("publish.desk.title"), Path: "/desk/figures"}),
		ui.ErrorSummary(errs),
		ui.Lead(text.Key("publish.import.lead")),
		ui.UploadForm("/desk/figures/import", ui.FileField(field),
			ui.Actions(ui.Button(component.Primary, text.Key("publish.import.send")))),
		ui.Details(text.Key("publish.import.how"), ui.Paragraph(text.Key("publish.import.how_text"))),
	))
}

// importFile takes the file whole or not at all.
func (p *Pages) importFile(w http.ResponseWriter, r *http.Request) error {
	raw, err := upload(r)
	if err != nil {
		return p.askFile(w, r, web.Status(err), err)
	}
	id, err := p.service.Import(r.Context(), p.actor(r), raw)
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict, fault.TooLarge:
		if err != nil {
			return p.askFile(w, r, web.Status(err), err)
		}
	case fault.Internal, fault.Busy, fault.Forbidden, fault.NotFound, fault.Unauthenticated:
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, "/desk/figures/"+string(id)+"?done=imported")
}

func upload(r *http.Request) ([]byte, error) {
	f, _, err := r.FormFile("bundle")
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, disclose.ErrTooLong.With("most", disclose.MostBytes)
	case errors.Is(err, http.ErrMissingFile):
		return nil, errNoFile
	case err != nil:
		return nil, errBroken
	}
	raw, err := io.ReadAll(io.LimitReader(f, disclose.MostBytes+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, errBroken
	}
	if len(raw) == 0 {
		return nil, errNoFile
	}
	return raw, nil
}
