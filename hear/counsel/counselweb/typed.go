// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

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
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// typed is what somebody typed in a form, and what is wrong with it.
type typed struct {
	values url.Values
	errs   component.Errors
	since  int64 // the version that was on the screen
	clash  bool  // somebody else saved since
}

func read(r *http.Request) (*typed, error) {
	since, err := web.ReadForm(r)
	if err != nil {
		return nil, err
	}
	return &typed{values: r.PostForm, since: since}, nil
}

func (t *typed) line(name string) string { return strings.TrimSpace(t.values.Get(name)) }

// day reads a date, or none.
func (t *typed) day(name string) civil.Date {
	s := component.DateFrom(t.values, name)
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.Parse(s)
	if err != nil {
		t.errs.Add(name, text.Fault(err))
	}
	return d
}

// on fills a date in, where nothing was typed yet.
func (t *typed) on(name string, d civil.Date) {
	if d.IsZero() {
		return
	}
	t.values.Set(name+".year", strconv.Itoa(d.Year()))
	t.values.Set(name+".month", strconv.Itoa(int(d.Month())))
	t.values.Set(name+".day", strconv.Itoa(d.Day()))
}

func (t *typed) field(name string, label, hint text.Text) component.Field {
	return component.Field{Name: name, Label: label, Hint: hint, Value: t.values.Get(name), Values: t.values[name], Error: t.errs.For(name)}
}

func (t *typed) optional(name string, label, hint text.Text) component.Field {
	f := t.field(name, label, hint)
	f.Optional = true
	return f
}

func (t *typed) date(ui *component.UI, f component.Field) g.Node {
	f.Value = component.DateFrom(t.values, f.Name)
	return ui.DateField(f)
}

func (t *typed) version(ui *component.UI) g.Node {
	return ui.Hidden("version", strconv.FormatInt(t.since, 10))
}

func stale(err error) bool { return errors.Is(err, counsel.ErrStale) }

// refused takes a fault that can be mended by typing something else. It gives
// the status of the page that says so, or nothing for another error and none.
func (t *typed) refused(err error, about map[*fault.Error]string) int {
	switch {
	case err == nil:
		return 0
	case stale(err):
		t.clash = true
	case fault.KindOf(err) == fault.Invalid:
		t.errs.Add(fieldOf(err, about), text.Fault(err))
	default:
		return 0
	}
	return web.Status(err)
}

func fieldOf(err error, about map[*fault.Error]string) string {
	for f, name := range about {
		if errors.Is(err, f) {
			return name
		}
	}
	return ""
}

// entryFields says which field of an entry a fault is about.
func entryFields() map[*fault.Error]string {
	return map[*fault.Error]string{
		counsel.ErrKind: "kind", counsel.ErrSide: "side", counsel.ErrName: "name", counsel.ErrContact: "phone",
		counsel.ErrPhone: "phone", org.ErrEmail: "email", counsel.ErrWhen: "when_nl", counsel.ErrWhenLong: "when_nl",
		counsel.ErrPeriod: "from", counsel.ErrPerson: "person",
	}
}

// awayFields does the same for being away.
func awayFields() map[*fault.Error]string {
	return map[*fault.Error]string{
		counsel.ErrAway: "from", counsel.ErrSubstitute: "name", counsel.ErrPhone: "phone", org.ErrEmail: "email",
	}
}
