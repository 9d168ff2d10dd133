// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/app"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// bench is a committee of a test, with a secretary, three members and somebody
// who concludes.
type bench struct {
	at        org.ID
	secretary member
	members   [3]member
	authority member
}

var benches atomic.Int32

// bench appoints a committee in a directorate in which no other test works.
func (h *house) bench(t *testing.T) bench {
	t.Helper()
	n := int(benches.Add(1))
	for _, o := range slices.Backward(h.world.Orgs) {
		if o.Kind != org.Directorate {
			continue
		}
		if n--; n > 0 {
			continue
		}
		b := bench{at: o.ID, secretary: h.keyedAs(t, "Sanne de Boer", org.CommitteeSecretary, o.ID)}
		for i, name := range []string{"Mo Aydin", "Lies Kok", "Bram Smit"} {
			b.members[i] = h.keyedAs(t, name, org.CommitteeMember, o.ID)
		}
		b.authority = h.keyedAs(t, "Anne Visser", org.CompetentAuthority, o.ID)
		return b
	}
	t.Fatal("the demo has too few directorates")
	return bench{}
}

const (
	harmed = "Hij noemde mij in het overleg weer aap, en iedereen lachte."
	reply  = "Dat heb ik zo nooit gezegd."
	secret = "Wij vinden de klacht gegrond."
)

// breaks makes a browser put a file in its papers that is none.
const breaks = `(() => {
	const write = JSON.stringify;
	JSON.stringify = (v) => write(v?.files ? { ...v, files: [{ name: "foto.jpg", type: "", data: "%" }] } : v);
	return true;
})()`

// TestComplaint takes a complaint from filing to conclusion with five people at
// once: the complainant, the accused party, the secretary, a member and the
// authority.
func TestComplaint(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		b := home.bench(t)
		words := l.files(t, b)

		s := l.room(t, b.secretary)
		l.openOnly(t, s)
		s.AwaitText(l.say("complaint.step.acknowledge"))
		l.shot(s, "complaint-20-case")
		s.Axe()
		s.Fits(320)
		s.Click("[data-kind=complaint] summary")
		says(t, s, harmed, "Amira Haddad")
		l.steps(t, s, "acknowledge", "make-complete")
		l.appoints(t, s, b)
		l.steps(t, s, "admit")
		lent := l.copies(t, s)

		accused := l.follows(t, lent)
		says(t, accused, l.say("complaint.follow.lent_text"))
		hides(t, accused, "Dorpsstraat", l.say("complaint.document.details"))
		accused.Click("[data-kind=complaint] summary")
		says(t, accused, harmed)
		own := l.own(t, accused)
		if own == lent {
			t.Error("the accused party's own words are those that were lent")
		}
		webtest.Eval[bool](accused, breaks)
		l.adds(t, accused, reply)

		l.invites(t, s, "invite")
		l.invites(t, s, "invite-accused")

		m := l.room(t, b.members[0])
		l.openOnly(t, m)
		l.steps(t, m, "hear")
		s.Click("[data-do=back]")
		s.AwaitText(l.say("complaint.view.calendar"))
		l.openOnly(t, s)
		l.steps(t, s, "report-hearing")
		l.again(t, m)
		l.steps(t, m, "hear-accused")
		l.again(t, s)
		l.steps(t, s, "report-hearing")
		l.again(t, m)
		l.note(t, m, "deliberation", secret)
		l.again(t, s)
		hides(t, s, secret, l.say("complaint.document.deliberation"))
		l.steps(t, m, "advise")
		l.shot(m, "complaint-40-advised")
		m.Axe()

		a := l.room(t, b.authority)
		l.openOnly(t, a)
		l.step(t, a, "conclude", func() {
			l.letter(t, a, "De klacht is gegrond. Wij nemen het advies over.")
			a.Click("form[data-form=step] button[type=submit]")
			a.AwaitText(l.say("complaint.room.judgement_none"))
			a.Click("input[name=judgement][value=founded]")
			a.Fill("#letter-conclusions", "")
			a.Click("[data-do=preview]")
			a.AwaitText(l.say("complaint.room.letter_none"))
			a.Fill("#letter-conclusions", "Wij nemen het advies over.")
			a.Click("[data-do=preview]")
			a.Await("document.querySelectorAll('[data-part=preview] article').length === 2")
			l.shot(a, "complaint-41-letter")
			a.Axe()
			a.Fits(320)
		})
		l.counts(t, a, b, "founded follows 1")

		c := l.follows(t, words)
		c.AwaitText(l.say("complaint.state.concluded"))
		says(t, c, l.say("complaint.document.conclusion"))
		c.Click("[data-kind=conclusion] summary")
		c.Click("[data-kind=enclosure] summary")
		says(t, c, "Wij nemen het advies over.", reply, l.say("complaint.said.judgement"), l.say("complaint.judgement.founded"))
		hides(t, c, secret, l.say("complaint.document.deliberation"))
		c.Click("[data-kind=enclosure] button")
		c.AwaitText(l.say("complaint.view.file_broken"))
		l.shot(c, "complaint-50-concluded")
		c.Axe()
		c.Fits(320)
	})
}

