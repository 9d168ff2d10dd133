// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"errors"
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/base/fault"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/hear/counsel/counselserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// aftercare asks for the words of a receipt. With a script they stay in the
// browser, which opens all else itself. Of an organisation it can begin there.
func (p *Pages) aftercare(w http.ResponseWriter, r *http.Request) error {
	return p.askReceipt(w, r, http.StatusOK, nil)
}

func (p *Pages) askReceipt(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	in, err := p.following(r)
	if err != nil {
		return err
	}
	site, err := p.Site(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = in.path()
	return web.Show(w, r, status, ui.Page(
		text.Key("counsel.care.title"),
		ui.Script("aftercare.js"),
		ui.ScriptTexts(append(careTexts(), web.SlipTexts()...)...),
		ui.Away(p.Away, text.Key("counsel.leave")),
		ui.ErrorSummary(errs),
		ui.Part("view"),
		ui.Part("words",
			ui.Lead(text.Key("counsel.care.lead")),
			ui.List(
				ui.Say(text.Key("counsel.care.what_asked")), ui.Say(text.Key("counsel.care.what_alert")),
				ui.Say(text.Key("counsel.care.what_who")), ui.Say(text.Key("counsel.care.what_free")),
			),
			ui.Later("wrong", ui.Notice(component.Failure, text.Key("counsel.care.wrong"), ui.Paragraph(text.Key("counsel.care.wrong_text")))),
			ui.Later("closed", ui.Notice(component.Failure, text.Key("counsel.care.closed"), ui.Paragraph(text.Key("counsel.care.closed_text")))),
			ui.Later("fail", ui.Notice(component.Failure, text.Key("counsel.care.fail"), ui.Paragraph(text.Key("counsel.care.fail_text")))),
			ui.Form(
				ui.Path,
				ui.Hidden("site", counselserver.Site(site)),
				ui.WordsField(component.Field{
					Name: "words", Label: text.Key("counsel.care.words"), Hint: text.Key("counsel.care.words_hint"),
					Error: errs.For("words"), Value: r.PostFormValue("words"), Autocomplete: "off", Rows: 3,
				}),
				ui.Later("slip", ui.Status("slip-said"), ui.DoSlot("take")),
				ui.Plain(ui.Notice(component.Warning, text.Key("counsel.care.plain"), ui.Paragraph(text.Key("counsel.care.plain_text")))),
				ui.Actions(ui.Button(component.Primary, text.Key("counsel.care.go"))),
				ui.Status("opening"),
			),
		),
		ui.Template("begin", p.begin(ui, careView{ui: ui}, in)),
		ui.Template("line", careLine(ui)),
		ui.Template("care", careView{ui: ui}.parts()),
	))
}

// choice is in which organisation aftercare can begin, and with whom; none of
// it where the reporter comes back.
type choice struct {
	org  org.ID
	name org.Name
	all  []counsel.Listener
}

func (c choice) path() string {
	if c.org == "" {
		return "/aftercare"
	}
	return toHelp(c.org) + "/aftercare"
}

func (p *Pages) following(r *http.Request) (in choice, err error) {
	id := org.ID(r.PathValue("org"))
	if id == "" {
		return in, nil
	}
	help, err := p.Service.Help(r.Context(), id)
	if err != nil {
		return in, err
	}
	in = choice{org: help.Org, name: help.Name}
	in.all, err = p.Service.Listeners(r.Context(), help.Directory)
	return in, err
}

// begin lets a reporter choose who follows him, or says where he can.
func (p *Pages) begin(ui *component.UI, v careView, in choice) g.Node {
	switch {
	case in.org == "":
		return ui.Group(
			ui.Notice(component.Info, text.Key("counsel.care.none"), ui.Paragraph(text.Key("counsel.care.none_text"))),
			ui.Actions(ui.LinkButton("/help", text.Key("counsel.care.none_go"))),
		)
	case len(in.all) == 0:
		return ui.Group(
			ui.Notice(component.Warning, text.Key("counsel.care.nobody"), ui.Paragraph(text.Key("counsel.care.nobody_text"))),
			ui.Actions(ui.LinkButton(toHelp(in.org), text.Key("counsel.care.nobody_go"))),
		)
	}
	options := chosen(in.all)
	with := v.field("with", text.Key("counsel.care.with"))
	if len(options) == 1 {
		with.Value = options[0].Value
	}
	today := civil.On(p.Now())
	return ui.Group(
		ui.Lead(text.With("counsel.care.begin_lead", "org", name(in.name))),
		ui.List(
			ui.Say(text.Key("counsel.care.begin_reads")), ui.Say(text.Key("counsel.care.begin_not")),
			ui.Say(text.Key("counsel.care.begin_link")), ui.Say(text.Key("counsel.care.begin_kept")),
		),
		v.form("begin", ui.Group(
			ui.Hidden("org", string(in.org)), ui.Hidden("today", today.String()), ui.Hidden("due", join(counsel.Dues(today))),
			ui.Radios(with, options...),
			ui.Textarea(v.optional("first", text.Key("counsel.care.first"), text.Key("counsel.care.first_hint"))),
			ui.Checkbox(v.field("agree", text.Key("counsel.care.agree"))),
			ui.Status("begin-said"),
			ui.Actions(ui.Button(component.Primary, text.Key("counsel.care.begin_go"))),
		)),
	)
}

func join(days []civil.Date) string {
	var out []string
	for _, d := range days {
		out = append(out, d.String())
	}
	return strings.Join(out, " ")
}

// openCare shows aftercare to who has no JavaScript, or lets him begin.
func (p *Pages) openCare(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	return p.showCare(w, r, http.StatusOK, nil)
}

func (p *Pages) showCare(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	typed := r.PostFormValue("words")
	c, err := p.Server.Open(r.Context(), typed)
	if wrong := wrongWords(typed, err); wrong != nil {
		var errs component.Errors
		errs.Add("words", wrong)
		return p.askReceipt(w, r, http.StatusUnprocessableEntity, errs)
	}
	if errors.Is(err, counsel.ErrNotFound) {
		return p.showBegin(w, r, status, errs)
	}
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/aftercare"
	v := careView{ui: ui, words: typed, typed: r.PostForm, errs: errs, care: c}
	return web.Show(w, r, status, ui.Page(
		text.Key("counsel.care.title"), ui.Away(p.Away, text.Key("counsel.leave")), ui.ErrorSummary(errs),
		ui.Notice(component.Info, text.Key("counsel.care.plain"), ui.Paragraph(text.Key("counsel.care.plain_once"))), v.parts(),
	))
}

func (p *Pages) showBegin(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	in, err := p.following(r)
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = in.path()
	v := careView{ui: ui, words: r.PostFormValue("words"), typed: r.PostForm, errs: errs}
	return web.Show(w, r, status, ui.Page(
		text.Key("counsel.care.title"), ui.Away(p.Away, text.Key("counsel.leave")), ui.ErrorSummary(errs), p.begin(ui, v, in),
	))
}

// wrongWords says what is wrong with words that are no receipt; nothing when
// they are one.
func wrongWords(typed string, err error) text.Text {
	if slip := web.Slip(typed, err); slip != nil {
		return slip
	}
	if errors.Is(err, seal.ErrReceiptCheck) {
		return text.Join(". ", text.Key("counsel.care.wrong"), text.Key("counsel.care.wrong_text"))
	}
	return nil
}

// beginCare begins aftercare for who has no JavaScript.
func (p *Pages) beginCare(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	var errs component.Errors
	if r.PostFormValue("with") == "" {
		errs.Add("with", text.Key("counsel.care.with_none"))
	}
	if r.PostFormValue("agree") == "" {
		errs.Add("agree", text.Key("counsel.care.agree_none"))
	}
	if len(errs) > 0 {
		return p.showBegin(w, r, http.StatusUnprocessableEntity, errs)
	}
	err := p.Server.Begin(r.Context(), r.PostFormValue("words"), org.ID(r.PathValue("org")), counsel.EntryID(r.PostFormValue("with")), r.PostFormValue("first"))
	return p.after(w, r, "with", "counsel.care.begun", err)
}

// sayCare adds words.
func (p *Pages) sayCare(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	return p.tell(w, r, "say", counselserver.KindWords, counselserver.Said{Text: r.PostFormValue("say")})
}

// checkIn adds how the reporter fares.
func (p *Pages) checkIn(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	return p.tell(w, r, "happened", counselserver.KindCheckIn, readCheckIn(r))
}

func (p *Pages) tell(w http.ResponseWriter, r *http.Request, field, kind string, said counselserver.Said) error {
	if strings.TrimSpace(said.Text) == "" && len(said.Answers) == 0 {
		var errs component.Errors
		errs.Add(field, text.Key("counsel.care.say_none"))
		return p.showCare(w, r, http.StatusUnprocessableEntity, errs)
	}
	return p.after(w, r, field, "counsel.care.said", p.Server.Say(r.Context(), r.PostFormValue("words"), kind, said))
}

func readCheckIn(r *http.Request) counselserver.Said {
	said := counselserver.Said{
		Text: r.PostFormValue("happened"), Talk: r.PostFormValue("talk") != "", Answers: map[string]int{},
	}
	for _, s := range statements() {
		if n := strings.Index("01234", r.PostFormValue("s-"+s)); n >= 0 && len(r.PostFormValue("s-"+s)) == 1 {
			said.Answers[s] = n
		}
	}
	for _, v := range verdicts() {
		if r.PostFormValue("helps") == v {
			said.Helps = v
		}
	}
	return said
}

// endCare deletes aftercare.
func (p *Pages) endCare(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	if r.PostFormValue("sure") == "" {
		var errs component.Errors
		errs.Add("sure", text.Key("counsel.care.end_none"))
		return p.showCare(w, r, http.StatusUnprocessableEntity, errs)
	}
	if err := p.Server.End(r.Context(), r.PostFormValue("words")); err != nil {
		return err
	}
	ui := component.For(r)
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("counsel.care.title"), ui.Confirmation(
		text.Key("counsel.care.ended"), ui.Paragraph(text.Key("counsel.care.ended_text")),
	)))
}

// after shows what there is then, or what was wrong with what was sent.
func (p *Pages) after(w http.ResponseWriter, r *http.Request, field string, done text.Key, err error) error {
	if err != nil && fault.KindOf(err) == fault.Internal {
		return err
	}
	if err != nil {
		var errs component.Errors
		errs.Add(field, text.Fault(err))
		return p.showCare(w, r, web.Status(err), errs)
	}
	words := r.PostFormValue("words")
	clear(r.PostForm)
	r.PostForm.Set("words", words)
	component.For(r).Flash = &component.Flash{Kind: component.Success, Title: done}
	return p.showCare(w, r, http.StatusOK, nil)
}
