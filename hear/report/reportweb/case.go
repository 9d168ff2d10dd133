// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"errors"
	"mime"
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/base/fault"
	"baken/base/seal"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// openCase shows the dialogue of a receipt to who has no JavaScript.
func (p *Pages) openCase(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	return p.showCase(w, r, http.StatusOK, nil)
}

func (p *Pages) showCase(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	typed := r.PostFormValue("words")
	d, err := p.Server.Open(r.Context(), typed)
	if wrong := wrongReceipt(typed, err); wrong != nil {
		var errs component.Errors
		errs.Add("words", wrong)
		return p.askWords(w, r, http.StatusUnprocessableEntity, typed, errs)
	}
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report/return"
	c := served{ui: ui, dialogue: d, today: civil.On(p.Now()), talk: talk{
		ui: ui, words: typed, typed: r.PostForm, errs: errs, withdrawn: d.Head.State == report.Withdrawn,
	}}
	return web.Show(w, r, status, ui.Page(
		text.Key("report.case.title"),
		ui.Away(p.Away, text.Key("report.away")),
		ui.ErrorSummary(errs),
		ui.Notice(component.Info, text.Key("report.plain.title"), ui.Paragraph(text.Key("report.plain.once"))),
		c.state(), c.heard(), c.who(), c.lines(), c.talk.say(), c.notice(),
		aftercare(ui, "/help/"+string(d.Head.Org)+"/aftercare"),
	))
}

// wrongReceipt says what is wrong with words; nothing when they are right.
func wrongReceipt(typed string, err error) text.Text {
	if slip := web.Slip(typed, err); slip != nil {
		return slip
	}
	if errors.Is(err, seal.ErrReceiptCheck) || errors.Is(err, report.ErrNotFound) {
		return text.Join(". ", text.Key("report.back.wrong"), text.Key("report.back.wrong_text"))
	}
	return nil
}

// say adds to the case, and shows it as it is then.
func (p *Pages) say(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	kind := reportserver.Kind(r.PostFormValue("kind"))
	if errs := missing(r, kind); len(errs) > 0 {
		return p.showCase(w, r, http.StatusUnprocessableEntity, errs)
	}
	_, err := p.Server.Answer(r.Context(), r.PostFormValue("words"), reportserver.Reply{
		Kind: kind, Text: r.PostFormValue(field(kind)), Answer: r.PostFormValue("answer"),
		Name: r.PostFormValue("name"), Contact: r.PostFormValue("contact"),
	})
	if err != nil && fault.KindOf(err) == fault.Internal {
		return err
	}
	if err != nil {
		var errs component.Errors
		errs.Add(field(kind), text.Fault(err))
		return p.showCase(w, r, web.Status(err), errs)
	}
	clear(r.PostForm)
	r.PostForm.Set("words", r.Form.Get("words"))
	component.For(r).Flash = &component.Flash{Kind: component.Success, Title: text.Key("report.say.sent")}
	return p.showCase(w, r, http.StatusOK, nil)
}

// field names the field in which the words of a kind are typed.
func field(k reportserver.Kind) string {
	switch k {
	case reportserver.KindCorrection:
		return "correct"
	case reportserver.KindWithdrawal:
		return "why"
	case reportserver.KindIdentityAnswer:
		return "remark"
	case reportserver.KindText, reportserver.KindReport, reportserver.KindFeedback, reportserver.KindAction, reportserver.KindIdentityRequest:
	}
	return "add"
}

// missing says what has to be filled in first.
func missing(r *http.Request, k reportserver.Kind) (errs component.Errors) {
	empty := func(name string) bool { return strings.TrimSpace(r.PostFormValue(name)) == "" }
	switch k {
	case reportserver.KindText, reportserver.KindCorrection:
		if empty(field(k)) {
			errs.Add(field(k), text.Key("report.say.none"))
		}
	case reportserver.KindWithdrawal:
		if empty("sure") {
			errs.Add("sure", text.Key("report.say.withdraw_none"))
		}
	case reportserver.KindIdentityAnswer:
		switch {
		case empty("answer"):
			errs.Add("answer", text.Key("report.who.none"))
		case r.PostFormValue("answer") == "yes" && empty("name"):
			errs.Add("name", text.Key("report.who.name_none"))
		}
	case reportserver.KindReport, reportserver.KindFeedback, reportserver.KindAction, reportserver.KindIdentityRequest:
	}
	return errs
}

// file sends an attachment, opened piece by piece.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	m, write, err := p.Server.Attachment(r.Context(), r.PostFormValue("words"), r.PostFormValue("file"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": m.Name}))
	h.Set("Cache-Control", "no-store")
	if err := write(w); err != nil {
		panic(http.ErrAbortHandler) // what was sent so far isn't the file: the browser is to see that it broke off
	}
	return nil
}