// TestComplaintOnPaper writes down a complaint that came on paper; its
// complainant opens it with the words that came with the letter, and withdraws it
// with words of his own.
func TestComplaintOnPaper(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		b := home.bench(t)
		s := home.visit(t, b.secretary.person, l.in())
		status(t, "the room", s.Go("/committee"), http.StatusOK)
		b.secretary.unlock(t, s)
		s.AwaitText(l.say("complaint.room.empty"))
		s.Click("[data-do=write]")
		s.Await("document.querySelector('form[data-form=write]')")
		required := webtest.Eval[[]string](s, "[...document.querySelectorAll('form[data-form=write] [required]')].map(e => e.id)")
		if want := []string{"org", "received", "received-month", "received-year", "text"}; !slices.Equal(required, want) {
			t.Errorf("needed is %v, want %v", required, want)
		}
		hides(t, s, l.say("complaint.fact-of.address"))
		l.shot(s, "complaint-60-write")
		s.Axe()
		s.Fits(320)
		s.Click("form[data-form=write] button[type=submit]")
		s.AwaitText(l.say("complaint.room.write_none"))
		s.Choose("#org", string(b.at))
		day := civil.On(time.Now()).AddDays(-3)
		s.Fill("#received", strconv.Itoa(day.Day()))
		s.Fill("#received-month", strconv.Itoa(int(day.Month())))
		s.Fill("#received-year", strconv.Itoa(day.Year()))
		for name, words := range map[string]string{"name": "Amira Haddad", "about": "Kees Jansen", "text": harmed} {
			s.Fill("#"+name, words)
		}
		s.Click("#post")
		s.Click("form[data-form=write] button[type=submit]")
		words := l.lent(t, s)
		s.AwaitText(l.say("complaint.room.written"))
		l.openOnly(t, s)
		l.steps(t, s, "acknowledge")
		l.step(t, s, "ask-completion", func() {
			if got, want := s.Value("#letter-missing"), l.say("complaint.said.when")+"\n"+l.say("complaint.said.address"); got != want {
				t.Errorf("asked for %q, want %q", got, want)
			}
			l.letter(t, s, "Tekst.")
		})
		if webtest.Eval[bool](s, "document.querySelector('[data-kind=details]') !== null") {
			t.Error("an address is kept that there isn't")
		}
		const rare = "details:has([data-step=forward]) > summary"
		s.Click(rare)
		s.Click("[data-step=details]")
		s.Await("document.querySelector('form[data-form=step]')")
		s.Fill("#text", "Dorpsstraat 1")
		s.Click("form[data-form=step] button[type=submit]")
		s.AwaitText(l.say("complaint.room.done"))
		s.Click("[data-kind=details] summary")
		says(t, s, "Dorpsstraat 1")
		s.Click(rare)
		s.Click("[data-step=forward]")
		s.Await("document.querySelector('#letter-address-complainant')")
		if got := s.Value("#letter-address-complainant"); got != "Dorpsstraat 1" {
			t.Errorf("the next letter goes to %q", got)
		}
		s.Click("[data-do=cancel]")
		says(t, s, l.say("complaint.post.unsent"), l.say("complaint.follow.about", "org", text.Data(l.nameOf(b.at)), "day", text.Day(day)))

		s.Click("details:has([data-lend]) > summary")
		s.Click("[data-lend='1']")
		anew := l.lent(t, s)
		gone := webtest.At(t, home.base, l.in())
		gone.Go("/complaint/follow")
		gone.Fill("#words", words)
		gone.Click("form[data-form=words] button[type=submit]")
		gone.AwaitText(l.say("complaint.follow.wrong"))

		c := l.follows(t, anew)
		c.Click("[data-kind=complaint] summary")
		says(t, c, harmed)
		hides(t, c, l.say("complaint.follow.do.withdraw"))
		l.own(t, c)
		c.Click("details:has(form[data-form=withdraw]) > summary")
		c.Click("form[data-form=withdraw] button[type=submit]")
		c.AwaitText(l.say("complaint.follow.sure_none"))
		c.Click("#withdraw-sure")
		c.Click("form[data-form=withdraw] button[type=submit]")
		c.AwaitText(l.say("complaint.follow.withdraw.done"))
		says(t, c, l.say("complaint.state.withdrawn"))
	})
}

