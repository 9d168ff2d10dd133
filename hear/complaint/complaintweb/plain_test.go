// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	g "maragu.dev/gomponents"

	"baken/base/seal"
	"baken/ground/document/documentweb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complainttest"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
	"baken/internal/web/webtest"
)

// log keeps what a site logs.
type log struct {
	sync.Mutex
	bytes.Buffer
}

// Write takes a line of the log.
func (l *log) Write(b []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(b)
}

// plainSite is the pages for parties over a House.
func plainSite(t *testing.T, store complaint.Store, to *log) (*complainttest.House, http.Handler, *text.Catalogue) {
	t.Helper()
	h := complainttest.NewHouse(t, store)
	name := func(context.Context) (string, error) { return "baken.example", nil }
	catalogue := texttest.Catalogue(t, web.Text, figure.Text, documentweb.Text, complaintweb.Text)
	mux := http.NewServeMux()
	complaintweb.New(complaintweb.Config{
		Procedure: complaint.Edition2026(), Calendar: h.Service.Calendar, Service: h.Service, Catalogue: catalogue, Site: name, Away: "/",
		Server:  complaintserver.New(complaintserver.Config{Service: h.Service, Orgs: h.Orgs, Lookup: h.Service.Lookup, Site: name}),
		Receipt: func(*component.UI) g.Node { return nil },
	}).Public(mux)
	logger := slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return h, web.New(web.Config{Catalogue: catalogue, Log: logger}, web.Routes(mux)), catalogue
}

// plainVisit is somebody without a script.
type plainVisit struct {
	*webtest.Page
	t    *testing.T
	name string
	say  func(key text.Key, pairs ...any) string
}

func (v plainVisit) sees(all ...string) {
	v.t.Helper()
	shown := v.Text("main")
	for _, want := range all {
		if !strings.Contains(shown, want) {
			v.t.Errorf("%s doesn't say %q:\n%s", v.Path(), want, shown)
		}
	}
}

// press sends a form, and holds the page that comes against what every page has to
// be.
func (v plainVisit) press(name, selector string, want int) {
	v.t.Helper()
	if got := v.Follow(selector); got != want {
		v.t.Fatalf("%s: %d, want %d\n%s", selector, got, want, v.Text("main"))
	}
	v.Shot("complaint-plain-" + name + "-" + v.name)
	v.Axe()
	v.Fits(320)
}

const (
	sendsPlain = ".baken-plain button"
	drawnWords = "[...document.querySelectorAll('.baken-receipt li')].map(e => e.textContent)"
)

// TestFilingWithoutAScript fills the form in wrongly and then rightly: what was
// typed stays, and the words open what was filed.
func TestFilingWithoutAScript(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			h, handler, catalogue := plainSite(t, complainttest.New(), &log{})
			v := plainVisit{
				webtest.Open(t, handler, webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone()), t, string(lang),
				func(key text.Key, pairs ...any) string { return text.With(key, pairs...).In(catalogue.Printer(lang)) },
			}
			words := v.filesPlain()
			v.opensPlain(words)
			v.fetches(words)
			v.adds(h)
			next := v.makesOwn(words)
			v.invites()
			v.withdraws(next)
		})
	}
}

