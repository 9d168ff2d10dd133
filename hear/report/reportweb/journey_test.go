// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

const story = "In het overleg maakte mijn leidinggevende een grap over mijn hoofddoek.\nNiemand zei er iets van <b>."

// visit is a reporter in a browser.
type visit struct {
	*webtest.Page
	t    *testing.T
	org  org.ID
	name string // of the pictures
}

// come opens a browser for somebody who reports to the first desk.
func (h *house) come(t *testing.T, base, name string, o ...webtest.Option) *visit {
	t.Helper()
	return &visit{webtest.At(t, base, o...), t, h.world.Desks()[0], name}
}

// judge looks at the page as it is now.
func (v *visit) judge(page string) {
	v.t.Helper()
	v.Shot(v.name + "-" + page)
	v.Fits(320)
	v.Axe()
}

// start goes from the first page to the form.
func (v *visit) start() {
	v.t.Helper()
	if got := v.Go("/report"); got != 200 {
		v.t.Fatalf("the first page: %d", got)
	}
	v.judge("start")
	if got := v.Follow("main form button"); got != 422 {
		v.t.Errorf("no organisation: %d", got)
	}
	v.judge("start-none")
	v.Choose("#org", string(v.org))
	if got := v.Follow("main form button"); got != 200 || v.Path() != "/report/"+string(v.org) {
		v.t.Fatalf("the form: %d at %s", got, v.Path())
	}
}

const live = "document.documentElement.classList.contains('baken-live')"

func at(stage string) string {
	return "!document.querySelector('[data-stage=" + stage + "]')?.hidden && location.hash.slice(1) === '" + stage + "'"
}

// fill goes through the six steps up to the overview.
func (v *visit) fill() {
	v.t.Helper()
	v.Await(live)
	v.judge("what")
	v.Click("button[type=submit]")
	v.judge("what-none")
	v.Fill("#what", story)
	v.next("conduct")
	v.Click("input[value=discrimination]")
	v.Click("input[value=intimidation]")
	v.next("grounds")
	v.Click("input[value=anti-muslim]")
	v.next("source")
	v.Click("input[value=manager]")
	v.Click("input[value=bystander]")
	v.next("when")
	v.Fill("#when", "Vorige week dinsdag")
	v.next("hope")
	v.Click("input[value=stop]")
	v.next("check")
}

func (v *visit) next(stage string) {
	v.t.Helper()
	v.Click("button[type=submit]")
	v.Await(at(stage))
	v.judge(stage)
}

const submitted = "document.querySelectorAll('.baken-receipt li').length === 8"

// words sends the report and gives the words of the receipt.
func (v *visit) words() []string {
	v.t.Helper()
	v.Click("[data-do=send]")
	v.Await(submitted)
	v.judge("receipt")
	return webtest.Eval[[]string](v.Page, "[...document.querySelectorAll('.baken-receipt li')].map(e => e.textContent)")
}

const warns = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"

// keep types two of the words back.
func (v *visit) keep(words []string) {
	v.t.Helper()
	if !webtest.Eval[bool](v.Page, warns) {
		v.t.Error("one click loses the words")
	}
	v.Click("[data-do=kept]")
	v.judge("typeback")
	v.Fill("#word-1", "fiets")
	v.Fill("#word-2", "fiets")
	v.Click("main form button[type=submit]")
	v.judge("typeback-wrong")
	for _, field := range []string{"word-1", "word-2"} {
		label := v.Text("label[for=" + field + "]")
		n, err := strconv.Atoi(label[strings.LastIndex(label, " ")+1:])
		if err != nil {
			v.t.Fatalf("which word is asked: %q", label)
		}
		v.Fill("#"+field, " "+strings.ToUpper(words[n-1])+".")
	}
	v.Click("main form button[type=submit]")
	v.Await("!document.querySelector('#word-1')")
	v.judge("done")
	if webtest.Eval[bool](v.Page, warns) {
		v.t.Error("the page holds on to who is done")
	}
}