// nameOf gives what an organisation is called.
func (l tongue) nameOf(id org.ID) string {
	for _, o := range home.world.Orgs {
		if o.ID == id && l.lang == text.EN {
			return o.Name.EN
		} else if o.ID == id {
			return o.Name.NL
		}
	}
	return ""
}

// lent reads the words that were drawn for somebody else.
func (l tongue) lent(t *testing.T, w *webtest.Page) string {
	t.Helper()
	w.AwaitFor(time.Minute, "document.querySelectorAll('[data-slot=words] li').length === 8")
	words := webtest.Eval[[]string](w, "[...document.querySelectorAll('[data-slot=words] li')].map(li => li.textContent)")
	w.Click("[data-do=given]")
	return strings.Join(words, " ")
}

// files sends a complaint in as its complainant does, and gives the words.
func (l tongue) files(t *testing.T, b bench, attached ...string) string {
	t.Helper()
	w := webtest.At(t, home.base, l.in(), webtest.Phone())
	status(t, "the form", w.Go("/complaint/file/"+string(b.at)), http.StatusOK)
	l.shot(w, "complaint-10-form")
	w.Axe()
	w.Fits(320)
	w.Click("form[data-form=file] button[type=submit]")
	w.AwaitText(l.say("complaint.file.name_none"))
	w.Fill("#name", "Amira Haddad")
	w.Fill("#address", "Dorpsstraat 1\n1234 AB Ons Dorp")
	w.Fill("#about", "Kees Jansen, team inkoop")
	w.Fill("#when", "maandag 2 november")
	w.Fill("#text", harmed)
	w.Click("#signed")
	w.Attach("#file", attached...)
	w.Click("form[data-form=file] button[type=submit]")
	return l.keeps(t, w, "complaint.file.sent", "complaint-11-words")
}

// keeps reads the words that were drawn, and types two of them back.
func (l tongue) keeps(t *testing.T, w *webtest.Page, title text.Key, name string) string {
	t.Helper()
	w.AwaitFor(time.Minute, "document.querySelectorAll('[data-slot=words] li').length === 8")
	says(t, w, l.say(title))
	l.shot(w, name)
	w.Axe()
	words := webtest.Eval[[]string](w, "[...document.querySelectorAll('[data-slot=words] li')].map(li => li.textContent)")
	w.Click("[data-do=kept]")
	w.Await("document.querySelector('#word-1')")
	for _, field := range []string{"word-1", "word-2"} {
		label := webtest.Eval[string](w, "document.querySelector('[data-slot="+field+"]').textContent")
		n := strings.TrimPrefix(strings.TrimPrefix(label, "Word "), "Woord ")
		w.Fill("#"+field, words[int(n[0]-'1')])
	}
	w.Click("form[data-form=typeback] button[type=submit]")
	w.Await("!document.querySelector('#word-1')")
	return strings.Join(words, " ")
}

