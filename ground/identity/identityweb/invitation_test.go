// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
	"baken/ground/identity/identityweb"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/web/webtest"
)

// agency is a site with an administrator who is signed in, and a newcomer.
func agency(t *testing.T, change func(*identityweb.Config)) (*site, *browser) {
	t.Helper()
	s := build(t, change)
	s.Enrol(t, "robin")
	if err := s.Org.Grant(t.Context(), org.System("test"), administrator()); err != nil {
		t.Fatal(err)
	}
	s.Hire(t, "newcomer", org.Employee)
	b := visit(t, s)
	s.signIn(b)
	return s, b
}

func administrator() org.Membership {
	return orgtest.Role("m-admin", "robin", org.Administrator, orgtest.Agency)
}

var (
	linkShown   = regexp.MustCompile(`https://baken\.example(/invitation/[0-9a-z]{52})<`)
	secretShown = regexp.MustCompile(`<code class="baken-code">((?:[A-Z2-7]{4} ?){8})</code>`)
)

// invite makes an invitation by the pages and gives the path of its link.
func invite(t *testing.T, b *browser) string {
	t.Helper()
	p := b.post("/desk/people/newcomer/account/invite", nil)
	wantPage(t, "invited", p, http.StatusOK, "Invitation for Person newcomer", "only now", "9 March 2026")
	m := linkShown.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("no link in\n%s", p.body)
	}
	return m[1]
}

func app(t *testing.T, s *site, p page) string {
	t.Helper()
	m := secretShown.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("no secret in\n%s", p.body)
	}
	code, err := identity.CodeAt(strings.ReplaceAll(m[1], " ", ""), s.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func twice(phrase, again string) url.Values {
	return url.Values{"passphrase": {phrase}, "again": {again}}
}

func TestAnInvitationByThePages(t *testing.T) {
	s, admin := agency(t, nil)
	wantPage(t, "before", admin.get("/desk/people/newcomer/account"), http.StatusOK, "has no account yet", "Make an invitation")
	link := invite(t, admin)
	wantPage(t, "while it waits", admin.get("/desk/people/newcomer/account"), http.StatusOK, "was not used yet", "Person robin", "Can be used until")
	b := visit(t, s)
	wantPage(t, "opened", b.get(link), http.StatusOK, "Person newcomer", "newcomer@example.nl", `autocomplete="new-password"`)
	refusesPassphrases(t, b, link)
	p := b.post(link, twice(identitytest.Passphrase, identitytest.Passphrase))
	wantPage(t, "the app", p, http.StatusOK, "<svg", "Can’t you scan?")
	sealed := hidden(p)["sealed"]
	if strings.Contains(p.body, identitytest.Passphrase) || len(sealed) != 1 {
		t.Fatalf("the page holds the passphrase, or %d choices", len(sealed))
	}
	wrong := b.post(link+"/code", url.Values{"sealed": sealed, "code": {"000000"}})
	wantPage(t, "a wrong code", wrong, http.StatusUnprocessableEntity, "This code is not right")
	if app(t, s, wrong) != app(t, s, p) {
		t.Error("a wrong code drew another secret")
	}
	wantPage(t, "a broken choice", b.post(link+"/code", url.Values{"sealed": {"x"}, "code": {"000000"}}), http.StatusUnprocessableEntity, "Choose your passphrase again")
	done := b.post(link+"/code", url.Values{"sealed": sealed, "code": {app(t, s, p)}})
	wantPage(t, "done", done, http.StatusOK, "Your account is ready", "only now", `href="/sign-in"`)
	wantPage(t, "once more", b.get(link), http.StatusNotFound, "was used already", "Sign in")
	wantPage(t, "by the form", b.post(link+"/code", url.Values{"sealed": sealed, "code": {"1"}}), http.StatusNotFound, "was used already")
	wantPage(t, "another link", b.get("/invitation/"+strings.Repeat("x", 52)), http.StatusNotFound, "This link is not right")

	s.Clock.Pass(time.Minute)
	p = b.post("/sign-in", url.Values{"email": {"newcomer@example.nl"}, "passphrase": {identitytest.Passphrase}})
	p = b.post(p.to, url.Values{"code": {app(t, s, wrong)}})
	if p.status != http.StatusSeeOther {
		t.Fatalf("the newcomer can't sign in: %d %s", p.status, p.body)
	}
	wantPage(t, "his account", b.get("/account"), http.StatusOK, "Person robin", "Used on")
	wantPage(t, "another's account", b.get("/desk/people/robin/account"), http.StatusNotFound)
	wantPage(t, "inviting another", b.post("/desk/people/robin/account/invite", nil), http.StatusNotFound)
	renews(t, s, admin, b)
	if log := s.log.String(); strings.Contains(log, link) || strings.Contains(log, "newcomer") {
		t.Errorf("the log holds a link or a name:\n%s", log)
	}
}

// refusesPassphrases tries what can't be a passphrase.
func refusesPassphrases(t *testing.T, b *browser, link string) {
	t.Helper()
	for _, tt := range []struct {
		name  string
		typed url.Values
		want  string
	}{
		{"nothing", nil, "Choose a passphrase."},
		{"two different ones", twice(identitytest.Passphrase, "other"), "are not the same"},
		{"a short one", twice("short", "short"), "at least 12 characters"},
		{"the address", twice("newcomer@example.nl", "newcomer@example.nl"), "not your e-mail address"},
	} {
		wantPage(t, tt.name, b.post(link, tt.typed), http.StatusUnprocessableEntity, tt.want, "Person newcomer")
	}
}

// renews replaces the account of who is signed in.
func renews(t *testing.T, s *site, admin, b *browser) {
	t.Helper()
	wantPage(t, "after", admin.get("/desk/people/newcomer/account"), http.StatusOK, "has an account.", "Lost passphrase or phone?")
	wantPage(t, "for himself", admin.post("/desk/people/robin/account/invite", nil), http.StatusForbidden, "for yourself")
	wantPage(t, "his own", admin.get("/desk/people/robin/account"), http.StatusOK, "for yourself")
	first := invite(t, admin)
	wantPage(t, "taken back", admin.post("/desk/people/newcomer/account/withdraw", nil), http.StatusSeeOther, "done=withdrawn")
	wantPage(t, "said", admin.get("/desk/people/newcomer/account?done=withdrawn"), http.StatusOK, "no longer works")
	other := visit(t, s)
	wantPage(t, "a link that was taken back", other.get(first), http.StatusNotFound, "was withdrawn")
	link := invite(t, admin)
	wantPage(t, "a renewal", other.get(link), http.StatusOK, "Renew your account", "signed out everywhere")
	p := other.post(link, twice("quite another passphrase", "quite another passphrase"))
	if b.get("/account").status != http.StatusOK {
		t.Error("signed out before the renewal was done")
	}
	wantPage(t, "renewed", other.post(link+"/code", url.Values{"sealed": hidden(p)["sealed"], "code": {app(t, s, p)}}), http.StatusOK)
	wantPage(t, "the old session", b.get("/account"), http.StatusSeeOther, "/sign-in")
	s.Clock.Pass(8 * 24 * time.Hour)
	late := invitePath(t, s)
	s.Clock.Pass(7 * 24 * time.Hour)
	wantPage(t, "after a week", other.get(late), http.StatusNotFound, "has expired")
}

// invitePath makes an invitation as the server does.
func invitePath(t *testing.T, s *site) string {
	t.Helper()
	token, _, err := s.invitations.Issue(t.Context(), org.System("test"), "newcomer")
	if err != nil {
		t.Fatal(err)
	}
	return "/invitation/" + token
}

// TestAnInvitationInTheBrowser uses one on a phone without a script, and on
// wide screens.
func TestAnInvitationInTheBrowser(t *testing.T) {
	options := map[string][]webtest.Option{
		"phone-nl-no-script": {webtest.Phone(), webtest.WithoutScript()},
		"wide-en":            {webtest.In("en")},
		"wide-dark":          {webtest.Dark()},
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			s, _ := agency(t, func(c *identityweb.Config) { c.HTTPS = false })
			p := webtest.Open(t, s, o...)
			judge := func(page string) {
				t.Helper()
				p.Shot(page + "-" + name)
				p.Fits(320)
				p.Axe()
			}
			s.invitationJourney(t, p, judge)
		})
	}
}

