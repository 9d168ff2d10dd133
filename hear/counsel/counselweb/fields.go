// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/component"
)

// fields asks for what an entry says: all of it, or how somebody himself is
// reached.
func (p *Pages) fields(r *http.Request, ui *component.UI, f entryForm) ([]g.Node, error) {
	var out []g.Node
	if f.right == counsel.Whole {
		out = append(out, ui.Radios(f.field("kind", text.Key("counsel.edit.kind"), nil), kinds()...))
	}
	out = append(out, ui.TextField(f.field("name", text.Key("counsel.edit.name"), text.Key("counsel.edit.name_hint"))))
	if f.right == counsel.Whole {
		who, err := p.account(r, ui, f)
		if err != nil {
			return nil, err
		}
		out = append(out, who, ui.Radios(f.field("side", text.Key("counsel.side"), nil), sides()...))
	}
	out = append(out, f.ways(ui)...)
	out = append(
		out,
		ui.TextField(f.optional("when_nl", text.Key("counsel.edit.when_nl"), text.Key("counsel.edit.when_hint"))),
		ui.TextField(f.optional("when_en", text.Key("counsel.edit.when_en"), nil)),
		ui.Checkboxes(f.optional("language", text.Key("counsel.languages"), nil), spoken()...),
	)
	if f.right == counsel.Whole {
		out = append(
			out,
			f.date(ui, f.field("from", text.Key("counsel.edit.from"), nil)),
			f.date(ui, f.optional("until", text.Key("counsel.edit.until"), text.Key("counsel.edit.until_hint"))),
		)
	}
	return out, nil
}

// ways asks how somebody is reached; one of both is enough.
func (t *typed) ways(ui *component.UI) []g.Node {
	phone := t.optional("phone", text.Key("counsel.phone_name"), text.Key("counsel.edit.ways_hint"))
	phone.Width = 20
	return []g.Node{ui.TextField(phone), ui.EmailField(t.optional("email", text.Key("counsel.email_name"), nil))}
}

// account asks whose account may keep the entry.
func (p *Pages) account(r *http.Request, ui *component.UI, f entryForm) (g.Node, error) {
	all, err := p.Service.Counsellors(r.Context(), p.Actor(r), f.org)
	if err != nil {
		return nil, err
	}
	var options []component.Option
	for _, one := range all {
		options = append(options, component.Option{Value: string(one.ID), Label: text.Data(one.Name)})
	}
	return ui.Select(f.optional("person", text.Key("counsel.edit.person"), text.Key("counsel.edit.person_hint")), options...), nil
}

func kinds() (options []component.Option) {
	for _, k := range counsel.Kinds() {
		options = append(options, component.Option{Value: string(k), Label: text.Key(k.Key())})
	}
	return options
}

func sides() (options []component.Option) {
	for _, s := range counsel.Sides() {
		options = append(options, component.Option{Value: string(s), Label: text.Key(s.Key())})
	}
	return options
}

func spoken() (options []component.Option) {
	for _, l := range counsel.Languages() {
		options = append(options, component.Option{Value: string(l), Label: text.Key(l.Key())})
	}
	return options
}
