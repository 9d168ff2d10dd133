// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"
	"slices"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// list shows the organisations that the reader may see, as they stand today,
// or those with some words in their name.
func (p *Pages) list(w http.ResponseWriter, r *http.Request) error {
	ui, as := component.For(r), p.actor(r)
	tree, err := p.service.Seen(r.Context(), as)
	if err != nil {
		return err
	}
	words := strings.TrimSpace(r.URL.Query().Get("q"))
	body := []g.Node{
		ui.Lead(text.Key("org.list.lead")),
		ui.Filter(
			listPath,
			ui.TextField(component.Field{Name: "q", Label: text.Key("org.list.search"), Value: words, Optional: true}),
			ui.Actions(ui.Button(component.Secondary, text.Key("org.list.find"))),
		),
	}
	if words != "" {
		body = append(body, found(ui, tree, words))
	} else {
		body = append(body, standing(ui, tree)...)
	}
	if givesRoles(p, as) {
		body = append(body, ui.Section(text.Key("org.people.title"), ui.Prose(ui.Link(peoplePath, text.Key("org.list.people")))))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("org.list.title"), body...))
}

// givesRoles reports whether somebody gives roles anywhere.
func givesRoles(p *Pages, as org.Actor) bool {
	return slices.ContainsFunc(as.Orgs(), func(id org.ID) bool { return p.service.May(as, org.ManageMembers, id) })
}

func link(ui *component.UI, o org.Organisation, on civil.Date) g.Node {
	return ui.Link(orgPath(o.ID), named(o, on))
}

// standing draws the tree, and apart from it what no longer exists.
func standing(ui *component.UI, tree *org.Tree) []g.Node {
	if len(tree.IDs()) == 0 {
		return []g.Node{ui.EmptyState(text.Key("org.list.empty"), text.Key("org.list.empty_why"))}
	}
	return []g.Node{
		ui.Section(text.With("org.list.today", "day", text.Day(tree.On())), branch(ui, tree, tree.Roots())),
		closed(ui, tree),
	}
}

func branch(ui *component.UI, tree *org.Tree, ids []org.ID) g.Node {
	items := make([]g.Node, len(ids))
	for i, id := range ids {
		o, _ := tree.Find(id)
		items[i] = link(ui, o, tree.On())
		if below := tree.Below(id); len(below) > 0 {
			items[i] = ui.Group(items[i], branch(ui, tree, below))
		}
	}
	return ui.List(items...)
}

// closed lists the organisations that existed before.
func closed(ui *component.UI, tree *org.Tree) g.Node {
	var items []g.Node
	for _, id := range tree.IDs() {
		o, _ := tree.Find(id)
		if !tree.Exists(id) {
			items = append(items, ui.Group(link(ui, o, tree.On()), ui.Small(during(o.Period))))
		}
	}
	if len(items) == 0 {
		return ui.Group()
	}
	return ui.Details(text.With("org.list.closed", "n", len(items)), ui.List(items...))
}

// found lists the organisations with the words in their name, in either
// language, in order of name.
func found(ui *component.UI, tree *org.Tree, words string) g.Node {
	var hits []org.Organisation
	for _, id := range tree.IDs() {
		o, _ := tree.Find(id)
		name := o.Name(tree.On())
		if strings.Contains(strings.ToLower(name.NL+"\n"+name.EN), strings.ToLower(words)) {
			hits = append(hits, o)
		}
	}
	if len(hits) == 0 {
		return ui.EmptyState(text.Key("org.list.none"), text.Key("org.list.none_why"), ui.LinkButtonSecondary(listPath, text.Key("org.list.all")))
	}
	say := func(o org.Organisation) string { return named(o, tree.On()).In(ui.Printer) }
	slices.SortFunc(hits, func(a, b org.Organisation) int { return strings.Compare(say(a), say(b)) })
	items := make([]g.Node, len(hits))
	for i, o := range hits {
		items[i] = ui.Group(link(ui, o, tree.On()), where(ui, tree, o))
	}
	return ui.Section(text.With("org.list.found", "n", len(hits)), ui.List(items...), ui.Prose(ui.Link(listPath, text.Key("org.list.all"))))
}

// where says what stands directly above an organisation, or that it closed.
func where(ui *component.UI, tree *org.Tree, o org.Organisation) g.Node {
	if !tree.Exists(o.ID) {
		return ui.Small(during(o.Period))
	}
	above, ok := tree.Find(tree.Above(o.ID))
	if !ok {
		return ui.Group()
	}
	return ui.Small(named(above, tree.On()))
}
