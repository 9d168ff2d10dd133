// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentweb

import (
	"errors"
	"net/http"
	"strings"

	"baken/ground/document"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// form is a letter on the page where it is worded.
type form struct {
	letter  document.Letter
	words   map[document.Code]document.Words // as they stand in the fields
	errs    component.Errors
	clash   bool               // somebody else saved since
	preview *document.Template // to be shown with example values
	done    bool
}

// form asks for an organisation's words.
func (p *Pages) form(w http.ResponseWriter, r *http.Request) error {
	l, err := p.service.Find(r.Context(), p.actor(r), keyOf(r))
	if err != nil {
		return err
	}
	f := form{letter: l, words: free(l.Present), done: r.URL.Query().Get("done") != ""}
	if l.State == document.Outdated { // he mends the words that no longer fit
		f.words = free(l.Text)
		_, err := document.Adapt(l.Standard, f.words)
		f.refused(err)
	}
	return p.show(w, r, http.StatusOK, f)
}

// free gives the words of the parts that an organisation words.
func free(t document.Template) map[document.Code]document.Words {
	words := map[document.Code]document.Words{}
	for _, p := range t.Parts {
		if !p.Fixed {
			words[p.Code] = p.Words
		}
	}
	return words
}

// save keeps the words, shows them with examples, or goes back to the standard:
// as the button says that was pressed.
func (p *Pages) save(w http.ResponseWriter, r *http.Request) error {
	since, err := web.ReadForm(r)
	if err != nil {
		return err
	}
	l, err := p.service.Find(r.Context(), p.actor(r), keyOf(r))
	if err != nil {
		return err
	}
	f := form{letter: l, words: typed(r)}
	f.letter.Version = since
	switch r.PostForm.Get("do") {
	case "preview":
		t, err := document.Adapt(l.Standard, f.words)
		if status := f.refused(err); status != 0 {
			return p.show(w, r, status, f)
		}
		f.preview = &t
		return p.show(w, r, http.StatusOK, f)
	case "standard":
		err = p.service.Adapt(r.Context(), p.actor(r), keyOf(r), since, nil)
		f.words = free(l.Present)
	default:
		err = p.service.Adapt(r.Context(), p.actor(r), keyOf(r), since, f.words)
	}
	if errors.Is(err, document.ErrStale) { // he sees what was saved, and may save over it
		f.clash = true
		if f.letter, err = p.service.Find(r.Context(), p.actor(r), keyOf(r)); err != nil {
			return err
		}
		return p.show(w, r, web.Status(document.ErrStale), f)
	}
	if status := f.refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	return web.Redirect(w, r, pathOf(keyOf(r))+"?done=saved")
}

// typed reads the words of every part that was sent: what isn't to be changed is
// for the core to refuse.
func typed(r *http.Request) map[document.Code]document.Words {
	words := map[document.Code]document.Words{}
	for name := range r.PostForm {
		lang, code, _ := strings.Cut(name, "-")
		w := words[document.Code(code)]
		switch document.Lang(lang) {
		case document.NL:
			w.NL = r.PostForm.Get(name)
		case document.EN:
			w.EN = r.PostForm.Get(name)
		default:
			continue
		}
		words[document.Code(code)] = w
	}
	return words
}

// refused takes what is wrong with the words. It gives the status of the page
// that says so, or nothing for another error and none.
func (f *form) refused(err error) int {
	all, ok := errors.AsType[document.Refused](err)
	if !ok {
		return 0
	}
	for _, r := range all {
		part, ok := f.letter.Standard.Part(r.Part)
		said := text.With("document.form.in_part", "part", both(part.Name), "fault", text.Fault(r))
		if !ok || part.Fixed {
			f.errs.Add("", said)
			continue
		}
		lang := r.Lang
		if lang == "" {
			lang = document.NL
		}
		f.errs.Add(string(lang)+"-"+string(r.Part), said)
	}
	return web.Status(err)
}

// edition shows what an older letter was made from.
func (p *Pages) edition(w http.ResponseWriter, r *http.Request) error {
	k, err := p.service.Edition(r.Context(), p.actor(r), keyOf(r), document.Edition(r.PathValue("edition")))
	if err != nil {
		return err
	}
	ui := component.For(r)
	from := text.Text(text.Key("document.edition.standard"))
	if k.Org != "" {
		from = text.Key("document.edition.own")
	}
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.With("document.edition.title", "letter", both(k.Text.Name), "edition", text.Data(string(k.Text.Edition))),
		ui.Breadcrumb(component.Crumb{Label: text.Key("document.desk.title"), Path: deskPath}, component.Crumb{Label: both(k.Text.Name), Path: pathOf(keyOf(r))}),
		ui.Lead(text.With("document.edition.lead", "from", from, "day", text.Day(k.On))),
		ui.Section(text.Key("document.form.parts"), shown(ui, k.Text)...),
	))
}
