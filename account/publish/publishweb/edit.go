// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/civil"
	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// draftPage is what stands on the page of one draft.
type draftPage struct {
	one   publish.Publication
	words publish.Words // as typed
	since int64         // the version that was on the screen
	errs  component.Errors
	clash bool // somebody else saved, published or withdrew since
}

// opened is the page of a publication before anything is typed.
func opened(one publish.Publication) draftPage {
	return draftPage{one: one, words: publish.Words{Title: one.Title, Intro: one.Intro}, since: one.Version}
}

func (p *Pages) editForm(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Find(r.Context(), p.actor(r), publish.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return p.showDraft(w, r, http.StatusOK, opened(one))
}

func (p *Pages) edit(w http.ResponseWriter, r *http.Request) error {
	id := publish.ID(r.PathValue("id"))
	words, since := typed(r), version(r)
	err := p.service.Edit(r.Context(), p.actor(r), id, since, words)
	if err == nil {
		return web.Redirect(w, r, "/desk/figures/"+string(id)+"?done=saved")
	}
	late := errors.Is(err, publish.ErrStale) || errors.Is(err, publish.ErrState)
	if !late && fault.KindOf(err) != fault.Invalid {
		return err
	}
	one, found := p.service.Find(r.Context(), p.actor(r), id)
	if found != nil {
		return found
	}
	d := draftPage{one: one, words: words, since: since, clash: late}
	if late {
		d.since = one.Version // he sees what was saved, and may save over it
	} else {
		d.errs.Add(fieldOf(err, words), text.Fault(err))
	}
	return p.showDraft(w, r, web.Status(err), d)
}

func typed(r *http.Request) publish.Words {
	return publish.Words{
		Title: publish.Label{NL: r.PostFormValue("title_nl"), EN: r.PostFormValue("title_en")},
		Intro: publish.Label{NL: r.PostFormValue("intro_nl"), EN: r.PostFormValue("intro_en")},
	}
}

func version(r *http.Request) int64 {
	n, err := strconv.ParseInt(r.PostFormValue("version"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// fieldOf says which field a fault is about: the one that is empty, or the
// longer one.
func fieldOf(err error, w publish.Words) string {
	label, name := w.Intro, "intro"
	if errors.Is(err, publish.ErrTitle) || errors.Is(err, publish.ErrTitleLong) {
		label, name = w.Title, "title"
	}
	nl, en := len(strings.TrimSpace(label.NL)), len(strings.TrimSpace(label.EN))
	missing := errors.Is(err, publish.ErrTitle) || errors.Is(err, publish.ErrIntroOne)
	if missing && nl > 0 || !missing && en > nl {
		return name + "_en"
	}
	return name + "_nl"
}

func (p *Pages) showDraft(w http.ResponseWriter, r *http.Request, status int, d draftPage) error {
	ui := component.For(r)
	figures, err := p.content(r, d.one, "")
	if err != nil {
		return err
	}
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("publish.desk.title"), Path: "/desk/figures"}),
		ui.ErrorSummary(d.errs),
		done(ui, r), ui.Prose(badge(ui, d.one.State)),
	}
	if d.clash {
		body = append(body, clash(ui, d))
	}
	body = append(body, p.next(ui, p.actor(r), d)...)
	if d.one.State == publish.Draft {
		body = append(body, ui.Heading(text.Key("publish.edit.preview")))
	}
	return web.Show(w, r, status, ui.Page(figure.Label(d.one.Title), append(body, figures...)...))
}

// next is what the actor may do with the publication now.
func (p *Pages) next(ui *component.UI, as org.Actor, d draftPage) (body []g.Node) {
	may := func(act org.Action) bool { return p.service.May(as, act, d.one) }
	path := "/desk/figures/" + string(d.one.ID)
	switch d.one.State {
	case publish.Draft:
		if may(org.EditDraft) {
			body = append(body, wordsForm(ui, d))
		}
		if may(org.Publish) {
			return append(body, ui.Actions(ui.LinkButtonSecondary(path+"/publish", text.Key("publish.edit.to_publish"))))
		}
		return append(body, ui.Notice(component.Info, text.Key("publish.edit.not_you")))
	case publish.Published:
		body = append(body, ui.Prose(ui.Link("/figures/"+string(d.one.ID), text.Key("publish.edit.public_page"))))
		if may(org.Withdraw) {
			body = append(body, ui.Actions(ui.LinkButtonSecondary(path+"/withdraw", text.Key("publish.edit.to_withdraw"))))
		}
	case publish.Withdrawn:
		body = append(body, ui.Notice(component.Warning, text.With("publish.show.withdrawn", "day", text.Day(civil.On(d.one.Closed))), ui.Paragraph(figure.Label(d.one.Why))))
	}
	return body
}

// clash shows what somebody else saved meanwhile, beside what was typed; what
// is no draft any more takes no text, and then what was typed is shown.
func clash(ui *component.UI, d draftPage) g.Node {
	title, about, words := text.Key("publish.edit.clash"), text.Key("publish.edit.clash_text"), publish.Words{Title: d.one.Title, Intro: d.one.Intro}
	if d.one.State != publish.Draft {
		title, about, words = "publish.edit.late", "publish.edit.late_text", d.words
	}
	term := func(k text.Key, s string) component.Term {
		return component.Term{Name: k, Value: ui.Say(text.Data(s))}
	}
	return ui.Notice(component.Warning, title, ui.Paragraph(about), ui.Terms(
		term("publish.edit.title_nl", words.Title.NL), term("publish.edit.title_en", words.Title.EN),
		term("publish.edit.intro_nl", words.Intro.NL), term("publish.edit.intro_en", words.Intro.EN),
	))
}

func wordsForm(ui *component.UI, d draftPage) g.Node {
	field := func(name string, label text.Key, value string) component.Field {
		return component.Field{Name: name, Label: label, Value: value, Error: d.errs.For(name)}
	}
	intro := func(name string, label text.Key, value string) component.Field {
		f := field(name, label, value)
		f.Optional, f.Rows, f.Hint = true, 4, text.Key("publish.edit.intro_hint")
		return f
	}
	return ui.Section(text.Key("publish.edit.words"), ui.Form(
		"/desk/figures/"+string(d.one.ID),
		ui.Hidden("version", strconv.FormatInt(d.since, 10)),
		ui.TextField(field("title_nl", "publish.edit.title_nl", d.words.Title.NL)),
		ui.TextField(field("title_en", "publish.edit.title_en", d.words.Title.EN)),
		ui.Textarea(intro("intro_nl", "publish.edit.intro_nl", d.words.Intro.NL)),
		ui.Textarea(intro("intro_en", "publish.edit.intro_en", d.words.Intro.EN)),
		ui.Actions(ui.Button(component.Primary, text.Key("publish.edit.save"))),
	))
}

// done says what the last action came to.
func done(ui *component.UI, r *http.Request) g.Node {
	switch r.URL.Query().Get("done") {
	case "imported":
		return ui.Notice(component.Success, text.Key("publish.done.imported"))
	case "saved":
		return ui.Notice(component.Success, text.Key("publish.done.saved"))
	case "published":
		return ui.Notice(component.Success, text.Key("publish.done.published"))
	case "withdrawn":
		return ui.Notice(component.Success, text.Key("publish.done.withdrawn"))
	default:
		return ui.Group()
	}
}