func (v plainVisit) filesPlain() string {
	v.t.Helper()
	if got := v.Go("/complaint/file/agency"); got != http.StatusOK {
		v.t.Fatalf("the form: %d", got)
	}
	v.sees(v.say("complaint.plain.title"), v.say("complaint.plain.seal"), v.say("complaint.plain.loss"), v.say("complaint.plain.file"), v.say("complaint.plain.better"))
	if shown := v.Text("main"); strings.Contains(shown, v.say("complaint.file.kept")) || strings.Contains(shown, v.say("complaint.file.send")) {
		v.t.Errorf("the page says what holds with a script only:\n%s", shown)
	}
	v.Axe()
	v.Fits(320)
	v.Fill("#when", "maandag")
	v.Click("input[name=to][value=sol]")
	v.Click("input[name=to][value=sam]")
	path := filepath.Join(v.t.TempDir(), "brief.txt")
	if err := os.WriteFile(path, make([]byte, complaintserver.MostFiles+1), 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.Attach("#file", path)
	v.press("wrong", sendsPlain, http.StatusUnprocessableEntity)
	for _, name := range []string{"name", "address", "about", "text", "to", "signed"} {
		v.sees(v.say("complaint.file." + text.Key(name) + "_none"))
	}
	v.sees(v.say("complaint.files.large", "size", component.Size(complaintserver.MostFiles)))
	if v.Value("#when") != "maandag" || webtest.Eval[bool](v.Page, "document.querySelector('input[name=to]').checked") {
		v.t.Error("what was filled in is lost")
	}
	v.Fill("#name", "Amira Haddad")
	v.Fill("#address", "Dorpsstraat 1")
	v.Fill("#about", "Kees Jansen")
	v.Fill("#text", "Hij noemde mij <b>aap</b>.")
	v.Click("input[name=to][value=sam]")
	if err := os.WriteFile(path, []byte("Een brief."), 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.Attach("#file", path)
	v.press("unsigned", sendsPlain, http.StatusUnprocessableEntity)
	v.sees(v.say("complaint.file.signed_none"), v.say("complaint.plain.left"))
	v.Click("#signed")
	v.Attach("#file", path)
	v.press("words", sendsPlain, http.StatusOK)
	v.sees(v.say("complaint.file.sent"), v.say("complaint.plain.sent"), v.say("complaint.plain.why"), v.say("complaint.file.next_read"))
	words := webtest.Eval[[]string](v.Page, drawnWords)
	if len(words) != 8 || strings.Contains(v.Path(), words[0]) {
		v.t.Fatalf("%d words, at %s", len(words), v.Path())
	}
	return strings.Join(words, " ")
}

func (v plainVisit) opensPlain(words string) {
	v.t.Helper()
	v.Go("/complaint/follow")
	v.sees(v.say("complaint.plain.follow"))
	open := "main form button[type=submit]"
	all := strings.Fields(words)
	v.Fill("#words", "xyzzyxyzzy "+strings.Join(all[1:], " "))
	v.press("slip", open, http.StatusUnprocessableEntity)
	v.sees("xyzzyxyzzy")
	tried := func(words string) string {
		v.Fill("#words", words)
		v.press("nobody", open, http.StatusUnprocessableEntity)
		return strings.Replace(v.Text("main"), words, "", 1)
	}
	swapped := strings.Join(append([]string{all[1], all[0]}, all[2:]...), " ")
	if unchecked, nobody := tried(swapped), tried(seal.NewReceipt().Export()); unchecked != nobody {
		v.t.Errorf("words without a complaint and words that can't be are told apart:\n%s\n%s", unchecked, nobody)
	}
	v.Fill("#words", strings.ToUpper(words))
	v.press("open", open, http.StatusOK)
	v.Click("details:has(.baken-terms) summary")
	v.sees(v.say("complaint.plain.once"), v.say("complaint.state.received"), v.say("complaint.view.clocks"), v.say("complaint.view.timeline"), "Dorpsstraat 1", v.say("complaint.sealed.server"))
	if html := webtest.Eval[string](v.Page, "document.body.textContent"); !strings.Contains(html, "<b>aap</b>") || strings.Contains(v.Path(), all[0]) {
		v.t.Errorf("the story isn't shown as it was written, at %s", v.Path())
	}
}

// fetches gets the file as its button does.
func (v plainVisit) fetches(words string) {
	v.t.Helper()
	got, status := v.posts("/complaint/follow/file", url.Values{"words": {words}, "paper": {"1"}, "file": {"0"}})
	if status != http.StatusOK || got != "Een brief." {
		v.t.Errorf("the file: %d, %q", status, got)
	}
	for _, wrong := range []url.Values{{"words": {words}}, {"words": {words}, "paper": {"1"}, "file": {"x"}}} {
		if _, status := v.posts("/complaint/follow/file", wrong); status != http.StatusUnprocessableEntity {
			v.t.Errorf("%v: %d", wrong["file"], status)
		}
	}
}

func (v plainVisit) posts(path string, form url.Values) (string, int) {
	v.t.Helper()
	return v.sends(path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (v plainVisit) sends(path, kind string, body io.Reader) (string, int) {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.URL(path), body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Accept-Language", v.name)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if kept := answer.Header.Get("Cache-Control"); kept != "no-store" {
		v.t.Errorf("%s may be kept: %q", path, kept)
	}
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return string(raw), answer.StatusCode
}

// postsForm sends a form with files, by hand.
func (v plainVisit) postsForm(path string, form map[string]string) (string, int) {
	v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, value := range form {
		if err := w.WriteField(name, value); err != nil {
			v.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.t.Fatal(err)
	}
	return v.sends(path, w.FormDataContentType(), &body)
}

func button(step complaint.StepName) string {
	return "form:has(input[name=step][value=" + string(step) + "]) button"
}

// folded opens what holds a form.
func (v plainVisit) folded(selector string) { v.Click("details:has(" + selector + ") > summary") }

// adds adds something: first nothing, then while the secretary does something at the
// same moment, and then rightly.
func (v plainVisit) adds(h *complainttest.House) {
	v.t.Helper()
	send := button(complaint.Supplement)
	v.folded("#supplement-text")
	v.press("nothing", send, http.StatusUnprocessableEntity)
	v.sees(v.say("complaint.follow.text_none"))
	v.Fill("#supplement-text", "En gisteren weer.")
	sam := h.Actor(v.t, complainttest.Sam)
	list, _, err := h.Service.List(v.t.Context(), sam, complaint.Query{})
	if err != nil || len(list) != 1 {
		v.t.Fatal(len(list), err)
	}
	act := complaint.Act{Since: list[0].Version, Step: complaint.MakeComplete}
	if err := h.Service.Act(v.t.Context(), sam, list[0].ID, act); err != nil {
		v.t.Fatal(err)
	}
	v.press("stale", send, http.StatusConflict)
	v.sees(v.say("complaint.stale"), v.say("complaint.step.make-complete"))
	if got := v.Value("#supplement-text"); got != "En gisteren weer." {
		v.t.Errorf("what was typed is %q", got)
	}
	v.press("added", send, http.StatusOK)
	v.sees(v.say("complaint.follow.supplement.done"), v.say("complaint.document.enclosure"))
	if v.Value("#supplement-text") != "" {
		v.t.Error("what was sent is still in the form")
	}
}

// makesOwn makes words, and gives them.
func (v plainVisit) makesOwn(words string) string {
	v.t.Helper()
	v.folded("form[action='/complaint/follow/own']")
	v.press("own", "form[action='/complaint/follow/own'] button", http.StatusOK)
	v.sees(v.say("complaint.plain.own_sent"), v.say("complaint.plain.own_why"))
	next := strings.Join(webtest.Eval[[]string](v.Page, drawnWords), " ")
	v.press("owned", "form[action='/complaint/follow/own'] button", http.StatusOK)
	v.sees(v.say("complaint.plain.owned"), v.say("complaint.state.received"))
	if _, status := v.posts("/complaint/follow", url.Values{"words": {words}}); status != http.StatusUnprocessableEntity {
		v.t.Errorf("the old words: %d", status)
	}
	// What was being typed elsewhere with the old words isn't gone with them.
	shown, status := v.postsForm("/complaint/follow/do", map[string]string{"words": words, "version": "1", "step": "supplement", "supplement-text": "Nog dit."})
	if status != http.StatusUnprocessableEntity || !strings.Contains(shown, v.say("complaint.plain.typed")) || !strings.Contains(shown, "Nog dit.") {
		v.t.Errorf("typed with the old words: %d\n%s", status, shown)
	}
	// An answer that was lost is asked for again.
	if _, status := v.posts("/complaint/follow/own", url.Values{"words": {words}, "next": {next}}); status != http.StatusOK {
		v.t.Errorf("sent again: %d", status)
	}
	return next
}

// invites lets somebody support.
func (v plainVisit) invites() {
	v.t.Helper()
	send := "form[action='/complaint/follow/invite'] button"
	v.folded("#capacity")
	v.press("invite-none", send, http.StatusUnprocessableEntity)
	v.sees(v.say("complaint.follow.capacity_none"))
	v.Click("input[name=capacity][value=supporter]")
	v.press("invite", send, http.StatusOK)
	lent := strings.Join(webtest.Eval[[]string](v.Page, drawnWords), " ")
	v.press("invited", send, http.StatusOK)
	v.sees(v.say("complaint.plain.invited"), v.say("complaint.capacity.supporter"))
	shown, status := v.posts("/complaint/follow", url.Values{"words": {lent}})
	if status != http.StatusOK || !strings.Contains(shown, "En gisteren weer.") || strings.Contains(shown, `value="supplement"`) {
		v.t.Errorf("who supports: %d\n%s", status, shown)
	}
}

func (v plainVisit) withdraws(words string) {
	v.t.Helper()
	send := button(complaint.Withdraw)
	v.folded("#withdraw-text")
	v.Fill("#withdraw-text", "Het is goed zo.")
	v.press("unsure", send, http.StatusUnprocessableEntity)
	v.sees(v.say("complaint.follow.sure_none"))
	if v.Value("#withdraw-text") != "Het is goed zo." {
		v.t.Error("what was typed is lost")
	}
	v.Click("#withdraw-sure")
	v.press("withdrawn", send, http.StatusOK)
	v.sees(v.say("complaint.follow.withdraw.done"), v.say("complaint.state.withdrawn"), v.say("complaint.follow.can_nothing"))
	// What can't be done any more says so, and shows what was written.
	shown, status := v.postsForm("/complaint/follow/do", map[string]string{"words": words, "version": "1", "step": "withdraw", "withdraw-text": "Nog iets.", "withdraw-sure": "yes"})
	if status != http.StatusConflict || !strings.Contains(shown, "Nog iets.") || !strings.Contains(shown, v.say("complaint.plain.typed")) {
		v.t.Errorf("after the end: %d\n%s", status, shown)
	}
	for _, wrong := range []map[string]string{{"words": words, "step": "admit", "admit-sure": "yes", "version": "1"}, {"words": words, "step": "withdraw", "withdraw-sure": "yes"}} {
		if _, status := v.postsForm("/complaint/follow/do", wrong); status != http.StatusUnprocessableEntity {
			v.t.Errorf("%s: %d", wrong["step"], status)
		}
	}
}

// Whoever is no secretary isn't chosen by a form that was made by hand, and an
// organisation without a committee has no form.
func TestFormsThatAreMadeByHand(t *testing.T) {
	_, handler, catalogue := plainSite(t, complainttest.New(), &log{})
	v := plainVisit{Page: webtest.Open(t, handler, webtest.WithoutScript()), t: t, name: "nl", say: func(key text.Key, pairs ...any) string {
		return text.With(key, pairs...).In(catalogue.Printer(text.NL))
	}}
	filled := map[string]string{"name": "x", "address": "x", "about": "x", "when": "x", "text": "x", "to": string(complainttest.Mia), "signed": "yes"}
	shown, status := v.postsForm("/complaint/file/agency", filled)
	if status != http.StatusUnprocessableEntity || !strings.Contains(shown, v.say("complaint.readers")) {
		t.Errorf("to a member: %d\n%s", status, shown)
	}
	if _, status := v.postsForm("/complaint/file/nowhere", filled); status != http.StatusNotFound {
		t.Errorf("about no organisation: %d", status)
	}
	if _, status := v.posts("/complaint/file/agency", url.Values{"name": {"x"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("a form of another kind: %d", status)
	}
}
