// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentweb

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"baken/ground/document"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

func (p *Pages) show(w http.ResponseWriter, r *http.Request, status int, f form) error {
	ui, l := component.For(r), f.letter
	body := []g.Node{
		ui.Wide(), ui.Breadcrumb(component.Crumb{Label: text.Key("document.desk.title"), Path: deskPath}),
		ui.ErrorSummary(f.errs),
	}
	switch {
	case f.done:
		body = append(body, ui.Notice(component.Success, text.Key("document.form.saved")))
	case f.clash:
		body = append(body, clash(ui, f))
	case l.State == document.Outdated:
		body = append(body, ui.Notice(component.Warning, text.Key("document.state.outdated"), ui.Paragraph(text.Key("document.form.outdated"))))
	}
	body = append(body, ui.Prose(badge(ui, l.State)), ui.Lead(text.Key("document.form.lead")))
	if f.preview != nil {
		preview, err := previews(ui, *f.preview)
		if err != nil {
			return err
		}
		body = append(body, preview)
	}
	body = append(body, ui.Section(text.Key("document.form.parts"), fields(ui, l.Standard),
		ui.Form(pathOf(keyOf(r)), append(f.parts(ui), buttons(ui, l))...)))
	editions, err := p.editions(r, ui)
	if err != nil {
		return err
	}
	return web.Show(w, r, status, ui.Page(both(l.Standard.Name), append(body, editions)...))
}

// clash shows what somebody else saved where it isn't what was typed.
func clash(ui *component.UI, f form) g.Node {
	now := []g.Node{ui.Paragraph(text.Key("document.form.clash_text"))}
	for _, p := range f.letter.Present.Parts {
		if w, ok := f.words[p.Code]; ok && strings.ReplaceAll(w.NL, "\r\n", "\n") == p.Words.NL && strings.ReplaceAll(w.EN, "\r\n", "\n") == p.Words.EN || p.Fixed {
			continue
		}
		now = append(now, ui.Prose(ui.Strong(both(p.Name))), ui.Beside(
			ui.VerbatimIn(text.NL, text.Data(p.Words.NL)), ui.VerbatimIn(text.EN, text.Data(p.Words.EN))))
	}
	return ui.Notice(component.Warning, text.Key("document.form.clash"), now...)
}

// fields lists what can be filled in, with an example.
func fields(ui *component.UI, t document.Template) g.Node {
	var terms []component.Term
	for _, s := range t.Slots {
		says := []g.Node{ui.Say(both(s.Name))}
		if s.Optional {
			says = append(says, ui.Say(text.Key("document.form.optional")))
		}
		terms = append(terms, component.Term{Name: text.Data(braced([]document.Field{s.Field})), Value: ui.Group(says...)})
	}
	return ui.Details(text.Key("document.form.fields"), ui.Paragraph(text.Key("document.form.fields_text")), ui.Terms(terms...))
}

// parts asks for the words of the parts that aren't fixed, between those that
// are.
func (f form) parts(ui *component.UI) []g.Node {
	nodes := []g.Node{ui.Hidden("version", strconv.FormatInt(f.letter.Version, 10))}
	for i, p := range f.letter.Standard.Parts {
		name := text.With("document.form.part", "n", i+1, "part", both(p.Name))
		if p.Fixed {
			nodes = append(nodes, fixed(ui, name, p))
			continue
		}
		w := f.words[p.Code]
		nodes = append(nodes, ui.Fieldset(name, condition(ui, p), ui.Beside(
			f.field(ui, text.NL, p, w.NL), f.field(ui, text.EN, p, w.EN))))
	}
	return nodes
}

func (f form) field(ui *component.UI, l text.Lang, p document.Part, value string) g.Node {
	name := string(l) + "-" + string(p.Code)
	field := component.Field{Name: name, Label: language(l), Value: value, Rows: 2 + strings.Count(value, "\n") + len(value)/60, Error: f.errs.For(name)}
	if len(p.Needs) > 0 {
		field.Hint = text.With("document.form.needs", "fields", text.Data(braced(p.Needs)))
	}
	return ui.TextareaIn(l, field)
}

func language(l text.Lang) text.Text {
	if l == text.EN {
		return text.Key("document.form.english")
	}
	return text.Key("document.form.dutch")
}

func braced(fields []document.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = "{" + string(f) + "}"
	}
	return strings.Join(all, ", ")
}

