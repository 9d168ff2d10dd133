// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/hear/report"
	"baken/internal/app"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// say gives a message as the reader sees it.
func say(t *testing.T, lang text.Lang, key text.Key) string {
	t.Helper()
	catalogue, err := app.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	return key.In(catalogue.Printer(lang))
}

// sees fails unless the page shows all of these messages.
func (v *visit) sees(lang text.Lang, keys ...text.Key) {
	v.t.Helper()
	shown := v.Text("main")
	for _, k := range keys {
		if want := say(v.t, lang, k); !strings.Contains(shown, want) {
			v.t.Errorf("%s doesn't say %q:\n%s", v.Path(), want, shown)
		}
	}
}

// press is Follow with the status that is wanted.
func (v *visit) press(selector string, want int) {
	v.t.Helper()
	if got := v.Follow(selector); got != want {
		v.t.Fatalf("%s: %d, want %d\n%s", selector, got, want, v.Text("main"))
	}
}

const (
	sendPlain = ".baken-plain button"
	received  = "[...document.querySelectorAll('.baken-receipt li')].map(e => e.textContent)"
)

// TestWithoutJavaScript goes the whole road with pages alone: report with a
// file, come back, read, fetch the file, write, correct, say who one is or
// not, withdraw.
func TestWithoutJavaScript(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "plain-"+string(lang), webtest.WithoutScript(), webtest.Phone(), webtest.In(string(lang)))
			file := bytes.Repeat([]byte("Een document. "), 100_000) // more than one piece
			words := v.reportPlain(lang, file)
			desk := here.at(t, v.org)
			c := desk.newest(t, v.org)
			if c.SealedBy != report.ByServer {
				t.Errorf("sealed by %q", c.SealedBy)
			}
			if m := c.manifests(t); len(m) != 1 || m[0].Name != "brief.docx" || !bytes.Equal(desk.file(t, c, m[0]), file) {
				t.Errorf("the desk has the files %v", m)
			}
			desk.write(t, c, "text", `{"text":"Dank u. Wat is er daarna gebeurd?"}`)
			v.returnPlain(lang, words)
			v.fetchPlain(words, file)
			v.talkPlain(lang, desk, words)
		})
	}
}

