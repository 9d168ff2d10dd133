// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baken/base/fault"
	"baken/internal/text"
)

func files(nl, en string) fs.FS {
	return fstest.MapFS{
		"text/nl.json": {Data: []byte(nl)},
		"text/en.json": {Data: []byte(en)},
	}
}

func catalogue(t *testing.T) *text.Catalogue {
	t.Helper()
	c, err := text.Load(files(
		`{"a.hello":"Dag {who}","a.group.one":"Eén groep","a.group.other":"{n} groepen","a.late":"Te laat: {days} dagen"}`,
		`{"a.hello":"Hello {who}","a.group.one":"{n} group","a.group.other":"{n} groups","a.late":"Late: {days} days"}`))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSay(t *testing.T) {
	moment := time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)
	late := fault.New(fault.Conflict, "a.late")
	tests := []struct {
		rule   string
		say    text.Text
		nl, en string
	}{
		{"an argument", text.With("a.hello", "who", "Noor"), "Dag Noor", "Hello Noor"},
		{"a text as argument", text.With("a.hello", "who", text.Data("Noor")), "Dag Noor", "Hello Noor"},
		{"singular", text.With("a.group", "n", 1), "Eén groep", "1 group"},
		{"plural of nought", text.With("a.group", "n", 0), "0 groepen", "0 groups"},
		{"plural", text.With("a.group", "n", 12345), "12.345 groepen", "12,345 groups"},
		{"a fault, wrapped", text.Fault(fmt.Errorf("x: %w", late.With("days", 3))), "Te laat: 3 dagen", "Late: 3 days"},
		{"an instant late in the evening is the next day", text.Instant(moment), "24 november 2026, 00.30 uur", "24 November 2026, 00:30"},
		{"a civil date stays", text.Day(day{}), "1 maart 2026", "1 March 2026"},
		{"a number", text.Decimal(1234.5, 1), "1.234,5", "1,234.5"},
		{"a share", text.Percent(0.00589, 3), "0,589%", "0.589%"},
		{"a negative number", text.Number(-1234567), "−1.234.567", "−1,234,567"},
		{"no negative nought", text.Decimal(-0.001, 2), "0,00", "0.00"},
		{"no number", text.Percent(math.NaN(), 1), "–", "–"},
		{"without bound", text.Decimal(math.Inf(1), 1), "∞", "∞"},
		{"an interval", text.Range(text.Decimal(1.5, 1), text.Decimal(2, 1)), "1,5 tot 2,0", "1.5 to 2.0"},
		{"joined", text.Join(" · ", text.Number(1), text.Number(2)), "1 · 2", "1 · 2"},
	}
	c := catalogue(t)
	for _, tt := range tests {
		if got := tt.say.In(c.Printer(text.NL)); got != tt.nl {
			t.Errorf("%s: got %q, want %q", tt.rule, got, tt.nl)
		}
		if got := tt.say.In(c.Printer(text.EN)); got != tt.en {
			t.Errorf("%s: got %q, want %q", tt.rule, got, tt.en)
		}
	}
	if missed := c.Missed(); len(missed) != 0 {
		t.Errorf("missed %q", missed)
	}
}

type day struct{}

func (day) Year() int         { return 2026 }
func (day) Month() time.Month { return time.March }
func (day) Day() int          { return 1 }

func TestInternalFaultsAreNotExplained(t *testing.T) {
	p := catalogue(t).Printer(text.EN)
	for _, err := range []error{errors.New("disk on fire"), fault.New(fault.Internal, "a.late")} {
		if got := text.Fault(err).In(p); !strings.HasPrefix(got, "Something went wrong") {
			t.Errorf("%v: got %q", err, got)
		}
	}
}

func TestUnknownIsShownAndRecorded(t *testing.T) {
	c := catalogue(t)
	p := c.Printer(text.NL)
	if got := text.Key("a.gone").In(p); got != "[a.gone]" {
		t.Errorf("unknown key: got %q", got)
	}
	if got := text.Key("a.hello").In(p); got != "Dag [who]" {
		t.Errorf("missing argument: got %q", got)
	}
	if got, want := fmt.Sprint(c.Missed()), "[a.gone a.hello{who}]"; got != want {
		t.Errorf("missed: got %s, want %s", got, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		rule, nl, en, want string
	}{
		{"a key in Dutch only", `{"b.x":"x"}`, `{}`, `"b.x" is said in nl and not in en`},
		{"a key in English only", `{}`, `{"b.x":"x"}`, `"b.x" is said in en and not in nl`},
		{"other arguments", `{"b.x":"{a} {b}"}`, `{"b.x":"{a}"}`, `"b.x" takes [a] in en and [a b] in nl`},
		{"an open brace", `{"b.x":"{a"}`, `{"b.x":"{a}"}`, "a brace without an argument"},
		{"an empty message", `{"b.x":" "}`, `{"b.x":"x"}`, "empty"},
		{"a key of another room", `{"text.range":"x"}`, `{"text.range":"x"}`, "already said elsewhere"},
		{"what is no JSON", `{`, `{}`, "nl.json"},
	}
	for _, tt := range tests {
		_, err := text.Load(files(tt.nl, tt.en))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.rule, err, tt.want)
		}
	}
}

func TestNegotiate(t *testing.T) {
	tests := []struct {
		rule, cookie, accept string
		want                 text.Lang
	}{
		{"nothing asked", "", "", text.NL},
		{"the browser asks English", "", "en-GB,en;q=0.9,nl;q=0.8", text.EN},
		{"by weight", "", "en;q=0.4, nl;q=0.8", text.NL},
		{"the first that we speak", "", "fr, en;q=0.3", text.EN},
		{"the choice comes first", "nl", "en", text.NL},
		{"an unknown choice doesn't count", "xx", "en", text.EN},
		{"unreadable", "", ";;;q=x", text.NL},
	}
	for _, tt := range tests {
		r := &http.Request{Header: http.Header{}}
		if tt.cookie != "" {
			r.AddCookie(&http.Cookie{Name: text.Cookie, Value: tt.cookie})
		}
		r.Header.Set("Accept-Language", tt.accept)
		if got := text.Negotiate(r); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.rule, got, tt.want)
		}
	}
}
