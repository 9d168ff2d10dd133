// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"slices"
	"strings"

	g "maragu.dev/gomponents"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/component"
)

// compare sets routes side by side.
func (p *Pages) compare(ui *component.UI, all []counsel.Advice) g.Node {
	caption := text.Key("counsel.fit.caption")
	c := component.Comparison{Caption: caption, Things: make([]component.Thing, len(all))}
	for i, one := range all {
		c.Things[i].Name = text.Key(one.Route.Code.Key())
	}
	row := func(name text.Text, says func(counsel.Advice) g.Node) {
		c.Aspects = append(c.Aspects, name)
		for i, one := range all {
			c.Things[i].Says = append(c.Things[i].Says, says(one))
		}
	}
	if slices.ContainsFunc(all, func(one counsel.Advice) bool { return len(one.Fits)+len(one.Mind) > 0 }) {
		row(text.Key("counsel.aspect.why"), func(one counsel.Advice) g.Node { return why(ui, one) })
	}
	for _, a := range counsel.Aspects() {
		row(text.Key(a.Key()), func(one counsel.Advice) g.Node { return p.says(ui, one.Route, a) })
	}
	return ui.Section(caption, ui.Comparison(c))
}

// terms says all about one route.
func (p *Pages) terms(ui *component.UI, one counsel.Advice) []component.Term {
	out := []component.Term{{Name: text.Key("counsel.aspect.why"), Value: why(ui, one)}}
	for _, a := range counsel.Aspects() {
		out = append(out, component.Term{Name: text.Key(a.Key()), Value: p.says(ui, one.Route, a)})
	}
	return out
}

func (p *Pages) says(ui *component.UI, r counsel.Route, a counsel.Aspect) g.Node {
	switch a {
	case counsel.Terms:
		return p.times(ui, r)
	case counsel.Next:
		return ui.Group(ui.Paragraph(text.Key(r.Code.TextKey(a))), p.next(ui, r))
	case counsel.Learns, counsel.Follows, counsel.Undo, counsel.Name, counsel.Whom:
	}
	return ui.Say(text.Key(r.Code.TextKey(a)))
}

// why gives the reasons that a route fits, what to mind, and why it isn't
// meant for this.
func why(ui *component.UI, one counsel.Advice) g.Node {
	var all []g.Node
	for _, h := range one.Fits {
		all = append(all, ui.Say(text.Key("counsel.fits."+string(h))))
	}
	for _, r := range slices.Concat(one.Mind, one.Not) {
		all = append(all, ui.Say(text.Key(r.Key())))
	}
	if len(all) == 0 {
		return ui.Say(text.Key("counsel.fits.any"))
	}
	return ui.List(all...)
}

// times lists the terms that hold, each with where it stands.
func (p *Pages) times(ui *component.UI, r counsel.Route) g.Node {
	var all []g.Node
	for _, t := range r.Terms {
		said := []g.Node{ui.Say(text.With(text.Key(t.Key()), "days", p.Read, "months", p.Answer))}
		if t.Law.Act != "" {
			said = append(said, ui.Small(law(t.Law)))
		}
		all = append(all, ui.Group(said...))
	}
	return ui.List(all...)
}

// law says where something stands in the law.
func law(l counsel.Law) text.Text {
	act := text.Key("counsel.act." + string(l.Act))
	switch {
	case l.Article == "":
		return act
	case l.Paragraph == 0:
		return text.With("counsel.law.article", "act", act, "article", text.Data(l.Article))
	}
	return text.With("counsel.law.paragraph", "act", act, "article", text.Data(l.Article), "paragraph", l.Paragraph)
}

// next leads to the first step on a route.
func (p *Pages) next(ui *component.UI, r counsel.Route) g.Node {
	switch r.Next {
	case counsel.ToReport:
		return ui.Prose(ui.Link("/report", text.Key("counsel.to_report")))
	case counsel.ToHelp:
		return ui.Prose(ui.Link("/help", text.Key("counsel.to_help")))
	case counsel.ToWrite:
		return ui.Group(ui.Prose(ui.Link("/complaint", text.Key("counsel.to_complaint"))), ui.Prose(ui.Link("/help", text.Key("counsel.to_help"))))
	case counsel.ToOutside:
	}
	body := p.Bodies[r.Code]
	out := []g.Node{ui.Prose(ui.Link(body.Web, text.Data(body.Site)))}
	if body.Phone != "" {
		out = append(out, ui.Prose(call(ui, body.Phone)))
	}
	return ui.Group(out...)
}

// call is a number that a phone can dial.
func call(ui *component.UI, number string) g.Node {
	dial := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ReplaceAll(number, "(0)", ""))
	return ui.Link("tel:"+dial, text.With("counsel.call", "number", text.Data(number)))
}