// room opens the room for somebody who works on complaints.
func (l tongue) room(t *testing.T, m member) *webtest.Page {
	t.Helper()
	w := home.visit(t, m.person, l.in())
	status(t, "the room", w.Go("/committee"), http.StatusOK)
	m.unlock(t, w)
	w.Await("document.querySelector('[data-part=rows] .baken-case button')")
	return w
}

// openOnly opens the only complaint of the list.
func (l tongue) openOnly(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Await("document.querySelector('[data-part=rows] .baken-case button')")
	w.Click("[data-part=rows] .baken-case button")
	w.Await("document.querySelector('[data-part=timeline] li')")
}

// again opens the complaint anew.
func (l tongue) again(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Click("[data-do=back]")
	l.openOnly(t, w)
}

// step takes one step.
func (l tongue) step(t *testing.T, w *webtest.Page, step string, fill func()) {
	t.Helper()
	before := webtest.Eval[int](w, "document.querySelectorAll('[data-part=timeline] > ol > li').length")
	w.Click("[data-step=" + step + "]")
	w.Await("document.querySelector('form[data-form=step]')")
	if fill != nil {
		fill()
	}
	w.Click("form[data-form=step] button[type=submit]")
	w.Await("document.querySelectorAll('[data-part=timeline] > ol > li').length > " + text.Number(before).In(l.printer))
}

// steps takes steps, with a letter where one is asked for.
func (l tongue) steps(t *testing.T, w *webtest.Page, all ...string) {
	t.Helper()
	for _, s := range all {
		l.step(t, w, s, func() {
			if s != "make-complete" {
				l.letter(t, w, "Tekst bij "+s+".")
			}
		})
	}
}

// letter fills in what a letter asks that isn't known, or writes freely where
// there is no letter.
func (l tongue) letter(t *testing.T, w *webtest.Page, words string) {
	t.Helper()
	const open = "[...document.querySelectorAll('[data-part=fields] :is(input, textarea)')].filter(f => f.value === '').map(f => f.id)"
	for _, id := range webtest.Eval[[]string](w, open) {
		w.Fill("#"+id, words)
	}
	if webtest.Eval[bool](w, "document.querySelector('[data-part=writes]').hidden === false && document.querySelector('[data-part=freely]').hidden === false") {
		w.Fill("#text", words)
	}
}

// appoints lets the committee and the authority sit down.
func (l tongue) appoints(t *testing.T, w *webtest.Page, b bench) {
	t.Helper()
	l.step(t, w, string(complaint.CheckHandler), func() {
		w.Await("document.querySelectorAll('input[name=member]').length === 3")
		for _, m := range b.members {
			w.Click("input[name=member][value='" + string(m.ID) + "']")
		}
		w.Choose("#chair", string(b.members[0].ID))
		w.Click("input[name=authority][value='" + string(b.authority.ID) + "']")
		l.shot(w, "complaint-21-chamber")
		w.Axe()
		w.Fits(320)
	})
}

// copies sends the copy to the accused party, and gives the words for it.
func (l tongue) copies(t *testing.T, w *webtest.Page) string {
	t.Helper()
	w.Click("[data-step=send-copy]")
	w.Await("document.querySelector('form[data-form=step]')")
	l.letter(t, w, "Hierbij de klacht.")
	w.Click("#post")
	w.Click("form[data-form=step] button[type=submit]")
	w.AwaitFor(time.Minute, "document.querySelectorAll('[data-slot=words] li').length === 8")
	l.shot(w, "complaint-22-lent")
	w.Axe()
	words := l.lent(t, w)
	w.AwaitText(l.say("complaint.room.posts"))
	says(t, w, l.say("complaint.post.unsent"))
	return words
}

// invites invites to a hearing in a week.
func (l tongue) invites(t *testing.T, w *webtest.Page, step string) {
	t.Helper()
	l.again(t, w)
	day := civil.On(time.Now()).AddDays(7)
	l.step(t, w, step, func() {
		l.letter(t, w, "U wordt gehoord.")
		w.Fill("#hearing", strconv.Itoa(day.Day()))
		w.Fill("#hearing-month", strconv.Itoa(int(day.Month())))
		w.Fill("#hearing-year", strconv.Itoa(day.Year()))
		w.Fill("#hour", "half tien")
		w.Click("form[data-form=step] button[type=submit]")
		w.AwaitText(l.say("complaint.room.hearing_none"))
		w.Fill("#hour", "9.30")
	})
}