// back opens the case with the words.
func (v *visit) back(words []string) {
	v.t.Helper()
	v.Go("/report/return")
	v.Await(live)
	v.judge("return")
	v.Fill("#words", strings.Join(words, " "))
	v.Click("main form button[type=submit]")
	v.Await("document.querySelector('[data-part=turns] article')")
	v.judge("case")
}

// TestJourneys goes the whole road: report, keep the receipt, come back, read
// the answer, write, say who one is or not, withdraw.
func TestJourneys(t *testing.T) {
	options := map[string][]webtest.Option{
		"phone-nl": {webtest.Phone()},
		"wide-en":  {webtest.In("en")},
		"dark-nl":  {webtest.Dark()},
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			v := here.come(t, here.base, name, o...)
			v.start()
			v.fill()
			words := v.words()
			v.keep(words)
			desk := here.at(t, v.org)
			c := desk.newest(t, v.org)
			var report map[string]any
			if err := json.Unmarshal(c.said[0].Content, &report); err != nil {
				t.Fatal(err)
			}
			delete(report, "desk")
			want := map[string]any{
				"what": story, "conduct": []any{"discrimination", "intimidation"}, "grounds": []any{"anti-muslim"},
				"source": "manager", "position": "bystander", "when": "Vorige week dinsdag", "hope": []any{"stop"}, "attachments": []any{},
			}
			if diff := cmp.Diff(want, report); diff != "" {
				t.Errorf("the desk reads (-want +got):\n%s", diff)
			}
			desk.write(t, c, "text", `{"text":"Dank u. Wat is er daarna gebeurd?"}`)
			v.back(words)
			v.AwaitText("Wat is er daarna gebeurd?")
			v.dialogue(desk, words)
		})
	}
}

// dialogue says all that a reporter can say.
func (v *visit) dialogue(desk officer, words []string) {
	v.t.Helper()
	v.Fill("#add", "Hij deed het weer.")
	v.Click("form[data-form=add] button[type=submit]")
	v.Await("document.querySelectorAll('[data-part=turns] article').length === 3")
	v.Click("[data-part=say-correct] summary")
	v.Fill("#correct", "Het was woensdag.")
	v.judge("correct")
	v.Click("form[data-form=correct] button[type=submit]")
	v.Await("document.querySelectorAll('[data-part=turns] article').length === 4")
	desk.write(v.t, desk.newest(v.t, v.org), "identity-request", `{"text":"Mogen wij weten wie u bent?"}`)
	v.back(words)
	v.Click("form[data-form=who] button[type=submit]")
	v.judge("who-none")
	v.Click("input[name=answer][value=no]")
	v.Click("form[data-form=who] button[type=submit]")
	v.Await("document.querySelectorAll('[data-part=turns] article').length === 6")
	if !webtest.Eval[bool](v.Page, "document.querySelector('[data-part=who]').hidden") {
		v.t.Error("the question who one is stays after its answer")
	}
	v.Click("[data-part=say-withdraw] summary")
	v.Click("form[data-form=withdraw] button[type=submit]")
	v.judge("withdraw-unsure")
	v.Click("#sure")
	v.Click("form[data-form=withdraw] button[type=submit]")
	v.Await("document.querySelectorAll('[data-part=turns] article').length === 7")
	v.Await("!document.querySelector('[data-part=kept]').hidden && document.querySelector('[data-part=kept]').textContent.includes(String(new Date().getFullYear() + 2))")
	v.judge("withdrawn")
	var kinds []string
	c := desk.newest(v.t, v.org)
	for _, m := range c.said {
		kinds = append(kinds, m.Kind)
	}
	want := []string{"report", "text", "text", "correction", "identity-request", "identity-answer", "withdrawal"}
	if diff := cmp.Diff(want, kinds); diff != "" || c.State != "withdrawn" {
		v.t.Errorf("the desk has %s (-want +got):\n%s", c.State, diff)
	}
}
