// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"net/url"
	"slices"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// choose asks about which organisation the complaint is.
func (p *Pages) choose(w http.ResponseWriter, r *http.Request) error {
	return p.askOrg(w, r, http.StatusOK, nil)
}

func (p *Pages) askOrg(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/complaint/file"
	body := []g.Node{ui.Away(p.Away, text.Key("complaint.leave")), ui.ErrorSummary(errs), ui.Lead(text.Key("complaint.choose.lead")), p.before(ui)}
	if len(choices) == 0 {
		body = append(body, ui.Notice(component.Info, text.Key("complaint.no_committee"), ui.Prose(ui.Link("/routes", text.Key("complaint.choose.routes")))))
		return web.Show(w, r, status, ui.Page(text.Key("complaint.choose.title"), body...))
	}
	options := make([]component.Option, len(choices))
	for i, c := range choices {
		options[i] = component.Option{Value: string(c.Org), Label: called(c.Name)}
	}
	body = append(body, ui.Form("/complaint/file",
		ui.Select(component.Field{
			Name: "org", Label: text.Key("complaint.choose.org"), Hint: text.Key("complaint.choose.org_hint"), Error: errs.For("org"),
		}, options...),
		ui.Actions(ui.Button(component.Primary, text.Key("complaint.choose.go"))),
	))
	return web.Show(w, r, status, ui.Page(text.Key("complaint.choose.title"), body...))
}

// before says what somebody should know first, and leads to the other ways.
func (p *Pages) before(ui *component.UI) g.Node {
	return ui.Group(
		ui.List(
			ui.Say(text.Key("complaint.page.signed")), ui.Say(text.Key("complaint.page.both")), ui.Say(text.Key("complaint.page.committee")),
			ui.Say(text.Key("complaint.choose.withdraw")),
		),
		ui.Prose(ui.Link("/complaint", text.Key("complaint.choose.how"))),
		ui.Prose(ui.Link("/routes", text.Key("complaint.choose.routes"))),
		ui.Prose(ui.Link("/complaint/follow", text.Key("complaint.choose.follow"))),
	)
}

// chosen leads to the form about the organisation that was chosen.
func (p *Pages) chosen(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	about := r.PostForm.Get("org")
	if !slices.ContainsFunc(choices, func(c complaint.Choice) bool { return string(c.Org) == about }) {
		var errs component.Errors
		errs.Add("org", text.Key("complaint.choose.none"))
		return p.askOrg(w, r, http.StatusUnprocessableEntity, errs)
	}
	return web.Redirect(w, r, "/complaint/file/"+about)
}

// typed is what was filled in before, and what is wrong with it; nothing where the
// form is new.
type typed struct {
	values url.Values
	errs   component.Errors
}

func (t typed) in(f component.Field) component.Field {
	f.Value, f.Error = t.values.Get(f.Name), t.errs.For(f.Name)
	return f
}

// file is the form on which a complaint is filed. A script seals what is filled
// in; without one the server does, and the page says so.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) error {
	return p.showFile(w, r, http.StatusOK, typed{})
}