// fixed shows a part that stays as it is, and why.
func fixed(ui *component.UI, name text.Text, p document.Part) g.Node {
	why := text.Text(text.Key("document.form.house"))
	if len(p.Articles) > 0 {
		why = text.With("document.form.law", "articles", text.Data(strings.Join(p.Articles, ", ")))
	}
	return ui.Group(
		ui.Subheading(name), ui.Prose(ui.Badge(component.Info, text.Key("document.form.fixed"))), ui.Small(why), condition(ui, p),
		ui.Beside(ui.VerbatimIn(text.NL, text.Data(p.Words.NL)), ui.VerbatimIn(text.EN, text.Data(p.Words.EN))),
	)
}

// condition says when a part shows.
func condition(ui *component.UI, p document.Part) g.Node {
	switch {
	case p.When != "":
		return ui.Small(text.With("document.form.when", "field", text.Data(braced([]document.Field{p.When}))))
	case p.Unless != "":
		return ui.Small(text.With("document.form.unless", "field", text.Data(braced([]document.Field{p.Unless}))))
	}
	return ui.Group()
}

func buttons(ui *component.UI, l document.Letter) g.Node {
	all := []g.Node{
		ui.NamedButton(component.Primary, "do", "save", text.Key("document.form.save")),
		ui.NamedButton(component.Secondary, "do", "preview", text.Key("document.form.preview")),
	}
	if l.State != document.Standard {
		all = append(all, ui.NamedButton(component.Secondary, "do", "standard", text.Key("document.form.standard")))
	}
	return ui.Actions(all...)
}

// previews shows the letter in both languages, with example values.
func previews(ui *component.UI, t document.Template) (g.Node, error) {
	var sides []g.Node
	for _, l := range text.Langs() {
		blocks, err := t.Fill(t.Examples(document.Lang(l)), document.Lang(l))
		if err != nil {
			return nil, err
		}
		var parts []component.LetterPart
		for _, b := range blocks {
			parts = append(parts, drawn(b))
		}
		sides = append(sides, ui.Letter(l, parts...))
	}
	return ui.Section(text.Key("document.form.previewed"), ui.Paragraph(text.Key("document.form.previewed_text")), ui.Beside(sides[0], sides[1])), nil
}

func drawn(b document.Block) component.LetterPart {
	switch b.Kind {
	case document.Title:
		return component.LetterTitle(text.Data(b.Text))
	case document.Heading:
		return component.LetterHeading(text.Data(b.Text))
	case document.Numbered:
		return component.LetterNumbered(text.Data(b.Text))
	case document.List:
		items := make([]text.Text, len(b.Items))
		for i, item := range b.Items {
			items[i] = text.Data(item)
		}
		return component.LetterList(items...)
	case document.Text:
	}
	return component.LetterText(text.Data(b.Text))
}

// editions lists what letters were made from before.
func (p *Pages) editions(r *http.Request, ui *component.UI) (g.Node, error) {
	own, standard, err := p.service.Editions(r.Context(), p.actor(r), keyOf(r))
	if err != nil {
		return nil, err
	}
	all := slices.Concat(own, standard)
	if len(all) == 0 {
		return ui.Group(), nil
	}
	var items []g.Node
	for _, k := range all {
		key := text.Key("document.edition.item_own")
		if k.Org == "" {
			key = "document.edition.item_standard"
		}
		items = append(items, ui.Link(pathOf(keyOf(r))+"/editions/"+string(k.Text.Edition),
			text.With(key, "edition", text.Data(string(k.Text.Edition)), "day", text.Day(k.On))))
	}
	return ui.Section(text.Key("document.edition.all"), ui.Paragraph(text.Key("document.edition.all_text")), ui.List(items...)), nil
}

// shown gives a whole template to read, in both languages.
func shown(ui *component.UI, t document.Template) (nodes []g.Node) {
	for i, p := range t.Parts {
		name := text.With("document.form.part", "n", i+1, "part", both(p.Name))
		if p.Fixed {
			nodes = append(nodes, fixed(ui, name, p))
			continue
		}
		nodes = append(nodes, ui.Subheading(name), condition(ui, p), ui.Beside(
			ui.VerbatimIn(text.NL, text.Data(p.Words.NL)), ui.VerbatimIn(text.EN, text.Data(p.Words.EN))))
	}
	return nodes
}
