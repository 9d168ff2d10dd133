// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"fmt"
	"strings"
	"time"
)

// Printer says texts in one language.
type Printer struct {
	lang      Lang
	catalogue *Catalogue
}

// Lang gives the language of the printer.
func (p *Printer) Lang() Lang { return p.lang }

// say gives the message with its arguments filled in. A key that is unknown
// is shown in brackets, so that it is seen, and is recorded.
func (p *Printer) say(k Key, args map[string]any) string {
	t, ok := p.find(k, args)
	if !ok {
		p.catalogue.miss(string(k))
		return "[" + string(k) + "]"
	}
	var b strings.Builder
	for _, part := range t {
		if part.name == "" {
			b.WriteString(part.words)
			continue
		}
		v, ok := args[part.name]
		if !ok {
			p.catalogue.miss(string(k) + "{" + part.name + "}")
			b.WriteString("[" + part.name + "]")
			continue
		}
		b.WriteString(p.value(v))
	}
	return b.String()
}

func (p *Printer) find(k Key, args map[string]any) (template, bool) {
	m := p.catalogue.messages[p.lang]
	if t, ok := m[k]; ok {
		return t, true
	}
	form := Key(".other")
	if n, ok := whole(args["n"]); ok && n == 1 {
		form = ".one"
	}
	t, ok := m[k+form]
	return t, ok
}

// value prints an argument in the way of the language.
func (p *Printer) value(v any) string {
	if n, ok := whole(v); ok {
		return p.Number(n)
	}
	switch v := v.(type) {
	case Text:
		return v.In(p)
	case string:
		return v
	case float64:
		return p.Decimal(v, -1)
	case time.Time:
		return p.Time(v)
	case Dated:
		return p.Date(v)
	case []string:
		return strings.Join(v, ", ")
	}
	return fmt.Sprint(v)
}

// whole gives v as an integer when it is one.
func whole(v any) (int, bool) {
	switch v := v.(type) {
	case int:
		return v, true
	case int64:
		return int(v), true
	case int32:
		return int(v), true
	case uint32:
		return int(v), true
	case uint8:
		return int(v), true
	}
	return 0, false
}