func (p *Pages) showFile(w http.ResponseWriter, r *http.Request, status int, t typed) error {
	panel, err := p.Service.Panel(r.Context(), org.ID(r.PathValue("org")))
	if err != nil {
		return err
	}
	site, err := p.Site(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/complaint/file/" + string(panel.Org)
	return web.Show(w, r, status, ui.Page(
		text.With("complaint.file.title", "org", called(panel.Name)),
		ui.Script("complaint.js"),
		ui.ScriptTexts(append(fileTexts(), p.Words...)...),
		ui.Breadcrumb(component.Crumb{Label: text.Key("complaint.choose.title"), Path: "/complaint/file"}),
		ui.Away(p.Away, text.Key("complaint.leave")),
		ui.ErrorSummary(t.errs),
		ui.Part("view"),
		ui.Part("intro",
			ui.Lead(text.Key("complaint.file.lead")),
			ui.Later("counters", ui.Notice(component.Info, text.Key("complaint.file.counters"), ui.Paragraph(text.Key("complaint.file.counters_text")))),
			ui.Plain(plainNotice(ui)),
			ui.Details(text.Key("complaint.file.who"), ui.List(
				ui.Say(text.Key("complaint.file.who_first")), ui.Say(text.Key("complaint.file.who_then")), ui.Say(text.Key("complaint.file.who_never")),
			)),
		),
		ui.Part("form", ui.UploadForm(ui.Path, ui.Named("file"), questions(ui, panel, site, t))),
		p.Receipt(ui),
		ui.Template("done", p.afterwards(ui)),
	))
}

// plainNotice says what it means to file without JavaScript.
func plainNotice(ui *component.UI) g.Node {
	return ui.Notice(
		component.Warning, text.Key("complaint.plain.title"),
		ui.Paragraph(text.Key("complaint.plain.seal")),
		ui.Paragraph(text.Key("complaint.plain.loss")),
		ui.Paragraph(text.Key("complaint.plain.file")),
		ui.Paragraph(text.Key("complaint.plain.better")),
	)
}

// afterwards says what comes next.
func (p *Pages) afterwards(ui *component.UI) g.Node {
	return ui.Group(
		ui.Heading(text.Key("complaint.file.next")),
		ui.List(ui.Say(text.Key("complaint.file.next_read")), ui.Say(text.Key("complaint.file.next_copy")), ui.Say(text.Key("complaint.file.next_both"))),
		ui.Actions(ui.LinkButton("/complaint/follow", text.Key("complaint.choose.follow")), ui.LinkButtonSecondary(p.Away, text.Key("complaint.leave"))),
	)
}

func questions(ui *component.UI, panel complaint.Panel, site string, t typed) g.Node {
	return ui.Group(
		ui.Hidden("site", site),
		story(ui, t.asked), attach(ui, t),
		readBy(ui, panel, t),
		ui.Checkbox(t.in(component.Field{Name: "signed", Label: text.Key("complaint.file.signed"), Hint: text.Key("complaint.file.signed_hint")})),
		ui.Later("failed", ui.Notice(component.Failure, text.Key("complaint.file.failed"), ui.Prose(ui.Slot("why")))),
		ui.Status("said"),
		ui.Scripted(
			ui.Actions(ui.Button(component.Primary, text.Key("complaint.file.send"))),
			ui.Small(text.Key("complaint.file.kept")),
			ui.DoQuiet("forget", text.Key("complaint.file.forget")),
		),
		ui.Plain(ui.Actions(ui.Button(component.Primary, text.Key("complaint.plain.send")))),
	)
}

// asked is a field as whoever files a complaint fills it in himself.
func (t typed) asked(name, autocomplete string) component.Field {
	return t.in(component.Field{Name: name, Label: text.Key("complaint.fact-of." + name), Hint: text.Key("complaint.file.hint." + name), Autocomplete: autocomplete})
}

// story asks for what a complaint has to hold (Awb 9:4).
func story(ui *component.UI, field func(name, autocomplete string) component.Field) g.Node {
	contact := field("contact", "off")
	contact.Optional = true
	address := field("address", "street-address")
	address.Rows = 3
	story := field("text", "off")
	story.Rows = 12
	return ui.Group(
		ui.TextField(field("name", "name")), ui.Textarea(address), ui.TextField(contact),
		ui.TextField(field("about", "off")), ui.TextField(field("when", "off")), ui.Textarea(story),
	)
}

// attach asks for files that belong to it.
func attach(ui *component.UI, t typed) g.Node {
	return ui.FileField(t.in(component.Field{Name: "file", Label: text.Key("complaint.file.files"), Hint: text.Key("complaint.file.files_hint"), Optional: true}))
}

// readBy lets who files a complaint keep it from a secretary whom it is about.
func readBy(ui *component.UI, panel complaint.Panel, t typed) g.Node {
	if len(panel.Secretaries) == 1 {
		one := panel.Secretaries[0]
		return ui.Group(ui.Hidden("to", string(one.Person)), ui.Prose(ui.Say(text.With("complaint.file.to_one", "name", text.Data(one.Name)))))
	}
	options := make([]component.Option, len(panel.Secretaries))
	for i, o := range panel.Secretaries {
		options[i] = component.Option{Value: string(o.Person), Label: text.Data(o.Name)}
	}
	f := component.Field{Name: "to", Label: text.Key("complaint.file.to"), Hint: text.Key("complaint.file.to_hint"), Error: t.errs.For("to"), Values: t.values["to"]}
	if t.values == nil {
		for _, o := range panel.Secretaries {
			f.Values = append(f.Values, string(o.Person))
		}
	}
	return ui.Checkboxes(f, options...)
}

// fileTexts is what the script of the form says.
func fileTexts() []text.Key {
	return []text.Key{
		"text.instant", "web.size.bytes", "web.size.kilobytes", "web.size.megabytes", "complaint.files.large", "complaint.files.unreadable",
		"complaint.file.name_none", "complaint.file.address_none", "complaint.file.about_none", "complaint.file.when_none", "complaint.file.text_none",
		"complaint.file.signed_none", "complaint.file.to_none", "complaint.file.forgotten", "complaint.file.locking", "complaint.file.fail",
		"complaint.file.long", "complaint.file.sent",
	}
}
