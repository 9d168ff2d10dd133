// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/web/webtest"
)

// orgWords are what an administrator finds on the pages, in one language.
type orgWords struct {
	renamed, enrolled, ready, once, used, admin, clash string
}

func orgDutch() orgWords {
	return orgWords{
		renamed: "De nieuwe naam is opgeslagen", enrolled: "De persoon is toegevoegd", ready: "Uw account is klaar",
		once: "U ziet deze link alleen nu", used: "Gebruikt op", admin: "Medewerker meldpunt", clash: "Iemand anders was u voor",
	}
}

func orgEnglish() orgWords {
	return orgWords{
		renamed: "The new name is saved", enrolled: "The person is added", ready: "Your account is ready",
		once: "You see this link only now", used: "Used on", admin: "Intake officer", clash: "Somebody else was first",
	}
}

// TestANewcomerArrives lets an administrator rename the agency and enrol
// somebody, who makes an account with the invitation, signs in, loses the
// phone and makes it anew: on a wide screen, and on a phone without a script.
func TestANewcomerArrives(t *testing.T) {
	t.Parallel()
	for lang, say := range map[string]orgWords{"nl": orgDutch(), "en": orgEnglish()} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			options := []webtest.Option{webtest.In(lang)}
			if lang == "nl" {
				options = append(options, webtest.Phone(), webtest.WithoutScript())
			}
			a := home.agency(t)
			v := arrival{lang: lang, say: say, options: options, base: home.base, at: "/desk/organisations/" + string(a.id)}
			v.t, v.name = t, "Zoë van Dijk-Öztürk"
			v.email = "zoe." + string(a.id[:8]) + "@voorbeeld.example"
			v.admin = home.visit(t, home.hire(t, "Daan Willems", org.Administrator, a.id), options...)
			v.rename()
			v.enrol()
			own := v.accept(v.invite("standing"), "a long passphrase")
			v.look(own)
			v.loses(own)
		})
	}
}

// arrival is one newcomer and the administrator who lets her in.
type arrival struct {
	t           *testing.T
	lang        string
	say         orgWords
	options     []webtest.Option
	at          string // the agency's page
	name, email string
	person      string // her page, for the administrator
	base        string // of the server
	admin       *webtest.Page
	secret      string
}

// seen judges a page and keeps a picture of it.
func (v *arrival) seen(w *webtest.Page, name string) {
	v.t.Helper()
	w.Shot("org-" + name + "-" + v.lang)
	judge(v.t, w, v.lang, w.Text("main"))
}

func (v *arrival) rename() {
	v.t.Helper()
	w := v.admin
	w.Go("/")
	w.Follow("header a[href='/desk/organisations']")
	v.seen(w, "list")
	w.Fill("#q", "dienst")
	w.Follow("form[role=search] button")
	v.seen(w, "search")
	w.Go(v.at)
	v.seen(w, "show")
	w.Follow("a[href$='/rename']")
	w.TabTo("#name_nl")
	w.Fill("#name_nl", "")
	w.Fill("#name_en", "Office for Tests")
	status(v.t, "half a name", w.Follow("main form button"), http.StatusUnprocessableEntity)
	v.seen(w, "rename-wrong")
	w.Fill("#name_nl", "Bureau Proeven")
	status(v.t, "a new name", w.Follow("main form button"), http.StatusOK)
	says(v.t, w, v.say.renamed, "Bureau Proeven", "Office for Tests")
	v.seen(w, "renamed")
}

func (v *arrival) enrol() {
	v.t.Helper()
	w := v.admin
	w.Follow("main a[href='" + v.at + "/members']")
	v.seen(w, "members")
	w.Follow("a[href$='/members/enrol']")
	w.Fill("#name", v.name)
	w.Fill("#email", "zoe")
	status(v.t, "half an address and no role", w.Follow("main form button"), http.StatusUnprocessableEntity)
	v.seen(w, "enrol-wrong")
	if got := w.Value("#name"); got != v.name {
		v.t.Errorf("the name became %q", got)
	}
	w.Fill("#email", v.email)
	w.Choose("#role", "intake-officer")
	status(v.t, "enrolled", w.Follow("main form button"), http.StatusOK)
	says(v.t, w, v.say.enrolled, v.name, v.email, v.say.admin)
	v.seen(w, "person")
	v.person, _, _ = strings.Cut(w.Path(), "?")
}

// invite makes an invitation and gives the path of its link.
func (v *arrival) invite(shot string) string {
	v.t.Helper()
	w := v.admin
	w.Go(v.person + "/account")
	v.seen(w, shot)
	status(v.t, "invited", w.Follow("form[action$='/invite'] button"), http.StatusOK)
	says(v.t, w, v.say.once, v.name)
	v.seen(w, shot+"-issued")
	_, link, _ := strings.Cut(w.Text("main code"), "/invitation/")
	return "/invitation/" + link
}

// accept uses an invitation and signs in, in a window of her own.
func (v *arrival) accept(link, phrase string) *webtest.Page {
	v.t.Helper()
	w := webtest.At(v.t, v.base, v.options...)
	status(v.t, "the invitation", w.Go(link), http.StatusOK)
	says(v.t, w, v.name, v.email)
	v.seen(w, "invitation")
	w.Fill("#passphrase", phrase)
	w.Fill("#again", phrase)
	w.Follow("main form button")
	v.seen(w, "app")
	v.secret = strings.ReplaceAll(w.Text("main code"), " ", "")
	w.Fill("#code", v.code(time.Now()))
	status(v.t, "the first code", w.Follow("main form button"), http.StatusOK)
	says(v.t, w, v.say.ready)
	v.seen(w, "ready")
	w.Follow("main a[href='/sign-in']")
	w.Fill("#email", v.email)
	w.Fill("#passphrase", phrase)
	w.Follow("main form button")
	w.Fill("#code", v.code(time.Now().Add(30*time.Second))) // the next one: each works once
	status(v.t, "signed in", w.Follow("form[action='/sign-in/code'] button"), http.StatusOK)
	status(v.t, "the link once more", w.Go(link), http.StatusNotFound)
	v.seen(w, "used")
	return w
}

func (v *arrival) code(at time.Time) string {
	v.t.Helper()
	code, err := identity.CodeAt(v.secret, at)
	if err != nil {
		v.t.Fatal(err)
	}
	return code
}

// look sees what the newcomer may see.
func (v *arrival) look(w *webtest.Page) {
	v.t.Helper()
	status(v.t, "her agency", w.Go(v.at), http.StatusOK)
	says(v.t, w, "Bureau Proeven")
	for _, step := range []string{"/rename", "/members", "/members/enrol"} {
		if w.Has("a[href='" + v.at + step + "']") {
			v.t.Errorf("she is offered %s", step)
		}
	}
	v.seen(w, "newcomer")
	status(v.t, "members", w.Go(v.at+"/members"), http.StatusNotFound)
	status(v.t, "her account", w.Go("/account"), http.StatusOK)
	says(v.t, w, "Daan Willems", v.say.used)
	v.seen(w, "own-account")
}

// loses makes the account anew; the sessions of the old one end.
func (v *arrival) loses(old *webtest.Page) {
	v.t.Helper()
	link := v.invite("lost")
	status(v.t, "signed in until it is used", old.Go("/account"), http.StatusOK)
	before := v.secret
	v.accept(link, "another long passphrase")
	if v.secret == before {
		v.t.Error("the secret stayed")
	}
	old.Go("/account")
	if got := old.Path(); !strings.HasPrefix(got, "/sign-in") {
		v.t.Errorf("the old session still opens %s", got)
	}
}
