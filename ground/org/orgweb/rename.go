// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web/component"
)

// rename gives an organisation another name from a day on.
func rename() change {
	return change{
		step: "rename", button: component.Primary, may: mayEdit,
		start: func(p *Pages, o org.Organisation) *typed {
			name := o.Name(p.today())
			return fresh(o.Version, map[string]string{"name_nl": name.NL, "name_en": name.EN}).on("from", p.today())
		},
		fields: func(_ *Pages, f form) []g.Node {
			return append(f.names(), f.dateField(f.ui, "from", "org.rename.from", "org.form.from_hint"))
		},
		send: func(p *Pages, r *http.Request, f form) (string, error) {
			name, from := f.name(), f.day("from")
			if !f.ok() {
				return "", nil
			}
			return orgPath(f.o.ID) + "?done=renamed", p.service.Rename(r.Context(), f.as, f.o.ID, f.since, name, from)
		},
		about: map[*fault.Error]string{org.ErrName: "name_nl", org.ErrClosed: "from", civil.ErrDate: "from"},
	}
}

// names asks for a name in both languages.
func (f form) names() []g.Node {
	return []g.Node{
		f.ui.TextField(f.field("name_nl", "org.show.name_nl")),
		f.ui.TextField(f.field("name_en", "org.show.name_en")),
	}
}

// name reads a name in both languages.
func (f form) name() org.Name {
	return org.Name{NL: f.needed("name_nl", errName), EN: f.needed("name_en", errName)}
}

// identify sets the identifiers of an organisation.
func identify() change {
	return change{
		step: "identify", button: component.Primary, may: mayEdit,
		start: func(_ *Pages, o org.Organisation) *typed {
			return fresh(o.Version, map[string]string{"tooi": string(o.TOOI), "oin": string(o.OIN)})
		},
		fields: func(_ *Pages, f form) []g.Node { return f.identifiers() },
		send: func(p *Pages, r *http.Request, f form) (string, error) {
			tooi, oin := f.identified()
			if !f.ok() {
				return "", nil
			}
			return orgPath(f.o.ID) + "?done=identified", p.service.Identify(r.Context(), f.as, f.o.ID, f.since, tooi, oin)
		},
	}
}

func (f form) identifiers() []g.Node {
	optional := func(name string, label, hint text.Key, width int) component.Field {
		field := f.hinted(name, label, hint)
		field.Optional, field.Width = true, width
		return field
	}
	return []g.Node{
		f.ui.TextField(optional("tooi", "org.show.tooi", "org.form.tooi_hint", 0)),
		f.ui.TextField(optional("oin", "org.show.oin", "org.form.oin_hint", 30)),
	}
}

func (f form) identified() (org.TOOI, org.OIN) {
	tooi, err := org.ParseTOOI(f.line("tooi"))
	if err != nil {
		f.wrong("tooi", err)
	}
	oin, err := org.ParseOIN(f.line("oin"))
	if err != nil {
		f.wrong("oin", err)
	}
	return tooi, oin
}

// foundBelow adds an organisation below another.
func foundBelow() change {
	return change{
		step: "found", button: component.Primary,
		may: func(p *Pages, as org.Actor, o org.Organisation) bool {
			return mayEdit(p, as, o) && len(o.Kind.Below()) > 0
		},
		start: func(p *Pages, o org.Organisation) *typed {
			t := fresh(o.Version, nil).on("from", p.today())
			if kinds := o.Kind.Below(); len(kinds) == 1 {
				t.values.Set("kind", string(kinds[0]))
			}
			return t
		},
		fields: func(_ *Pages, f form) []g.Node {
			var kinds []component.Option
			for _, k := range f.o.Kind.Below() {
				kinds = append(kinds, component.Option{Value: string(k), Label: kindName(k)})
			}
			fields := append(f.names(), f.ui.Radios(f.field("kind", "org.show.kind"), kinds...),
				f.dateField(f.ui, "from", "org.found.from", "org.form.from_hint"))
			return append(fields, f.identifiers()...)
		},
		send: sendFound,
		about: map[*fault.Error]string{
			org.ErrName: "name_nl", org.ErrKind: "kind", org.ErrPlace: "from", org.ErrPeriod: "from",
		},
	}
}

func sendFound(p *Pages, r *http.Request, f form) (string, error) {
	name := f.name()
	kind := f.needed("kind", errKind)
	from := f.day("from")
	tooi, oin := f.identified()
	if !f.ok() {
		return "", nil
	}
	id, err := p.service.Found(r.Context(), f.as, org.Founding{
		Parent: f.o.ID, Kind: org.Kind(kind), Name: name, TOOI: tooi, OIN: oin, From: from,
	})
	if from.After(p.today()) {
		return orgPath(f.o.ID) + "?done=planned", err
	}
	return orgPath(id) + "?done=founded", err
}
