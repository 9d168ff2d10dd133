// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// What is missing in a form.
var (
	errDate    = fault.New(fault.Invalid, "org.form.date_missing")
	errOrg     = fault.New(fault.Invalid, "org.form.org_missing")
	errKind    = fault.New(fault.Invalid, "org.form.kind_missing")
	errRole    = fault.New(fault.Invalid, "org.form.role_missing")
	errConfirm = fault.New(fault.Invalid, "org.form.confirm_missing")
	errName    = fault.New(fault.Invalid, "org.form.name_missing")
)

// typed is what somebody typed in a form, and what is wrong with it.
type typed struct {
	values url.Values
	errs   component.Errors
	since  int64 // the version that was on the screen
	clash  bool  // somebody else saved since
}

// fresh is a form in which nothing was typed yet.
func fresh(version int64, values map[string]string) *typed {
	t := &typed{values: make(url.Values), since: version}
	for name, v := range values {
		t.values.Set(name, v)
	}
	return t
}

func read(r *http.Request) (*typed, error) {
	since, err := web.ReadForm(r)
	if err != nil {
		return nil, err
	}
	return &typed{values: r.PostForm, since: since}, nil
}

func (t *typed) wrong(field string, err error) { t.errs.Add(field, text.Fault(err)) }

func (t *typed) ok() bool { return len(t.errs) == 0 }

func (t *typed) line(name string) string { return strings.TrimSpace(t.values.Get(name)) }

// needed reads a line that can't be empty.
func (t *typed) needed(name string, missing error) string {
	s := t.line(name)
	if s == "" {
		t.wrong(name, missing)
	}
	return s
}

// day reads a date that can't be left out.
func (t *typed) day(name string) civil.Date {
	if component.DateFrom(t.values, name) == "" {
		t.wrong(name, errDate)
		return civil.Date{}
	}
	return t.dayOrNone(name)
}

func (t *typed) dayOrNone(name string) civil.Date {
	s := component.DateFrom(t.values, name)
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	if err != nil {
		t.wrong(name, err)
	}
	return d
}

// on fills a date in, where nothing was typed yet.
func (t *typed) on(name string, d civil.Date) *typed {
	t.values.Set(name+".year", strconv.Itoa(d.Year()))
	t.values.Set(name+".month", strconv.Itoa(int(d.Month())))
	t.values.Set(name+".day", strconv.Itoa(d.Day()))
	return t
}

func (t *typed) field(name string, label text.Key) component.Field {
	return component.Field{Name: name, Label: label, Value: t.values.Get(name), Error: t.errs.For(name)}
}

func (t *typed) hinted(name string, label, hint text.Key) component.Field {
	f := t.field(name, label)
	f.Hint = hint
	return f
}

func (t *typed) dateField(ui *component.UI, name string, label, hint text.Key) g.Node {
	f := t.hinted(name, label, hint)
	f.Value = component.DateFrom(t.values, name)
	return ui.DateField(f)
}

func (t *typed) optionalDate(ui *component.UI, name string, label, hint text.Key) g.Node {
	f := t.hinted(name, label, hint)
	f.Value, f.Optional = component.DateFrom(t.values, name), true
	return ui.DateField(f)
}

func (t *typed) version(ui *component.UI) g.Node {
	return ui.Hidden("version", strconv.FormatInt(t.since, 10))
}

// refused takes a fault that the reader can mend by typing something else. It
// gives the status of the page that says so, or nothing for another error.
func (t *typed) refused(err error, field func(error) string) int {
	switch {
	case errors.Is(err, org.ErrStale):
		t.clash = true
	case fault.KindOf(err) == fault.Invalid, fault.KindOf(err) == fault.Conflict, errors.Is(err, org.ErrOwnRole):
		t.wrong(field(err), err)
	default:
		return 0
	}
	return web.Status(err)
}

// among names the field that a fault is about, by the fault; the first
// field when none is named.
func among(fields map[*fault.Error]string) func(error) string {
	return func(err error) string {
		for f, name := range fields {
			if errors.Is(err, f) {
				return name
			}
		}
		return ""
	}
}
