// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// striped writes a picture whose left half is red.
func striped(t *testing.T) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 80, 40))
	for x := range 80 {
		for y := range 40 {
			picture.Set(x, y, color.RGBA{R: 255, G: uint8(255 * (x / 40)), B: uint8(255 * (x / 40)), A: 255})
		}
	}
	var raw bytes.Buffer
	if err := png.Encode(&raw, picture); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "foto.png")
	if err := os.WriteFile(name, raw.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestComplaintWithheld lets the accused party read a complaint without the name of
// a bystander and without half of a picture; the members see who is away, and vote.
func TestComplaintWithheld(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		b := home.bench(t)
		l.files(t, b, striped(t))

		m := home.visit(t, b.members[0].person, l.in())
		m.Go("/committee")
		b.members[0].unlock(t, m)
		m.AwaitText(l.say("complaint.room.empty"))
		away := civil.On(time.Now()).AddDays(7)
		l.isAway(t, m, away)

		s := l.room(t, b.secretary)
		l.openOnly(t, s)
		l.redacts(t, s)
		l.steps(t, s, "acknowledge", "make-complete")
		s.Click("[data-step=check-handler]")
		s.Await("document.querySelectorAll('input[name=member]').length === 3")
		says(t, s, l.say("complaint.room.away_of", "name", text.Data("Mo Aydin"), "when", text.Day(away)))
		s.Click("[data-do=cancel]")
		l.appoints(t, s, b)
		l.steps(t, s, "admit")
		accused := l.follows(t, l.copies(t, s))
		hides(t, accused, "Dorpsstraat")
		accused.Click("[data-kind=redacted] summary")
		accused.Click("[data-kind=complaint] summary")
		accused.Click("[data-kind=copy] summary")
		says(t, accused, l.say("complaint.view.own_letter", "party", text.Key("complaint.party.complainant")))
		says(t, accused, l.say("complaint.view.withheld", "party", text.Key("complaint.party.accused"), "why", text.Key("document.reason.safety")))
		l.shot(accused, "complaint-92-version")
		accused.Axe()
		accused.Fits(320)
		mark := l.say("complaint.room.redact_mark", "why", text.Key("document.reason.bystander"))
		says(t, accused, mark+" noemde mij", "foto.png")
		if shown := accused.Text("main"); strings.Contains(strings.ToLower(shown), "iedereen") {
			t.Errorf("what was taken out is there:\n%s", shown)
		}
		l.black(t, accused)
		says(t, accused, l.say("complaint.follow.counter"))

		s.Click("[data-step=invite]")
		s.Await("document.querySelector('form[data-form=step]')")
		s.Fill("#hearing", strconv.Itoa(away.Day()))
		s.Fill("#hearing-month", strconv.Itoa(int(away.Month())))
		s.Fill("#hearing-year", strconv.Itoa(away.Year()))
		s.AwaitText(l.say("complaint.room.away_day", "who", text.Data("Mo Aydin")))

		l.votes(t, b)
	})
}

// isAway says that somebody isn't there on a day.
func (l tongue) isAway(t *testing.T, w *webtest.Page, day civil.Date) {
	t.Helper()
	w.Click("details:has(form[data-form=away]) > summary")
	w.Click("form[data-form=away] button[type=submit]")
	w.AwaitText(l.say("complaint.work.no_day"))
	for _, name := range []string{"away-from", "away-until"} {
		w.Fill("#"+name, strconv.Itoa(day.Day()))
		w.Fill("#"+name+"-month", strconv.Itoa(int(day.Month())))
		w.Fill("#"+name+"-year", strconv.Itoa(day.Year()))
	}
	w.Click("form[data-form=away] button[type=submit]")
	w.AwaitText(l.say("complaint.room.away_kept"))
	l.shot(w, "complaint-90-away")
	w.Axe()
	w.Fits(320)
}