// invitationJourney makes an invitation and uses it.
func (s *site) invitationJourney(t *testing.T, p *webtest.Page, judge func(string)) {
	t.Helper()
	p.Go("/sign-in")
	p.Fill("#email", "robin@example.nl")
	s.enter(t, p)
	p.Go("/desk/people/newcomer/account")
	judge("standing")
	p.Follow("form[action$='/invite'] button")
	judge("issued")
	link := strings.TrimPrefix(p.Text("main code"), "https://baken.example")
	p.Go("/desk/people/newcomer/account")
	judge("standing-waits")
	p.Follow("form[action='/sign-out'] button")

	p.Go(link)
	judge("invitation")
	p.TabTo("#passphrase")
	p.Type("a long passphrase")
	p.TabTo("#again")
	p.Type("another one")
	if got := p.Enter(); got != 422 {
		t.Errorf("two passphrases: %d", got)
	}
	judge("invitation-wrong")
	p.Fill("#passphrase", "a long passphrase")
	p.Fill("#again", "a long passphrase")
	p.Follow("main form button")
	judge("invitation-app")
	code, err := identity.CodeAt(strings.ReplaceAll(p.Text("main code"), " ", ""), s.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	p.TabTo("#code")
	p.Type(code)
	if got := p.Enter(); got != 200 {
		t.Errorf("the first code: %d", got)
	}
	judge("invitation-done")
	p.Go(link)
	judge("invitation-used")
}
