// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// DateField asks for a day in three short fields, since people know a date by
// its parts. Value is year-month-day, as DateFrom gives it.
func (ui *UI) DateField(f Field) g.Node {
	year, rest, _ := strings.Cut(f.Value, "-")
	month, day, _ := strings.Cut(rest, "-")
	part := func(id, name, value string, label text.Key, chars int) g.Node {
		return h.Div(
			h.Label(h.Class("baken-date__label"), h.For(id), ui.Say(label)),
			h.Input(
				h.ID(id), h.Name(name), h.Type("text"), g.Attr("inputmode", "numeric"),
				class("utrecht-textbox utrecht-textbox--html-input", invalid(f, "utrecht-textbox--invalid"), width(chars)),
				with(value != "", h.Value(value)), with(!f.Optional, h.Required()),
				with(f.Error != nil, h.Aria("invalid", "true")),
			),
		)
	}
	return ui.group(f, h.Div(
		h.Class("baken-date"),
		part(f.Name, f.Name+".day", strings.TrimPrefix(day, "0"), "web.field.day", 2),
		part(f.Name+"-month", f.Name+".month", strings.TrimPrefix(month, "0"), "web.field.month", 2),
		part(f.Name+"-year", f.Name+".year", year, "web.field.year", 4),
	))
}

// DateFrom gives what was typed in a DateField as year-month-day: a valid ISO
// date when the day exists, the parts as typed when not, and nothing when all
// are empty.
func DateFrom(form url.Values, name string) string {
	year := strings.TrimSpace(form.Get(name + ".year"))
	month := strings.TrimSpace(form.Get(name + ".month"))
	day := strings.TrimSpace(form.Get(name + ".day"))
	if year == "" && month == "" && day == "" {
		return ""
	}
	return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
}

func pad(s string, digits int) string {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return strings.ReplaceAll(s, "-", " ")
	}
	return fmt.Sprintf("%0*d", digits, n)
}
