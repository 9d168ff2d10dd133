// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"baken/base/disclose"
	"baken/ground/org"
	"baken/internal/web/webtest"
)

// badFile is a file that can't be taken, and what the page says about it.
type badFile struct {
	rule    string
	content []byte // nil: no file is chosen
	status  int
	nl, en  string
}

func badFiles(t *testing.T, a agency, twice []byte) []badFile {
	t.Helper()
	whole := a.bundle(t)
	changed := bytes.Replace(a.bundle(t), []byte("178200"), []byte("178201"), 1)
	secret, _, err := disclose.NewKey("vreemd.example")
	if err != nil {
		t.Fatal(err)
	}
	strange := agency{oin: a.oin, secret: secret}
	other := agency{oin: "00000001001234567000", secret: a.secret}
	const invalid, large = http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge
	return []badFile{
		{"no file", nil, invalid, "Kies een bestand.", "Choose a file."},
		{"an empty file", []byte{}, invalid, "Kies een bestand.", "Choose a file."},
		{"another kind of file", []byte("PK\x03\x04 een spreadsheet"), invalid, "Dit is geen bundel van Baken", "This is not a bundle of Baken"},
		{"half a bundle", whole[:len(whole)/2], invalid, "of er ontbreekt een deel", "or part of it is missing"},
		{"one byte changed", changed, invalid, "Dit bestand is veranderd nadat het is ondertekend. Er is niets ingelezen.", "This file was changed after it was signed. Nothing was taken in."},
		{"a strange key", strange.bundle(t), invalid, "ondertekend met de sleutel van “vreemd.example”", "signed with the key of “vreemd.example”"},
		{"of somebody else", other.bundle(t), invalid, "nummer 00000001001234567000", "number 00000001001234567000"},
		{"the same again", twice, http.StatusConflict, "Deze bundel is al ingelezen.", "This bundle has been brought in already."},
		{"just too large", bytes.Repeat([]byte("x"), disclose.MostBytes+1), large, "groter dan 1.000.000 bytes", "larger than 1,000,000 bytes"},
		{"far too large", bytes.Repeat([]byte("x"), 12_000_000), large, "groter dan 1.000.000 bytes", "larger than 1,000,000 bytes"},
	}
}

func TestBadFiles(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			p := home.hire(t, "Vera Schouten", org.Researcher, a.id)
			twice := a.bundle(t)
			home.draft(t, p, twice)
			w := home.visit(t, p, webtest.In(lang), webtest.WithoutScript())
			for i, tt := range badFiles(t, a, twice) {
				w.Go("/desk/figures/import")
				if tt.content != nil {
					w.Attach("#bundle", file(t, "cijfers.bundle", tt.content))
				}
				status(t, tt.rule, w.Follow("form[action='/desk/figures/import'] button"), tt.status)
				want := tt.nl
				if lang == "en" {
					want = tt.en
				}
				says(t, w, want)
				if got := w.Text("#bundle-error"); !strings.Contains(got, want) {
					t.Errorf("%s: the field says %q", tt.rule, got)
				}
				if i < 2 || tt.status == http.StatusConflict {
					w.Shot(fmt.Sprintf("upload-%d-%s", i, lang))
					judge(t, w, lang, w.Text("main"))
				}
			}
			if got := home.desk(t, p); got != 1 {
				t.Errorf("%d bundles are kept, want 1", got)
			}
		})
	}
}

// TestBrokenUpload loses the connection halfway: the browser's own, and one
// that says nothing of its end.
func TestBrokenUpload(t *testing.T) {
	t.Parallel()
	a := home.agency(t)
	p := home.hire(t, "Sven Kuipers", org.Researcher, a.id)
	raw := a.bundle(t)
	head := "--x\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"a.bundle\"\r\n\r\n"
	const gone = "HTTP/1.1 " // whoever broke off reads no answer
	tests := []struct {
		rule, body string
		length     int
		status     string
	}{
		{"the last boundary is missing", head + string(raw), len(head) + len(raw), "HTTP/1.1 422"},
		{"half of the bytes came", head + string(raw[:len(raw)/2]), len(head) + len(raw), gone},
		{"nothing but the beginning came", head[:20], len(head) + len(raw), gone},
	}
	for _, tt := range tests {
		answer := home.raw(t, "POST /desk/figures/import HTTP/1.1\r\nHost: "+strings.TrimPrefix(home.base, "http://")+
			"\r\nConnection: close\r\nCookie: "+sessionCookie+"="+home.session(t, p)+
			"\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "+fmt.Sprint(tt.length)+"\r\n\r\n"+tt.body)
		if !strings.HasPrefix(answer, tt.status) || strings.HasPrefix(answer, "HTTP/1.1 303") {
			t.Errorf("%s: answered with %.300s", tt.rule, answer)
		}
		if tt.status != gone && !strings.Contains(answer, "Het bestand is niet heel aangekomen. Er is niets ingelezen.") {
			t.Errorf("%s: the page doesn't say so: %s", tt.rule, answer)
		}
	}
	if got := home.desk(t, p); got != 0 {
		t.Errorf("%d bundles are kept", got)
	}
}

// raw sends bytes and gives what comes back. Where fewer came than were
// promised it breaks off.
func (h *house) raw(t *testing.T, request string) string {
	t.Helper()
	head, body, _ := strings.Cut(request, "\r\n\r\n")
	breaksOff := !strings.HasSuffix(head, "Content-Length: "+fmt.Sprint(len(body)))
	c, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(h.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	if breaksOff {
		if err := c.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
	}
	answer, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	return string(answer)
}