// served is a case as the server shows it.
type served struct {
	ui       *component.UI
	dialogue reportserver.Dialogue
	talk     talk
	today    civil.Date
}

func (c served) who() g.Node {
	if !c.dialogue.Asked() {
		return c.ui.Group()
	}
	return c.talk.who()
}

func (c served) state() g.Node {
	ui, head := c.ui, c.dialogue.Head
	state := "report.state." + string(head.State)
	note := ui.Group()
	if head.SealedBy == report.ByServer {
		note = ui.Notice(component.Info, text.Key("report.case.server"))
	}
	return ui.Group(
		ui.Paragraph(text.With("report.case.sent", "at", text.Instant(head.Submitted))),
		note,
		ui.Terms(component.Term{
			Name: text.Key("report.case.state"),
			Value: ui.Group(
				ui.Prose(ui.Badge(component.Info, text.Key(state))), ui.Paragraph(text.Key(state+"_text")), c.kept(),
			),
		}),
		g.Map(standing(head, c.today), func(t text.Text) g.Node { return ui.Paragraph(t) }),
	)
}

// kept says until when the case is kept, once that is known.
func (c served) kept() g.Node {
	ui, k := c.ui, c.dialogue.Kept
	switch {
	case k.Until.IsZero():
		return nil
	case k.Held:
		return ui.Paragraph(text.Key("report.case.held"))
	}
	kept := text.With("report.case.kept_backups", "day", text.Day(k.Until), "n", int(c.dialogue.Backups))
	if c.dialogue.Backups == 0 {
		kept = text.With("report.case.kept", "day", text.Day(k.Until))
	}
	if k.Effect {
		kept = text.Join(" ", kept, text.Key("report.case.kept_effect"))
	}
	return ui.Paragraph(kept)
}

func (c served) lines() g.Node {
	ui := c.ui
	var all []g.Node
	for _, l := range c.dialogue.Lines {
		who := text.Key("report.case.desk")
		if l.From == report.Reporter {
			who = text.Key("report.case.you")
		}
		all = append(all, ui.Message(component.Message{
			Mine: l.From == report.Reporter, Who: ui.Say(who), When: ui.Say(text.Instant(l.At)), Body: c.line(l),
		}))
	}
	return ui.Section(text.Key("report.case.dialogue"), all...)
}

func (c served) line(l reportserver.Line) []g.Node {
	ui, said := c.ui, l.Said
	if l.Kind == reportserver.KindAction {
		return act(ui, said)
	}
	var body []g.Node
	if l.Kind != reportserver.KindText {
		body = append(body, ui.Prose(ui.Say(text.Key("report.case.kind."+string(l.Kind)))))
	}
	if l.Kind == reportserver.KindIdentityAnswer {
		body = append(body, ui.Paragraph(text.Key("report.case.answer_"+said.Answer)))
	}
	for _, words := range []string{said.What, said.Text} {
		if words != "" {
			body = append(body, ui.Verbatim(text.Data(words)))
		}
	}
	if facts := facts(ui, said); len(facts) > 0 {
		body = append(body, ui.Terms(facts...))
	}
	for _, m := range said.Attachments {
		label := text.With("report.case.fetch", "name", text.Data(m.Name), "size", component.Size(int(m.Size))) //nolint:gosec // at most 100 MB
		body = append(body, ui.Form(
			"/report/return/file", ui.Hidden("words", c.talk.words), ui.Hidden("file", m.ID), ui.Button(component.Secondary, label),
		))
	}
	return body
}

// facts lists the answers beside the words.
func facts(ui *component.UI, s reportserver.Said) []component.Term {
	var terms []component.Term
	add := func(name text.Key, values ...text.Text) {
		if len(values) > 0 {
			terms = append(terms, component.Term{Name: name, Value: ui.Say(text.Join("; ", values...))})
		}
	}
	codes := func(key string, list []string) (out []text.Text) {
		for _, c := range list {
			out = append(out, text.Key(key+c))
		}
		return out
	}
	data := func(s string) (out []text.Text) {
		if s != "" {
			out = append(out, text.Data(s))
		}
		return out
	}
	add("report.step.conduct", codes("taxonomy.conduct.", s.Conduct)...)
	add("report.step.grounds", codes("taxonomy.ground.", s.Grounds)...)
	if s.Source != "" {
		add("report.step.source", text.Key("taxonomy.source."+s.Source))
	}
	if s.Position != "" {
		add("report.position", text.Key("report.position."+s.Position))
	}
	add("report.step.when", data(s.When)...)
	add("report.step.hope", codes("report.hope.", s.Hope)...)
	add("report.case.name", data(s.Name)...)
	add("report.case.contact", data(s.Contact)...)
	return terms
}
