// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"baken/ground/identity/identitytest"
	"baken/ground/identity/identityweb"
)

func TestSignInAndOut(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	b := visit(t, s)
	wantPage(t, "the desk, signed out", b.get("/desk"), http.StatusSeeOther, "/sign-in?back=%2Fdesk")
	wantPage(t, "the sign-in page", b.get("/sign-in?back=%2Fdesk"), http.StatusOK, `name="passphrase"`, `value="/desk"`)
	if len(b.cookies) != 0 {
		t.Errorf("a visitor has cookies %v", b.cookies)
	}
	p := b.post("/sign-in", url.Values{"email": {"robin@example.nl"}, "passphrase": {identitytest.Passphrase}, "back": {"/desk"}})
	wantPage(t, "after the passphrase", p, http.StatusSeeOther, "/sign-in/code?back=%2Fdesk")
	before := b.cookies["__Host-baken-session"]
	wantPage(t, "half signed in", b.get("/desk"), http.StatusSeeOther, "/sign-in")
	wantPage(t, "the code page", b.get(p.to), http.StatusOK, `name="code"`, `name="recovery"`)
	wantPage(t, "after the code", b.post("/sign-in/code", url.Values{"code": {s.Code(t)}, "back": {"/desk"}}), http.StatusSeeOther, "/desk")
	for _, c := range b.set {
		if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("the cookie %s is not safe: %s", c.Name, c)
		}
	}
	if after := b.cookies["__Host-baken-session"]; after == before || after == "" {
		t.Error("the session kept its token at sign-in")
	}
	wantPage(t, "the desk, signed in", b.get("/desk"), http.StatusOK, "Person robin", "Controller", "Desk")
	wantPage(t, "the sign-in page, signed in", b.get("/sign-in?back=%2Fdesk"), http.StatusSeeOther, "/desk")
	token := b.cookies["__Host-baken-session"]
	wantPage(t, "signing out", b.post("/sign-out", nil), http.StatusSeeOther, "/")
	if _, left := b.cookies["__Host-baken-session"]; left {
		t.Error("the session's cookie stays after signing out")
	}
	b.cookies["__Host-baken-session"] = token
	wantPage(t, "with the old token", b.get("/desk"), http.StatusSeeOther, "/sign-in")
	if log := s.log.String(); strings.Contains(log, "192.0.2.1") || strings.Contains(log, "robin") {
		t.Errorf("the log names somebody or his address:\n%s", log)
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	b := visit(t, s)
	signIn := func(email, phrase string) page {
		return b.post("/sign-in", url.Values{"email": {email}, "passphrase": {phrase}, "back": {"/desk"}})
	}
	wantPage(t, "nothing", signIn("", ""), http.StatusUnprocessableEntity, "Enter your e-mail address", "Enter your passphrase")
	wantPage(t, "wrong", signIn("robin@example.nl", "wrong"), http.StatusUnprocessableEntity,
		"don’t belong together", `value="robin@example.nl"`, `value="/desk"`)
	for range 2 {
		signIn("robin@example.nl", "wrong")
	}
	wantPage(t, "too often", signIn("robin@example.nl", "wrong"), http.StatusUnprocessableEntity, "Wait one second")
	b.source = "192.0.2.2:1"
	signIn("robin@example.nl", identitytest.Passphrase)
	wantPage(t, "no code", b.post("/sign-in/code", nil), http.StatusUnprocessableEntity, "Enter the code of six digits")
	wantPage(t, "a wrong code", b.post("/sign-in/code", url.Values{"code": {"000000"}}), http.StatusUnprocessableEntity, "This code is not right")
	s.Clock.Pass(6 * time.Minute)
	wantPage(t, "too late", b.post("/sign-in/code", url.Values{"code": {s.Code(t)}}), http.StatusUnprocessableEntity, "Signing in took too long", `name="passphrase"`)
	other := visit(t, s)
	wantPage(t, "a code without a passphrase", other.get("/sign-in/code"), http.StatusSeeOther, "/sign-in")
	wantPage(t, "the same by form", other.post("/sign-in/code", url.Values{"code": {s.Code(t)}}), http.StatusUnprocessableEntity, "took too long")
	elsewhere := signInTo(other, "https://evil.example/")
	wantPage(t, "back to another site", elsewhere, http.StatusSeeOther, "back=%2F")
	if strings.Contains(elsewhere.to, "evil") {
		t.Errorf("leads to %s", elsewhere.to)
	}
}

func signInTo(b *browser, back string) page {
	b.source = "192.0.2.3:1"
	return b.post("/sign-in", url.Values{"email": {"robin@example.nl"}, "passphrase": {identitytest.Passphrase}, "back": {back}})
}

func TestARecoveryCodeSignsInOnce(t *testing.T) {
	s := build(t, nil)
	codes := s.Enrol(t, "robin")
	for i, want := range []int{http.StatusSeeOther, http.StatusUnprocessableEntity} {
		b := visit(t, s)
		b.post("/sign-in", url.Values{"email": {"robin@example.nl"}, "passphrase": {identitytest.Passphrase}})
		if p := b.post("/sign-in/code", url.Values{"recovery": {codes[0]}}); p.status != want {
			t.Errorf("time %d: status %d, want %d", i+1, p.status, want)
		}
	}
}

// The session manager reads the real clock; in the bubble it stands still
// until the test lets time pass.
func TestSessionsEndByThemselves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := build(t, func(c *identityweb.Config) { c.Now = time.Now })
		s.Enrol(t, "robin")
		in := func(b *browser) bool { return b.get("/desk").status == http.StatusOK }
		idle, busy := visit(t, s), visit(t, s)
		s.signIn(idle)
		s.signIn(busy)
		time.Sleep(29 * time.Minute)
		if !in(idle) || !in(busy) {
			t.Error("a session ended within half an hour")
		}
		time.Sleep(30*time.Minute + time.Second)
		if in(idle) {
			t.Error("an idle session goes on after half an hour")
		}
		s.signIn(busy)
		begin := time.Now()
		for time.Since(begin) < 12*time.Hour-21*time.Minute {
			time.Sleep(20 * time.Minute)
			if !in(busy) {
				t.Fatalf("a busy session ended after %v", time.Since(begin))
			}
		}
		time.Sleep(20*time.Minute + time.Second)
		if in(busy) {
			t.Error("a session goes on after twelve hours")
		}
	})
}
