// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// followed is a reporter in aftercare, with the keys that his words give there.
type followed struct {
	words string
	keys  seal.ReceiptKeys
	key   seal.CaseKey
	said  int
}

type fields map[string]any

// begun begins aftercare some months ago, as a browser would have done then.
func (h *house) begun(t *testing.T, with counsel.EntryID, at org.ID, ago civil.Months) *followed {
	t.Helper()
	var desk apiDesk
	h.call(t, http.MethodGet, "/report/api/desks/"+string(h.grants()), "", nil, &desk)
	receipt := seal.NewReceipt()
	keys, err := receipt.Stretch("aftercare." + desk.Site)
	if err != nil {
		t.Fatal(err)
	}
	type listener struct{ Entry, Recipient, Verify string }
	var there struct{ Counsellors []listener }
	h.call(t, http.MethodGet, "/counsel/api/organisations/"+string(at)+"/counsellors", "", nil, &there)
	to := there.Counsellors[slices.IndexFunc(there.Counsellors, func(l listener) bool { return l.Entry == string(with) })]
	reader, err := seal.ParseRecipient(to.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	id := strings.ToLower(strings.Repeat("0", 16) + string(with)[len(with)-10:])
	key, sealed, err := seal.NewEpoch(keys.Signing, seal.Case{Organisation: string(at), ID: id}, 1, []seal.Recipient{keys.Identity.Recipient(), reader})
	if err != nil {
		t.Fatal(err)
	}
	f := &followed{words: strings.Join(receipt.Words(), " "), keys: keys, key: key}
	day := civil.On(time.Now()).Subtract(ago)
	h.call(t, http.MethodPost, "/counsel/api/care/begin", "", fields{
		"id": id, "org": at, "with": with, "reader": reader.Fingerprint().String(), "lookup": keys.Lookup.Export(),
		"verify": keys.Signing.VerifyKey().String(), "key": sealed,
		"first": f.seal(t, "begin", fields{"day": day, "due": counsel.Dues(day), "follower": to.Verify, "text": "Ik heb gemeld."}),
	}, nil)
	return f
}

func (f *followed) seal(t *testing.T, kind string, content fields) []byte {
	t.Helper()
	f.said++
	raw, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := f.key.Seal(f.keys.Signing, seal.Draft{Sequence: uint64(f.said), Purpose: "aftercare", Kind: kind, Content: raw})
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// fares says how the reporter fared on an earlier day.
func (h *house) fares(t *testing.T, f *followed, ago civil.Months, answers map[string]int) {
	t.Helper()
	h.call(t, http.MethodPost, "/counsel/api/care/say", "", fields{
		"lookup": f.keys.Lookup.Export(), "seq": f.said + 1,
		"envelope": f.seal(t, "check-in", fields{"day": civil.On(time.Now()).Subtract(ago), "answers": answers}),
	}, nil)
}

const hurt = "Mijn dienst is zonder uitleg omgegooid."

// TestAftercare: what gets worse over three check-ins is seen by the counsellor
// who was chosen, and by nobody else; a plan follows, which the reporter reads
// on another machine without JavaScript, where he also ends it.
func TestAftercare(t *testing.T) {
	t.Parallel()
	at := home.agency(t).id
	inEachLanguage(t, func(t *testing.T, l tongue) {
		noor := home.counsellor(t, "Noor Peters", at)
		entry := home.listed(t, noor, at)
		karim := home.counsellor(t, "Karim Bos", at)
		f := home.begun(t, entry, at, 7)
		home.fares(t, f, 6, map[string]int{"gossip": 1})
		home.fares(t, f, 4, map[string]int{"gossip": 2})

		w := l.checkIn(t, f)
		hides(t, w, l.say("counsel.care.moment.missed"))

		c := home.visit(t, noor.person, l.in())
		c.Go("/counsel")
		noor.unlock(t, c)
		c.AwaitText(l.say("counsel.space.care.why.rise"))
		l.shot(c, "aftercare-20-alert")
		c.Axe()
		c.Fits(320)
		l.protect(t, c)

		w.Fill("#say", "Ja, graag.") // the counsellor wrote since this page was loaded
		w.Click("form[data-form=say] button[type=submit]")
		w.AwaitText("Ja, graag.")
		says(t, w, "Zullen wij bellen?", l.say("counsel.care.said"))

		k := home.visit(t, karim.person, l.in())
		k.Go("/counsel")
		karim.unlock(t, k)
		k.AwaitText(l.say("counsel.space.none"))
		hides(t, k, l.say("counsel.space.care.title"), hurt)

		l.readsPlain(t, f)
		c.Go("/counsel")
		noor.unlock(t, c)
		c.AwaitText(l.say("counsel.space.none"))
		hides(t, c, l.say("counsel.space.care.title"))
	})
}

// checkIn opens aftercare by its words, and says that it got worse.
func (l tongue) checkIn(t *testing.T, f *followed) *webtest.Page {
	t.Helper()
	w := webtest.At(t, home.base, l.in(), webtest.Phone(), webtest.Refused("/counsel/api/care/say", http.StatusConflict))
	status(t, "aftercare", w.Go("/aftercare"), http.StatusOK)
	l.shot(w, "aftercare-10-words")
	w.Axe()
	w.Fits(320)
	w.Fill("#words", f.words)
	w.TabTo("[data-part=words] form button[type=submit]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.care.followed_by", "name", text.Data("Noor Peters")))
	l.shot(w, "aftercare-11-care")
	w.Axe()
	w.Fits(320)
	w.Click("form[data-form=check-in] button[type=submit]")
	w.AwaitText(l.say("counsel.care.say_none"))
	w.Choose("#s-gossip", "3")
	w.Choose("#s-unsafe", "2")
	w.Fill("#happened", hurt)
	// The line breaks after it was sent: said again, it isn't said twice.
	webtest.Eval[bool](w, `(real => { let left = 1; window.fetch = (...given) => {
		if (left-- > 0) return real(...given);
		window.fetch = real;
		return Promise.reject(new TypeError('no line')) }; return true })(window.fetch.bind(window))`)
	w.Click("form[data-form=check-in] button[type=submit]")
	w.AwaitText(l.say("counsel.care.send_fail"))
	if got := w.Value("#happened"); got != hurt {
		t.Errorf("after a broken line the field holds %q", got)
	}
	w.Click("form[data-form=check-in] button[type=submit]")
	w.AwaitText(l.say("counsel.care.said"))
	if got := strings.Count(w.Text("main"), hurt); got != 1 {
		t.Errorf("it stands there %d times", got)
	}
	return w
}

// protect makes a plan with the reporter, and answers; then nothing asks for
// attention any more.
func (l tongue) protect(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Click("[data-part=care-rows] button")
	w.AwaitText(hurt)
	says(t, w, l.say("counsel.space.care.alert_do"), l.say("counsel.care.often.3"))
	l.shot(w, "aftercare-21-care")
	w.Axe()
	w.Fits(320)
	w.Fill("#measure-what", "Rooster weer zoals het was")
	w.Click("form[data-form=measure] button[type=submit]")
	w.AwaitText(l.say("counsel.space.care.no_owner"))
	w.Fill("#measure-owner", "Teamleider B")
	w.Click("form[data-form=measure] button[type=submit]")
	w.AwaitText(l.say("counsel.space.care.plan_kept"))
	says(t, w, "Teamleider B")
	w.Fill("#care-answer", "Zullen wij bellen?")
	w.Click("form[data-form=care-answer] button[type=submit]")
	w.AwaitText(l.say("counsel.space.care.answered"))
	l.shot(w, "aftercare-22-answered")
	w.Axe()
	hides(t, w, l.say("counsel.space.care.alert_do"))
}

// readsPlain reads the plan without a script, answers, and ends it.
func (l tongue) readsPlain(t *testing.T, f *followed) {
	t.Helper()
	w := webtest.At(t, home.base, l.in(), webtest.Phone(), webtest.WithoutScript())
	w.Go("/aftercare")
	w.Fill("#words", f.words+" fiets")
	status(t, "nine words", w.Follow("main form button[type=submit]"), http.StatusUnprocessableEntity)
	w.Fill("#words", f.words)
	status(t, "the words", w.Follow("main form button[type=submit]"), http.StatusOK)
	says(t, w, "Rooster weer zoals het was", "Teamleider B", "Zullen wij bellen?", hurt)
	l.shot(w, "aftercare-30-plain")
	w.Axe()
	w.Fits(320)
	status(t, "nothing", w.Follow("form[action='/aftercare/check-in'] button"), http.StatusUnprocessableEntity)
	w.Choose("#s-gossip", "0")
	status(t, "a check-in", w.Follow("form[action='/aftercare/check-in'] button"), http.StatusOK)
	says(t, w, l.say("counsel.care.said"))
	w.Click("main details summary")
	status(t, "without a yes", w.Follow("form[action='/aftercare/end'] button"), http.StatusUnprocessableEntity)
	w.Click("#sure")
	status(t, "ended", w.Follow("form[action='/aftercare/end'] button"), http.StatusOK)
	says(t, w, l.say("counsel.care.ended"))
}

// TestAftercareBegins begins it on the page of an organisation: in a browser,
// and without JavaScript.
func TestAftercareBegins(t *testing.T) {
	t.Parallel()
	at := home.agency(t).id
	inEachLanguage(t, func(t *testing.T, l tongue) {
		noor := home.counsellor(t, "Noor Peters", at)
		entry := home.listed(t, noor, at)
		words := strings.Join(seal.NewReceipt().Words(), " ")
		path, chosen := "/help/"+string(at)+"/aftercare", "input[name=with][value='"+string(entry)+"']"
		if l.lang == "en" {
			w := webtest.At(t, home.base, l.in(), webtest.WithoutScript())
			w.Go("/help/" + string(at))
			status(t, "from the page of who helps", w.Follow("main a[href$='/aftercare']"), http.StatusOK)
			w.Fill("#words", words)
			status(t, "the words", w.Follow("main form button[type=submit]"), http.StatusOK)
			l.shot(w, "aftercare-01-begin-plain")
			w.Axe()
			w.Click(chosen)
			status(t, "without a yes", w.Follow("main form button[type=submit]"), http.StatusUnprocessableEntity)
			w.Click("#agree")
			w.Fill("#first", hurt)
			status(t, "begun", w.Follow("main form button[type=submit]"), http.StatusOK)
			says(t, w, l.say("counsel.care.begun"), hurt)
		} else {
			w := webtest.At(t, home.base, l.in(), webtest.Phone())
			w.Go(path)
			w.Fill("#words", words)
			w.Click("[data-part=words] form button[type=submit]")
			w.Await("document.querySelector('#first')")
			l.shot(w, "aftercare-01-begin")
			w.Axe()
			w.Fits(320)
			w.Click("form[data-form=begin] button[type=submit]")
			w.AwaitText(l.say("counsel.care.agree_none"))
			w.Click(chosen)
			w.Click("#agree")
			w.Fill("#first", hurt)
			w.Click("form[data-form=begin] button[type=submit]")
			w.AwaitText(l.say("counsel.care.begun"))
			says(t, w, hurt)
		}
		c := home.visit(t, noor.person, l.in())
		c.Go("/counsel")
		noor.unlock(t, c)
		c.Await("document.querySelector('[data-part=care-rows] button')")
		c.Click("[data-part=care-rows] button")
		c.AwaitText(hurt)
		hides(t, c, l.say("counsel.space.care.alert_do"))
		l.spoilt(t, noor, words)
	})
}

// spoilt shows what is told when a message was changed, and when the counsellor
// has other keys: to both, with JavaScript and without.
func (l tongue) spoilt(t *testing.T, noor member, words string) {
	t.Helper()
	w := webtest.At(t, home.base, l.in())
	look := func(key text.Key) {
		t.Helper()
		w.Go("/aftercare")
		w.Fill("#words", words)
		w.Click("[data-part=words] form button[type=submit]")
		w.AwaitText(l.say(key))
		w.Axe()
		plain := webtest.At(t, home.base, l.in(), webtest.WithoutScript())
		plain.Go("/aftercare")
		plain.Fill("#words", words)
		status(t, "without a script", plain.Follow("main form button[type=submit]"), http.StatusOK)
		says(t, plain, l.say(key))
	}
	home.tamper(t, `
UPDATE counsel_care_said SET envelope = (SELECT sealed_key FROM counsel_care WHERE id = care)
WHERE seq = 1 AND care IN (SELECT id FROM counsel_care WHERE counsellor = $1)`, string(noor.ID))
	look("counsel.care.odd")
	c := home.visit(t, noor.person, l.in())
	c.Go("/counsel")
	noor.unlock(t, c)
	c.Await("document.querySelector('[data-part=care-rows] button')")
	c.Click("[data-part=care-rows] button")
	c.AwaitText(l.say("counsel.space.care.odd_text"))
	l.shot(c, "aftercare-40-odd")
	c.Axe()

	noor = home.keys(t, noor, "/desk/reports/api/keyring/renew")
	look("counsel.care.gone")
	hides(t, w, l.say("counsel.care.check_in"), l.say("counsel.care.say_go"))
	l.shot(w, "aftercare-41-gone")
	c.Go("/counsel")
	noor.unlock(t, c)
	c.AwaitText(l.say("counsel.space.care.closed"))
	l.shot(c, "aftercare-42-closed")
	c.Axe()
}
