// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb_test

import (
	"testing"
	"time"

	"baken/ground/identity/identitytest"
	"baken/ground/identity/identityweb"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// TestInTheBrowser signs in, loses the session in the middle of a form and
// sends it all the same: by keyboard and without a script on a phone, and
// with a mouse on a wide screen.
func TestInTheBrowser(t *testing.T) {
	options := map[string][]webtest.Option{
		"phone-nl-no-script": {webtest.Phone(), webtest.WithoutScript()},
		"wide-en":            {webtest.In("en")},
		"wide-dark":          {webtest.Dark()},
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			s := build(t, func(c *identityweb.Config) { c.HTTPS = false })
			s.Enrol(t, "robin")
			p := webtest.Open(t, s, o...)
			judge := func(page string) {
				t.Helper()
				p.Shot(page + "-" + name)
				p.Fits(320)
				p.Axe()
			}
			s.journey(t, p, judge)
		})
	}
}

func (s *site) journey(t *testing.T, p *webtest.Page, judge func(string)) {
	p.Go("/desk")
	judge("sign-in")
	p.Fill("#email", "robin@example.nl")
	p.Fill("#passphrase", "not the passphrase")
	if got := p.Follow("main form button"); got != 422 {
		t.Errorf("a wrong passphrase: %d", got)
	}
	judge("sign-in-wrong")
	s.enter(t, p)
	if got := p.Path(); got != "/desk" {
		t.Fatalf("signed in at %s", got)
	}
	p.Go("/account")
	judge("account")
	s.Clock.Pass(time.Minute)
	p.Fill("#code", s.Code(t))
	p.Follow("form[action='/account/recovery-codes'] button")
	judge("recovery-codes")

	p.Go("/desk")
	p.TabTo("#story")
	p.Type("It began <b>on Monday</b>")
	s.signedOut(t)
	if got := p.Follow("main form button"); got != 401 {
		t.Errorf("sent without a session: %d", got)
	}
	judge("ended")
	p.Fill("#email", "robin@example.nl")
	s.enter(t, p)
	judge("resume")
	if got := p.Follow("main form button"); got != 200 {
		t.Errorf("sent again: %d", got)
	}
	if got := p.Text("main code"); got != "story=It+began+%3Cb%3Eon+Monday%3C%2Fb%3E" {
		t.Errorf("what arrived is %s", got)
	}
}

// enter signs in by keyboard, from the page where the e-mail address is
// filled in.
func (s *site) enter(t *testing.T, p *webtest.Page) {
	t.Helper()
	p.TabTo("#passphrase")
	p.Type(identitytest.Passphrase)
	p.Enter()
	p.TabTo("#code")
	s.Clock.Pass(time.Minute)
	p.Type(s.Code(t))
	p.Enter()
}

// signedOut ends every session of Robin, as when the time is over.
func (s *site) signedOut(t *testing.T) {
	t.Helper()
	if err := s.sessions.EndOthers(t.Context(), identitytest.Actor("robin", s.Clock.Now()), ""); err != nil {
		t.Fatal(err)
	}
}