// reportPlain fills the form in, first wrongly, and gives the words.
func (v *visit) reportPlain(lang text.Lang, file []byte) []string {
	v.t.Helper()
	v.start()
	v.sees(lang, "report.plain.title", "report.plain.seal", "report.plain.loss", "report.plain.file", "report.plain.better")
	v.judge("form")
	v.Click("input[value=discrimination]")
	v.Fill("#when", "Vorige week dinsdag")
	webtest.Eval[bool](v.Page, "(document.querySelector('[data-part=form] form').noValidate = true)") // as old browsers do
	v.press(sendPlain, http.StatusUnprocessableEntity)
	v.sees(lang, "report.what_none")
	v.judge("form-none")
	if !webtest.Eval[bool](v.Page, "document.querySelector('input[value=discrimination]').checked") || v.Value("#when") != "Vorige week dinsdag" {
		v.t.Error("what was filled in is lost")
	}
	v.Fill("#what", story)
	v.Click("input[value=anti-muslim]")
	v.Click("input[value=manager]")
	path := filepath.Join(v.t.TempDir(), "brief.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.Attach("#file", path)
	v.press(sendPlain, http.StatusOK)
	v.sees(lang, "report.plain.sent", "report.receipt.why", "report.plain.check")
	v.judge("receipt")
	proof := v.Text("main pre") + "\n"
	if p, err := ledger.ParseProof([]byte(proof)); err != nil || p.Verb != "report.submitted" {
		v.t.Errorf("the proof on the page is of %q: %v\n%s", p.Verb, err, proof)
	}
	return webtest.Eval[[]string](v.Page, received)
}

// returnPlain types the words, first wrongly in each way.
func (v *visit) returnPlain(lang text.Lang, words []string) {
	v.t.Helper()
	v.Go("/report/return")
	v.sees(lang, "report.back.plain")
	v.judge("return")
	open := func(words string, want int) string {
		v.t.Helper()
		v.Fill("#words", words)
		v.press("main form button[type=submit]", want)
		return strings.Replace(v.Text("main"), words, "", 1)
	}
	wrong := http.StatusUnprocessableEntity
	slip := open("xyzzyxyzzy "+strings.Join(words[1:], " "), wrong)
	if !strings.Contains(slip, "xyzzyxyzzy") {
		v.t.Errorf("a word that isn't one is told by %s", slip)
	}
	v.judge("return-slip")
	swapped := append([]string{words[1], words[0]}, words[2:]...)
	unchecked, nobody := open(strings.Join(swapped, " "), wrong), open(seal.NewReceipt().Export(), wrong)
	if unchecked != nobody {
		v.t.Errorf("words without a case and words that can't be are told apart:\n%s\n%s", unchecked, nobody)
	}
	v.judge("return-wrong")
	open(strings.ToUpper(strings.Join(words, ", ")), http.StatusOK)
	v.sees(lang, "report.plain.once", "report.case.server", "report.state.answered_text")
	if shown := v.Text("main"); !strings.Contains(shown, story) || !strings.Contains(shown, "Wat is er daarna gebeurd?") {
		v.t.Errorf("the case shows %s", shown)
	}
	v.judge("case")
}

// fetchPlain gets the file as the button on the page does.
func (v *visit) fetchPlain(words []string, file []byte) {
	v.t.Helper()
	form := url.Values{"words": {strings.Join(words, " ")}, "file": {v.Value("input[name=file]")}}
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.URL("/report/return/file"), strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	got, err := io.ReadAll(answer.Body)
	if err != nil || !bytes.Equal(got, file) {
		v.t.Errorf("the file comes back as %d bytes, status %d: %v", len(got), answer.StatusCode, err)
	}
}

// talkPlain says all that a reporter can say.
func (v *visit) talkPlain(lang text.Lang, desk officer, words []string) {
	v.t.Helper()
	button := func(kind string) string { return "form:has(input[value=" + kind + "]) button" }
	v.press(button("text"), http.StatusUnprocessableEntity)
	v.sees(lang, "report.say.none")
	v.Fill("#add", "Hij deed het weer.")
	v.press(button("text"), http.StatusOK)
	v.sees(lang, "report.say.sent")
	v.Click("[data-part=say-correct] summary")
	v.Fill("#correct", "Het was woensdag.")
	v.press(button("correction"), http.StatusOK)
	desk.write(v.t, desk.newest(v.t, v.org), "identity-request", `{"text":"Mogen wij weten wie u bent?"}`)
	v.Go("/report/return")
	v.Fill("#words", strings.Join(words, " "))
	v.press("main form button[type=submit]", http.StatusOK)
	v.press(button("identity-answer"), http.StatusUnprocessableEntity)
	v.sees(lang, "report.who.none")
	v.judge("who")
	v.Fill("#name", "Toch niet")
	v.Click("input[name=answer][value=no]")
	v.press(button("identity-answer"), http.StatusOK)
	v.Click("[data-part=say-withdraw] summary")
	v.press(button("withdrawal"), http.StatusUnprocessableEntity)
	v.sees(lang, "report.say.withdraw_none")
	v.judge("withdraw")
	v.Click("#sure") // without opening it again
	v.press(button("withdrawal"), http.StatusOK)
	v.sees(lang, "report.state.withdrawn_text")
	if until := strconv.Itoa(time.Now().Year() + 2); !strings.Contains(v.Text("main"), until) {
		v.t.Errorf("a case that was withdrawn isn't said to be kept until %s", until)
	}
	v.judge("withdrawn")
	if v.Has("[data-part=say-withdraw]") {
		v.t.Error("what was withdrawn can be withdrawn again")
	}
	var kinds []string
	c := desk.newest(v.t, v.org)
	for _, m := range c.said {
		kinds = append(kinds, m.Kind)
	}
	want := []string{"report", "text", "text", "correction", "identity-request", "identity-answer", "withdrawal"}
	if diff := cmp.Diff(want, kinds); diff != "" || c.State != report.Withdrawn {
		v.t.Errorf("the desk has %s (-want +got):\n%s", c.State, diff)
	}
	var answer map[string]string
	if err := json.Unmarshal(c.said[5].Content, &answer); err != nil || answer["answer"] != "no" || answer["name"] != "" {
		v.t.Errorf("who chose not to say his name sent %v: %v", answer, err)
	}
}
