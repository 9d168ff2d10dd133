// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/identity/identitytest"
)

// again signs in with the form that a page carries, and gives the page after
// it.
func (s *site) again(b *browser, p page, email string) page {
	b.t.Helper()
	fields := hidden(p)
	fields.Set("email", email)
	fields.Set("passphrase", identitytest.Passphrase)
	p = b.post("/sign-in", fields)
	if !strings.Contains(p.body, `name="code"`) {
		b.t.Fatalf("after the passphrase: %d %s", p.status, p.body)
	}
	s.Clock.Pass(time.Minute)
	fields = hidden(p) // the page has two forms with the same hidden fields
	return b.post("/sign-in/code", url.Values{"code": {s.Code(b.t)}, "back": fields["back"][:1], "carried": fields["carried"][:1]})
}

func TestAFormSurvivesTheEndOfASession(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	s.Enrol(t, "sam")
	typed := url.Values{"story": {"It's <b>&\"zebra\"\r\nsecond line"}, "ground": {"race", "religion"}, "back": {"/elsewhere"}, "save": {"draft"}}
	for _, email := range []string{"robin@example.nl", "sam@example.nl"} {
		b := visit(t, s)
		p := b.post("/desk?x=1", typed)
		wantPage(t, "the form, signed out", p, http.StatusUnauthorized, "You are no longer signed in", "is kept", `name="carried"`)
		if strings.Contains(p.body, "zebra") || strings.Contains(p.body, "religion") {
			t.Error("what was typed can be read in the page of a visitor")
		}
		p = s.again(b, p, email)
		wantPage(t, "signed in again", p, http.StatusOK, "You are signed in again", "Nothing was lost", `action="/desk?x=1"`, "Send again")
		got := hidden(p)
		if diff := cmp.Diff(typed, got); diff != "" {
			t.Errorf("the fields (-want +got):\n%s", diff)
		}
		wantPage(t, "sent again", b.post("/desk?x=1", got), http.StatusOK, "Sent", url.QueryEscape("second line"))
	}
}

func TestAFileMustBeChosenAgain(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	file, err := m.CreateFormFile("bundle", "figures of robin.zip")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write(bytes.Repeat([]byte("x"), 3<<20)); err != nil {
		t.Fatal(err)
	}
	if err := m.WriteField("title", "Controls"); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	b := visit(t, s)
	r := httptest.NewRequest(http.MethodPost, "/desk", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	p := s.again(b, b.send(r), "robin@example.nl")
	wantPage(t, "signed in again", p, http.StatusOK, "We can’t keep a file", `type="file"`, `name="bundle"`, "multipart/form-data")
	if diff := cmp.Diff(url.Values{"title": {"Controls"}}, hidden(p)); diff != "" {
		t.Errorf("the fields (-want +got):\n%s", diff)
	}
}

func TestAFormThatCantBeKept(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	b := visit(t, s)
	wantPage(t, "more than a page sends", b.post("/desk", url.Values{"story": {strings.Repeat("x", 1<<20)}}), http.StatusRequestEntityTooLarge, "larger")
	r := httptest.NewRequest(http.MethodPost, "/desk", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut o"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	wantPage(t, "cut off", b.send(r), http.StatusUnprocessableEntity, "cut off")
	wantPage(t, "not a form", b.send(httptest.NewRequest(http.MethodPost, "/desk", strings.NewReader("{}"))), http.StatusUnprocessableEntity)

	p := b.post("/desk", url.Values{"story": {"mine"}})
	s.Clock.Pass(2 * time.Hour)
	wantPage(t, "two hours later", s.again(b, p, "robin@example.nl"), http.StatusOK, "fill in the form again", `href="/desk"`)
	if got := b.get("/desk").status; got != http.StatusOK {
		t.Errorf("not signed in: %d", got)
	}
	p = visit(t, s).post("/desk", url.Values{"story": {"mine"}})
	p.body = strings.ReplaceAll(p.body, `value="/desk"`, `value="/account"`)
	wantPage(t, "for another page", s.again(visit(t, s), p, "robin@example.nl"), http.StatusOK, "fill in the form again")
}
