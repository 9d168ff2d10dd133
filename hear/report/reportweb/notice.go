// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// notice switches the mail that says that there is a message on or off, for
// who has no JavaScript.
func (p *Pages) notice(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	said, err := p.switchNotice(r)
	if err != nil && fault.KindOf(err) == fault.Internal {
		return err
	}
	var errs component.Errors
	if err != nil {
		errs.Add("address", text.Fault(err))
		return p.showCase(w, r, web.Status(err), errs)
	}
	r.PostForm.Del("address")
	component.For(r).Flash = &component.Flash{Kind: component.Success, Title: said}
	return p.showCase(w, r, http.StatusOK, nil)
}

// switchNotice does what the form asks, and gives what is said of it.
func (p *Pages) switchNotice(r *http.Request) (text.Key, error) {
	words := r.PostFormValue("words")
	if r.PostForm.Has("off") {
		return "report.notice.switched_off", p.Server.SwitchOff(r.Context(), words)
	}
	address := r.PostFormValue("address")
	if strings.TrimSpace(address) == "" {
		return "", errNoAddress
	}
	return "report.notice.switched_on", p.Server.SwitchOn(r.Context(), words, address)
}

var errNoAddress = fault.New(fault.Invalid, "report.notice.none")

// notice draws the notification: what can be chosen, and what is.
type notice struct{ talk }

func (n notice) form(name string, body ...g.Node) g.Node {
	if n.scripted() {
		return n.ui.ScriptForm(name, body...)
	}
	return n.ui.Form("/report/return/notice", append(body, n.ui.Hidden("words", n.words))...)
}

// parts holds both states for the script, which shows one of them.
func (n notice) parts() g.Node {
	ui := n.ui
	return ui.Section(
		text.Key("report.notice.title"),
		ui.Status("notice-said"),
		ui.Later("notice-off", n.off()),
		ui.Later("notice-on", n.on()),
	)
}

// off explains what an address tells to whom before it asks for one.
func (n notice) off() g.Node {
	ui := n.ui
	body := ui.Group(
		ui.Paragraph(text.Key("report.notice.text")),
		ui.List(
			ui.Say(text.Key("report.notice.risk_link")),
			ui.Say(text.Key("report.notice.risk_mail")),
			ui.Say(text.Key("report.notice.risk_work")),
		),
		ui.Paragraph(text.Key("report.notice.end")),
		n.form(
			"notice",
			ui.EmailField(n.field("address", text.Key("report.notice.address"))),
			ui.Actions(ui.Button(component.Primary, text.Key("report.notice.switch_on"))),
		),
	)
	return n.folded("address", text.Key("report.notice.open"), body)
}

func (n notice) on() g.Node {
	ui := n.ui
	body := []g.Node{ui.Actions(ui.Button(component.Secondary, text.Key("report.notice.switch_off")))}
	if !n.scripted() {
		body = append(body, ui.Hidden("off", "1"))
	}
	return ui.Group(ui.Paragraph(text.Key("report.notice.is_on")), n.form("notice-end", body...))
}

// notice is what the server shows: nothing where no mail leaves.
func (c served) notice() g.Node {
	n := notice{c.talk}
	switch {
	case c.dialogue.Notice.On:
		return c.ui.Section(text.Key("report.notice.title"), n.on())
	case c.dialogue.Notice.Offered:
		return c.ui.Section(text.Key("report.notice.title"), n.off())
	}
	return nil
}

// noticeTexts is what the script says of it.
func noticeTexts() []text.Key {
	return []text.Key{
		"report.address", "report.notice.none", "report.notice.switched_on", "report.notice.switched_off", "report.notice.fail",
	}
}
