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
)

func TestOneSeesAndEndsOnesSessions(t *testing.T) {
	s := build(t, nil)
	s.Enrol(t, "robin")
	here, there := visit(t, s), visit(t, s)
	s.signIn(here)
	s.signIn(there)
	p := here.get("/account")
	wantPage(t, "the account", p, http.StatusOK, "Firefox, Linux", "This device", "You have 10 recovery codes left")
	ids := hidden(p)["session"]
	if len(ids) != 1 {
		t.Fatalf("%d other sessions", len(ids))
	}
	wantPage(t, "ending the other", here.post("/account/sessions/end", url.Values{"session": ids}), http.StatusSeeOther, "/account")
	if there.get("/desk").status == http.StatusOK || here.get("/desk").status != http.StatusOK {
		t.Error("the wrong session ended")
	}
	s.signIn(there)
	wantPage(t, "everywhere", here.post("/account/sessions/end-all", nil), http.StatusSeeOther)
	if there.get("/desk").status == http.StatusOK || here.get("/desk").status == http.StatusOK {
		t.Error("a session survives signing out everywhere")
	}
}

func TestRecoveryCodesAreShownOnce(t *testing.T) {
	s := build(t, nil)
	old := s.Enrol(t, "robin")
	b := visit(t, s)
	s.signIn(b)
	wantPage(t, "a wrong code", b.post("/account/recovery-codes", url.Values{"code": {"000000"}}), http.StatusUnprocessableEntity, "not right", "Where are you signed in")
	s.Clock.Pass(time.Minute)
	p := b.post("/account/recovery-codes", url.Values{"code": {s.Code(t)}})
	wantPage(t, "renewed", p, http.StatusOK, "only now")
	if got := regexp.MustCompile(`<code class="baken-code">[0-9a-z]{5}-[0-9a-z]{5}</code>`).FindAllString(p.body, -1); len(got) != 10 {
		t.Errorf("%d codes are shown", len(got))
	}
	if strings.Contains(p.body, old[0]) || strings.Contains(b.get("/account").body, "4k7mz") {
		t.Error("an old code is shown")
	}
}
