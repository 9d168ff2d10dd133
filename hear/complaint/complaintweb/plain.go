// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"errors"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"baken/base/fault"
	"baken/base/seal"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// openWords shows the complaint of words to who has no JavaScript.
func (p *Pages) openWords(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	return p.showComplaint(w, r, http.StatusOK, r.PostForm.Get("words"), typed{})
}

// showComplaint shows the complaint of words as it is now, with what was typed in
// its forms.
func (p *Pages) showComplaint(w http.ResponseWriter, r *http.Request, status int, words string, t typed) error {
	f, err := p.Server.Open(r.Context(), words)
	if wrong := wrongWords(words, err); wrong != nil {
		var errs component.Errors
		errs.Add("words", wrong)
		values := url.Values{"words": {words}}
		maps.Copy(values, t.values)
		return p.askWords(w, r, http.StatusUnprocessableEntity, typed{values, errs})
	}
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/complaint/follow"
	s := served{of: f, doing: doing{ui: ui, words: words, since: f.Version, typed: t}}
	return web.Show(w, r, status, ui.Page(
		text.Key("complaint.follow.title"),
		ui.Away(p.Away, text.Key("complaint.leave")),
		ui.ErrorSummary(s.wrong()),
		ui.Notice(component.Info, text.Key("complaint.plain.title"), ui.Paragraph(text.Key("complaint.plain.once"))),
		s.lost(), s.stands(), s.odd(), s.moved(), s.clocks(), s.meetings(), s.papers(), s.people(), s.timeline(), s.can(),
	))
}

// wrongWords says what is wrong with words; nothing when they are right.
func wrongWords(typed string, err error) text.Text {
	if slip := web.Slip(typed, err); slip != nil {
		return slip
	}
	if errors.Is(err, seal.ErrReceiptCheck) || errors.Is(err, complaint.ErrNotFound) {
		return text.Join(". ", text.Key("complaint.follow.wrong"), text.Key("complaint.follow.wrong_text"))
	}
	return nil
}

// refused shows the complaint with why something wasn't done; at a field where one
// is named. What isn't the visitor's to mend is an error.
func (p *Pages) refused(w http.ResponseWriter, r *http.Request, problem error, words string, values url.Values, field string) error {
	if fault.KindOf(problem) == fault.Internal {
		return problem
	}
	if wrong := wrongWords(words, problem); wrong != nil {
		return p.showComplaint(w, r, http.StatusUnprocessableEntity, words, typed{values: values})
	}
	var errs component.Errors
	errs.Add(field, tooLong(problem))
	return p.showComplaint(w, r, web.Status(problem), words, typed{values, errs})
}

// do takes a step, and shows the complaint as it is then.
func (p *Pages) do(w http.ResponseWriter, r *http.Request) error {
	form, errs, err := posted(r, "-file", "-text")
	if err != nil {
		return err
	}
	step, words := form.Get("step"), form.Typed.Get("words")
	if !slices.Contains(complaintserver.Steps(), complaint.StepName(step)) {
		return web.ErrForm
	}
	for i := range errs {
		errs[i].Field = step + errs[i].Field
	}
	if errs = append(errs, unready(form, complaint.StepName(step))...); len(errs) > 0 {
		return p.showComplaint(w, r, http.StatusUnprocessableEntity, words, left(form, step, errs))
	}
	said := form.Get(step + "-text")
	if said == "" {
		said = text.Key("complaint.follow." + step + ".words").In(component.For(r).Printer)
	}
	since, err := strconv.ParseInt(form.Get("version"), 10, 64)
	if err != nil {
		return web.ErrForm
	}
	err = p.Server.Do(r.Context(), words, complaintserver.Move{Step: complaint.StepName(step), Since: since, Text: said, Files: form.Files})
	if err != nil {
		return p.refused(w, r, err, words, left(form, step, nil).values, step+"-text")
	}
	return p.done(w, r, words, text.Key("complaint.follow."+step+".done"))
}

// unready says what a step still needs.
func unready(f complaintserver.Form, step complaint.StepName) (errs component.Errors) {
	name := string(step)
	switch step {
	case complaint.Supplement, complaint.MakeComplete:
		if f.Get(name+"-text") == "" && len(f.Files) == 0 {
			errs.Add(name+"-text", text.Key("complaint.follow.text_none"))
		}
	default:
		if f.Get(name+"-sure") == "" {
			errs.Add(name+"-sure", text.Key("complaint.follow.sure_none"))
		}
	}
	return errs
}

// left gives a form as it is shown again; a file has to be chosen anew.
func left(f complaintserver.Form, step string, errs component.Errors) typed {
	if len(f.Files) > 0 {
		errs.Add(step+"-file", text.Key("complaint.plain.left"))
	}
	return typed{f.Typed, errs}
}

// done shows the complaint after something was done.
func (p *Pages) done(w http.ResponseWriter, r *http.Request, words string, said text.Text) error {
	component.For(r).Flash = &component.Flash{Kind: component.Success, Title: said}
	return p.showComplaint(w, r, http.StatusOK, words, typed{})
}

// attached sends a file of a paper.
func (p *Pages) attached(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	paper, err := strconv.ParseInt(r.PostForm.Get("paper"), 10, 64)
	if err != nil {
		return web.ErrForm
	}
	index, err := strconv.Atoi(r.PostForm.Get("file"))
	if err != nil {
		return web.ErrForm
	}
	f, err := p.Server.Attached(r.Context(), r.PostForm.Get("words"), complaint.PaperNumber(paper), index)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": seal.FileName(f.Name)}))
	h.Set("Content-Length", strconv.Itoa(len(f.Data)))
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(f.Data) // a reader who left can't be told
	return nil
}