// redacts makes a version of the complaint, and keeps the complaint itself from the
// accused party.
func (l tongue) redacts(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Click("[data-kind=complaint] summary")
	w.Click("[data-paper=withhold-1]")
	w.Await("document.querySelector('form[data-form=withhold]')")
	w.Click("[data-do=withhold-cancel]")
	w.Await("document.activeElement.dataset.paper === 'withhold-1'")
	w.Click("[data-paper=redact-1]")
	w.Await("document.querySelector('form[data-form=redact]')")
	w.Click("form[data-form=redact] button[type=submit]")
	w.AwaitText(l.say("complaint.room.redact_none"))
	w.Click("[data-do=redact-cut]")
	w.AwaitText(l.say("complaint.room.redact_nothing"))
	webtest.Eval[bool](w, "(() => { const area = [...document.querySelectorAll('[data-part=pieces] textarea')].at(-1); area.focus(); area.setSelectionRange(0, 3); return true; })()")
	w.Click("[data-do=redact-cut]")
	w.AwaitText(l.say("complaint.room.redact_out", "n", 1))
	w.Fill("#redact-find", "niemand")
	w.Click("[data-do=redact-all]")
	w.AwaitText(l.say("complaint.room.redact_find_none"))
	w.Fill("#redact-find", "IEDEREEN")
	w.Click("[data-do=redact-all]")
	w.AwaitText(l.say("complaint.room.redact_out", "n", 1))
	w.Choose("#redact-reason", "private")
	w.Click("[data-part=files] details summary")
	for side, value := range map[string]string{"x": "0", "y": "0", "width": "50", "height": "100"} {
		w.Fill("#box-0-"+side, value)
	}
	w.Click("[data-part=files] details button")
	w.AwaitText(l.say("complaint.room.picture_box", "n", 1, "why", text.Key("document.reason.private")))
	w.Choose("#withhold-from", "accused")
	w.Choose("#withhold-ground", "safety")
	l.shot(w, "complaint-91-redact")
	w.Axe()
	w.Fits(320)
	w.Click("form[data-form=redact] button[type=submit]")
	w.AwaitText(l.say("complaint.room.redacted"))
	w.Await("document.querySelector('[data-kind=redacted]')")
}

// black reads the picture that the accused party got.
func (l tongue) black(t *testing.T, w *webtest.Page) {
	t.Helper()
	webtest.Eval[bool](w, "(() => { const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.arrayBuffer().then((b) => { globalThis.saved = btoa(String.fromCharCode(...new Uint8Array(b))); }); return make(blob); }; return true; })()")
	w.Click("[data-kind=redacted] button")
	w.Await("globalThis.saved !== undefined")
	raw, err := base64.StdEncoding.DecodeString(webtest.Eval[string](w, "globalThis.saved"))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	at := func(x int) []uint32 {
		r, g, b, _ := picture.At(x, 20).RGBA()
		return []uint32{r, g, b}
	}
	if left, right := at(10), at(70); !slices.Equal(left, []uint32{0, 0, 0}) || !slices.Equal(right, []uint32{0xffff, 0xffff, 0xffff}) {
		t.Errorf("left is %v, right %v", left, right)
	}
}

// votes lets two members vote, and shows a third how.
func (l tongue) votes(t *testing.T, b bench) {
	t.Helper()
	for i, judgement := range []complaint.Judgement{complaint.Founded, complaint.Founded, complaint.Unfounded} {
		w := l.room(t, b.members[i])
		l.openOnly(t, w)
		w.Click("[data-step=deliberation]")
		w.Await("document.querySelector('form[data-form=step]')")
		w.Click("input[name=vote][value=" + string(judgement) + "]")
		if judgement == complaint.Unfounded {
			w.Click("#dissent")
			w.Await("Object.keys(sessionStorage).some((name) => name.endsWith(':deliberation'))") // kept without leaving
			w.Click("[data-do=back]")
			l.openOnly(t, w)
			w.Click("[data-step=deliberation]")
			w.AwaitText(l.say("complaint.room.restored"))
		}
		w.Click("form[data-form=step] button[type=submit]")
		w.AwaitText(l.say("complaint.room.done"))
		says(t, w, l.say("complaint.vote."+text.Key(judgement)))
		if judgement == complaint.Unfounded {
			says(t, w, l.say("complaint.room.vote_dissent"))
			l.shot(w, "complaint-93-votes")
			w.Axe()
			w.Fits(320)
		}
	}
}
