// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/examine/outcome/outcomecli"
	"baken/ground/org"
	"baken/internal/demo"
	"baken/internal/web/webtest"
)

// TestPlanComesFirst registers a plan in the browser, counts with what was registered,
// publishes that, and lets a visitor check that the plan came first.
func TestPlanComesFirst(t *testing.T) {
	t.Parallel()
	says := map[string][2]string{
		"nl": {"Dit plan is niet vooraf geregistreerd", ", voordat de cijfers zijn gemaakt"},
		"en": {"This plan was not registered beforehand", ", before the figures were made"},
	}
	for lang, options := range map[string][]webtest.Option{"nl": {webtest.Phone(), webtest.WithoutScript()}, "en": nil} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			options := append(options, webtest.In(lang))
			researcher := home.hire(t, "Sanne Bakker", org.Researcher, a.id)
			plan := []byte(strings.Replace(string(demo.Plan), demo.GrantsOIN, a.oin, 1))
			public := home.register(t, home.visit(t, researcher, options...), lang, plan)
			code, kept := fetch(t, home.base+public+"/plan.yaml", "")
			status(t, "the plan", code, http.StatusOK)
			if string(kept) != string(plan) {
				t.Errorf("the plan comes back as\n%s", kept)
			}
			home.proves(t, public)

			w := webtest.At(t, home.base, options...)
			w.Go(home.counted(t, a, kept))
			if got := w.Text("main"); !strings.Contains(got, says[lang][1]) || strings.Contains(got, says[lang][0]) {
				t.Errorf("the figures say:\n%s", got)
			}
			w.Shot("plan-figures-" + lang)
			w.Follow("main a[href='" + public + "']")
			judge(t, w, lang, w.Text("main"))
			w.Go(home.counted(t, a, append(kept, "# another plan\n"...)))
			if got := w.Text("main"); !strings.Contains(got, says[lang][0]) || strings.Contains(got, says[lang][1]) {
				t.Errorf("figures of a plan that wasn't registered say:\n%s", got)
			}
		})
	}
}

// register registers a plan by the pages, and gives where everyone reads it.
func (h *house) register(t *testing.T, w *webtest.Page, lang string, plan []byte) (public string) {
	t.Helper()
	w.Go("/")
	w.Follow("a[href='/desk/plans']")
	w.Follow("main a[href='/desk/plans/register']")
	w.Attach("#file", file(t, "plan.yaml", plan))
	status(t, "look the plan over", w.Follow("button[value=look]"), http.StatusOK)
	judge(t, w, lang, w.Text("main"))
	w.Click("#public")
	status(t, "register", w.Follow("button[value=register]"), http.StatusOK)
	judge(t, w, lang, w.Text("main"))
	public, _, _ = strings.Cut(w.Path(), "?")
	return public
}

// proves verifies, with the log's key alone, that the log holds the plan.
func (h *house) proves(t *testing.T, public string) {
	t.Helper()
	code, raw := fetch(t, h.base+public+"/proof.txt", "")
	status(t, "the proof", code, http.StatusOK)
	_, signed := fetch(t, h.base+"/ledger/key", "")
	key, err := ledger.ParseKey(strings.TrimSpace(string(signed)))
	if err != nil {
		t.Fatal(err)
	}
	proof, err := ledger.ParseProof(raw)
	if err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	if _, _, err := proof.Verify(key); err != nil {
		t.Error(err)
	}
	if plan := strings.TrimPrefix(public, "/plans/"); proof.Verb != "outcome.registered" || proof.Record != plan || proof.Payload.String() != plan {
		t.Errorf("the proof is of %+v", proof.Shown)
	}
}

// counted counts the demo's decisions by a plan, publishes what comes of it, and gives where
// everyone reads it.
func (h *house) counted(t *testing.T, a agency, plan []byte) (public string) {
	t.Helper()
	dir := t.TempDir()
	rows, err := os.ReadFile(filepath.Join(h.dir, "data", "decisions.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"plan.yaml": plan, "decisions.csv": rows} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	result, err := outcomecli.Job{Plan: filepath.Join(dir, "plan.yaml"), Now: time.Now()}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := disclose.Sign(result.Header, result.Result.Tables[:1], a.secret)
	if err != nil {
		t.Fatal(err)
	}
	manager := home.hire(t, "Kees Yilmaz", org.ProgrammeManager, a.id)
	id := h.draft(t, manager, raw)
	if err := h.figures.Publish(t.Context(), h.actor(t, manager), id, 1); err != nil {
		t.Fatal(err)
	}
	return "/figures/" + string(id)
}