// note writes something without a step.
func (l tongue) note(t *testing.T, w *webtest.Page, kind, words string) {
	t.Helper()
	w.Click("[data-step=" + kind + "]")
	w.Await("document.querySelector('form[data-form=step]')")
	w.Fill("#text", words)
	w.Click("form[data-form=step] button[type=submit]")
	w.Await("document.querySelector('[data-kind=" + kind + "]')")
	w.Click("[data-kind=" + kind + "] summary")
	says(t, w, words)
}

// follows opens a complaint by words.
func (l tongue) follows(t *testing.T, words string) *webtest.Page {
	t.Helper()
	w := webtest.At(t, home.base, l.in(), webtest.Phone())
	status(t, "the page", w.Go("/complaint/follow"), http.StatusOK)
	w.Fill("#words", words)
	w.Click("form[data-form=words] button[type=submit]")
	w.AwaitFor(time.Minute, "document.querySelector('[data-part=timeline] li')")
	return w
}

// own makes words of one's own.
func (l tongue) own(t *testing.T, w *webtest.Page) string {
	t.Helper()
	l.shot(w, "complaint-30-follow")
	w.Axe()
	w.Fits(320)
	w.Click("details:has([data-do=own]) > summary")
	w.Click("[data-do=own]")
	words := l.keeps(t, w, "complaint.follow.owned", "complaint-31-own")
	w.Await("document.querySelector('[data-part=timeline] li')")
	hides(t, w, l.say("complaint.follow.lent_text"))
	return words
}

// adds adds a document.
func (l tongue) adds(t *testing.T, w *webtest.Page, words string) {
	t.Helper()
	w.Click("details:has(form[data-form=supplement]) > summary")
	w.Fill("#supplement-text", words)
	w.Click("form[data-form=supplement] button[type=submit]")
	w.AwaitText(l.say("complaint.follow.supplement.done"))
}

// TestComplaintsOfTheDemo opens the room as whoever tries the demo does: what
// waits longest stands on top, and opens.
func TestComplaintsOfTheDemo(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := slices.IndexFunc(home.accounts, func(a app.DemoAccount) bool { return a.Role == org.CommitteeSecretary })
		p, err := home.people.PersonByEmail(t.Context(), org.System("e2e"), home.accounts[at].Email)
		if err != nil {
			t.Fatal(err)
		}
		w := l.room(t, member{person: person{Person: p}, words: home.accounts[at].Passphrase})
		w.AwaitText(l.say("complaint.room.counts"))
		l.shot(w, "complaint-70-list")
		w.Axe()
		w.Fits(320)
		w.Click("[data-part=rows] .baken-case button")
		w.Await("document.querySelector('[data-part=timeline] li')")
		w.Click("[data-kind=complaint] summary")
		says(t, w, "Ruth Cohen")
		hides(t, w, l.say("complaint.doubt.damaged"), l.say("complaint.doubt.forged"), l.say("complaint.doubt.stranger"))
		w.Click("[data-part=clocks] summary")
		l.shot(w, "complaint-71-late")
		w.Axe()
	})
}

// TestReportBecomesComplaint puts what somebody reported in the form of a
// complaint, on his own device.
func TestReportBecomesComplaint(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		f := home.report(t, home.grants(), harmed, "when", "vorige week")
		w := webtest.At(t, home.base, l.in(), webtest.Phone())
		status(t, "the way back", w.Go("/report/return"), http.StatusOK)
		w.Fill("#words", f.words)
		w.Click("[data-part=words] form button[type=submit]")
		w.AwaitText(l.say("report.carry.title"))
		l.shot(w, "complaint-80-carry")
		w.Fits(320)
		w.Click("[data-do=carry]")
		w.Await("location.pathname === '/complaint/file/" + string(home.grants()) + "' && document.querySelector('#text')?.value")
		if got := w.Value("#text") + w.Value("#when"); got != harmed+"vorige week" {
			t.Errorf("the form has %q", got)
		}
		if got := w.Value("#name"); got != "" {
			t.Errorf("the form has the name %q", got)
		}
	})
}
