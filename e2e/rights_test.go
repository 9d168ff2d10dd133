// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/ground/org"
	"baken/internal/db"
	"baken/internal/web/webtest"
)

// TestResearcherDoesntPublish sees his draft, and why he can't let it out.
func TestResearcherDoesntPublish(t *testing.T) {
	t.Parallel()
	why := map[string]string{
		"nl": "Publiceren doet een controller of programmamanager.",
		"en": "A controller or programme manager publishes.",
	}
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			p := home.hire(t, "Noor Peters", org.Researcher, a.id)
			draft := "/desk/figures/" + string(home.draft(t, p, a.bundle(t)))
			w := home.visit(t, p, webtest.In(lang))
			status(t, "his draft", w.Go(draft), http.StatusOK)
			says(t, w, why[lang])
			if w.Has("a[href='" + draft + "/publish']") {
				t.Error("a way to publish is offered")
			}
			for _, step := range []string{"/publish", "/withdraw"} {
				status(t, step, w.Go(draft+step), http.StatusForbidden)
				judge(t, w, lang, w.Text("main"))
			}
			w.Shot("forbidden-" + lang)
			code, _ := post(t, home.base+draft+"/publish", home.session(t, p), "version=1")
			status(t, "published by hand", code, http.StatusForbidden)
			if got := home.find(t, p, idOf(draft)); got.State != "draft" {
				t.Errorf("it is %s", got.State)
			}
		})
	}
}

// TestOthersLearnNothing compares the answers about a draft of another agency
// with those about what never was: they are the same to the byte.
func TestOthersLearnNothing(t *testing.T) {
	t.Parallel()
	a := home.agency(t)
	id := string(home.draft(t, home.hire(t, "Emre Visser", org.Researcher, a.id), a.bundle(t)))
	never := db.NewID()
	others := map[string]string{
		"a visitor":             "",
		"a sibling's manager":   home.session(t, home.hire(t, "Iris Rossi", org.ProgrammeManager, home.sibling())),
		"the own administrator": home.session(t, home.hire(t, "Lars Demir", org.Administrator, a.id)),
		"an own employee":       home.session(t, home.hire(t, "Sem Nguyen", org.Employee, a.id)),
	}
	for who, session := range others {
		for _, path := range []string{"/figures/ID", "/figures/ID/selection.csv", "/desk/figures/ID", "/desk/figures/ID/publish", "/desk/figures/ID/withdraw"} {
			ask := func(id string) (int, string) {
				code, body := fetch(t, home.base+strings.Replace(path, "ID", id, 1), session)
				return code, strings.ReplaceAll(string(body), id, "ID")
			}
			code, body := ask(id)
			want, twin := ask(never)
			status(t, who+" "+path, code, want)
			if diff := cmp.Diff(twin, body); diff != "" {
				t.Errorf("%s %s: not the same answer (-never +draft):\n%s", who, path, diff)
			}
			if session != "" {
				status(t, who+" "+path, code, http.StatusNotFound)
			}
		}
		for _, path := range []string{"/desk/figures/ID", "/desk/figures/ID/publish", "/desk/figures/ID/withdraw"} {
			const form = "version=1&title_nl=a&title_en=b&why_nl=a&why_en=b"
			code, body := post(t, home.base+strings.Replace(path, "ID", id, 1), session, form)
			want, twin := post(t, home.base+strings.Replace(path, "ID", never, 1), session, form)
			status(t, who+" posts to "+path, code, want)
			if session != "" && strings.ReplaceAll(body, id, "ID") != strings.ReplaceAll(twin, never, "ID") {
				t.Errorf("%s posts to %s: not the same answer", who, path)
			}
		}
	}
}

// TestKeys adds a key, brings in what it signed, revokes it, and is refused.
func TestKeys(t *testing.T) {
	t.Parallel()
	unknown := map[string]string{
		"nl": "Die is hier niet bekend bij een organisatie waarvoor u werkt.",
		"en": "which isn't known here for an organisation that you work for",
	}
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			admin := home.hire(t, "Latifa Jansen", org.Administrator, a.id)
			manager := home.hire(t, "Daan Okafor", org.ProgrammeManager, a.id)
			secret, public, err := disclose.NewKey("nieuw.example")
			if err != nil {
				t.Fatal(err)
			}
			w, m := home.visit(t, admin, webtest.In(lang)), home.visit(t, manager, webtest.In(lang))
			mine := agency{oin: a.oin, secret: secret}
			send := func(want int) {
				t.Helper()
				m.Go("/desk/figures/import")
				m.Attach("#bundle", file(t, "nieuw.bundle", mine.bundle(t)))
				status(t, "bring in", m.Follow("form[action='/desk/figures/import'] button"), want)
			}
			send(http.StatusUnprocessableEntity)
			addKey(t, w, lang, public)
			send(http.StatusOK)
			revokeKey(t, w, lang)
			send(http.StatusUnprocessableEntity)
			says(t, m, unknown[lang])
			if got := home.desk(t, manager); got != 1 {
				t.Errorf("%d bundles are kept, want 1", got)
			}
			if w.Has("nav a[href='/desk/figures']") {
				t.Error("the administrator is offered drafts")
			}
			status(t, "drafts for the administrator", w.Go("/desk/figures"), http.StatusNotFound)
			status(t, "keys for the manager", m.Go("/desk/keys"), http.StatusNotFound)
		})
	}
}

// addKey adds a public key, after one that is none.
func addKey(t *testing.T, w *webtest.Page, lang, public string) {
	t.Helper()
	const send = "form[action='/desk/keys'] button"
	w.Go("/desk/keys")
	w.Shot("keys-1-" + lang)
	w.Fill("#public", "geen sleutel")
	status(t, "what is no key", w.Follow(send), http.StatusUnprocessableEntity)
	if got := w.Value("#public"); got != "geen sleutel" {
		t.Errorf("lost what was typed: %q", got)
	}
	w.Shot("keys-2-" + lang)
	judge(t, w, lang, w.Text("main"))
	w.Fill("#public", public)
	status(t, "a key", w.Follow(send), http.StatusOK)
	says(t, w, "nieuw.example", public)
	w.Fill("#public", public)
	status(t, "the same key", w.Follow(send), http.StatusConflict)
}

// revokeKey revokes the newest key; the button shows only after it is asked
// for.
func revokeKey(t *testing.T, w *webtest.Page, lang string) {
	t.Helper()
	w.Go("/desk/keys")
	at := webtest.Eval[string](w, `(() => { const s = [...document.querySelectorAll("main section")].find(s => s.innerText.startsWith("nieuw.example"));
		s.querySelector("summary").id = "revoke"; return s.querySelector("form").getAttribute("action") })()`)
	w.Click("#revoke")
	w.Shot("keys-3-" + lang)
	judge(t, w, lang, w.Text("main"))
	w.Click("#revoke")
	w.Click("#revoke")
	status(t, "revoke", w.Follow("form[action='"+at+"'] button"), http.StatusOK)
	w.Shot("keys-4-" + lang)
}
