// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web/component"
)

func startToday(name string) func(*Pages, org.Organisation) *typed {
	return func(p *Pages, o org.Organisation) *typed { return fresh(o.Version, nil).on(name, p.today()) }
}

// move puts an organisation below another from a day on.
func move() change {
	return change{
		step: "move", button: component.Primary,
		may: func(p *Pages, as org.Actor, o org.Organisation) bool {
			return mayRestructure(p, as, o) && len(p.service.Places(as, o)) > 0
		},
		start: startToday("from"),
		fields: func(p *Pages, f form) []g.Node {
			return []g.Node{
				p.choose(f, "parent", "org.move.parent", p.service.Places(f.as, f.o)),
				f.dateField(f.ui, "from", "org.move.from", "org.form.from_hint"),
			}
		},
		send: func(p *Pages, r *http.Request, f form) (string, error) {
			parent, from := f.needed("parent", errOrg), f.day("from")
			if !f.ok() {
				return "", nil
			}
			return orgPath(f.o.ID) + "?done=moved", p.service.Move(r.Context(), f.as, f.o.ID, f.since, org.ID(parent), from)
		},
		about: map[*fault.Error]string{
			org.ErrPlace: "parent", org.ErrCircle: "parent", org.ErrClosed: "from",
		},
	}
}

// merge ends an organisation into another.
func merge() change {
	return change{
		step: "merge", button: component.Danger,
		may: func(p *Pages, as org.Actor, o org.Organisation) bool {
			return mayRestructure(p, as, o) && len(p.service.Heirs(as, o)) > 0
		},
		start: startToday("on"),
		fields: func(p *Pages, f form) []g.Node {
			return []g.Node{
				p.consequences(f, "org.merge.below"),
				p.choose(f, "into", "org.merge.into", p.service.Heirs(f.as, f.o)),
				f.dateField(f.ui, "on", "org.merge.on", "org.merge.on_hint"),
				f.confirm(),
			}
		},
		send: func(p *Pages, r *http.Request, f form) (string, error) {
			into, on := f.needed("into", errOrg), f.day("on")
			f.confirmed()
			if !f.ok() {
				return "", nil
			}
			return orgPath(f.o.ID) + "?done=merged", p.service.Merge(r.Context(), f.as, f.o.ID, f.since, org.ID(into), on)
		},
		about: map[*fault.Error]string{
			org.ErrPlace: "into", org.ErrCircle: "into", org.ErrClosed: "on",
		},
	}
}

// shut ends an organisation without a successor.
func shut() change {
	return change{
		step: "close", button: component.Danger, may: mayRestructure,
		start: startToday("on"),
		fields: func(p *Pages, f form) []g.Node {
			return []g.Node{
				p.consequences(f, "org.close.below"),
				f.dateField(f.ui, "on", "org.close.on", "org.merge.on_hint"),
				f.confirm(),
			}
		},
		send: func(p *Pages, r *http.Request, f form) (string, error) {
			on := f.day("on")
			f.confirmed()
			if !f.ok() {
				return "", nil
			}
			return orgPath(f.o.ID) + "?done=closed", p.service.Close(r.Context(), f.as, f.o.ID, f.since, on)
		},
		about: map[*fault.Error]string{org.ErrClosed: "on"},
	}
}

// consequences says what ends and what moves with an organisation.
func (p *Pages) consequences(f form, about text.Key) g.Node {
	ui := f.ui
	body := []g.Node{ui.Paragraph(text.Key("org.form.roles_end"))}
	var below []g.Node
	for _, id := range f.as.Tree().Below(f.o.ID) {
		below = append(below, p.to(ui, f.as, id))
	}
	if len(below) > 0 {
		body = append(body, ui.Paragraph(about), ui.List(below...))
	}
	return ui.Notice(component.Warning, text.Key("org.form.final"), body...)
}
