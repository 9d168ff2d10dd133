// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"errors"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// wholeForm is the most bytes of a form that are passed over to its end, so that who
// chose too large a file is told so, and keeps what he typed.
const wholeForm = 32 << 20

// send takes the form as it comes without JavaScript: sealed at once, and never kept
// as it came.
func (p *Pages) send(w http.ResponseWriter, r *http.Request) error {
	form, errs, err := posted(r, "file", "text")
	if err != nil {
		return err
	}
	if errs = append(missing(form), errs...); len(errs) > 0 {
		return p.sendAgain(w, r, form, errs)
	}
	f := complaintserver.Filing{Answers: map[string]string{}, Files: form.Files}
	for _, name := range complaintserver.Asked() {
		f.Answers[name] = form.Get(name)
	}
	for _, who := range form.Typed["to"] {
		f.To = append(f.To, org.PersonID(who))
	}
	filed, err := p.Server.File(r.Context(), org.ID(r.PathValue("org")), f)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Internal || kind == fault.NotFound) {
		return err
	}
	if err != nil {
		errs.Add("text", tooLong(err))
		return p.sendAgain(w, r, form, errs)
	}
	ui := component.For(r)
	ui.Path = "/complaint/follow"
	return web.Show(w, r, http.StatusOK, p.filedPage(ui, filed))
}

// posted reads a form with files, into memory alone, and says what is too large: in
// the field for files, or in that for words.
func posted(r *http.Request, files, words string) (f complaintserver.Form, errs component.Errors, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return f, nil, web.ErrForm
	}
	f, err = complaintserver.ReadForm(parts)
	switch {
	case errors.Is(err, complaint.ErrLarge):
		errs.Add(files, text.With("complaint.files.large", "size", component.Size(complaintserver.MostFiles)))
	case errors.Is(err, seal.ErrLarge):
		errs.Add(words, text.Key("complaint.file.long"))
	case err != nil:
		return f, nil, web.FormFault(err)
	}
	return f, errs, nil
}

// tooLong says what is wrong with something that wasn't taken.
func tooLong(err error) text.Text {
	if errors.Is(err, seal.ErrLarge) || errors.Is(err, complaint.ErrLarge) {
		return text.Key("complaint.file.long")
	}
	return text.Fault(err)
}

// missing says what has to be filled in, in the order of the form.
func missing(f complaintserver.Form) (errs component.Errors) {
	for _, name := range complaintserver.Asked() {
		if name != "contact" && f.Get(name) == "" {
			errs.Add(name, text.Key("complaint.file."+name+"_none"))
		}
	}
	if len(f.Typed["to"]) == 0 {
		errs.Add("to", text.Key("complaint.file.to_none"))
	}
	if f.Get("signed") == "" {
		errs.Add("signed", text.Key("complaint.file.signed_none"))
	}
	return errs
}

// sendAgain shows the form with all that was typed, and what is wrong with it.
func (p *Pages) sendAgain(w http.ResponseWriter, r *http.Request, f complaintserver.Form, errs component.Errors) error {
	if len(f.Files) > 0 && errs.For("file") == nil {
		errs.Add("file", text.Key("complaint.plain.left"))
	}
	return p.showFile(w, r, http.StatusUnprocessableEntity, typed{f.Typed, errs})
}

// filedPage shows the words of a complaint, this once.
func (p *Pages) filedPage(ui *component.UI, filed complaintserver.Filed) g.Node {
	missed := ui.Group()
	if filed.Missed != nil {
		missed = ui.Notice(component.Failure, text.Key("complaint.plain.missed"), ui.Paragraph(text.Key("complaint.plain.missed_text")))
	}
	return ui.Page(
		text.Key("complaint.file.sent"),
		ui.Away(p.Away, text.Key("complaint.leave")),
		missed,
		ui.Notice(component.Warning, text.Key("complaint.plain.sent")),
		drawn(ui, filed.Words),
		ui.Paragraph(text.Key("complaint.plain.why")),
		ui.Small(text.Key("complaint.plain.check")),
		p.afterwards(ui),
	)
}

// drawn shows words, and how to keep them.
func drawn(ui *component.UI, words []string) g.Node {
	said := make([]text.Text, len(words))
	for i, w := range words {
		said[i] = text.Data(w)
	}
	return ui.Group(
		ui.Heading(text.Key("complaint.plain.words")),
		ui.Receipt(text.Key("complaint.plain.list"), said...),
		ui.Paragraph(text.Key("complaint.plain.secret")),
		ui.Prose(ui.Strong(text.Key("complaint.plain.paper"))),
		ui.Small(text.Key("complaint.plain.paper_risk")),
	)
}
