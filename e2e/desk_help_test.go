// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
	"baken/internal/web/webtest"
)

// deskPlaces counts the organisations that tests took for themselves.
var deskPlaces atomic.Int64

// place gives an organisation in which no other test has a desk.
func (h *house) place(t *testing.T) org.ID {
	t.Helper()
	n := int(deskPlaces.Add(1))
	for _, o := range h.world.Orgs {
		if o.Kind != org.Directorate {
			continue
		}
		if n--; n == 0 {
			return o.ID
		}
	}
	t.Fatal("there are more desks than directorates")
	return ""
}

// member is somebody of a test with a passphrase for his keys.
type member struct {
	person
	words string // his passphrase
	ring  seal.Keyring
}

const deskWords = "molen fiets haven citroen dijk"

// quick is the work factor of keys that only a test opens.
const quick = 10

// officer hires an intake officer who has no keys yet.
func (h *house) officer(t *testing.T, name string, at org.ID) member {
	t.Helper()
	return member{person: h.hire(t, name, org.IntakeOfficer, at), words: deskWords}
}

// keyed is an officer with keys.
func (h *house) keyed(t *testing.T, name string, at org.ID) member {
	t.Helper()
	return h.keyedAs(t, name, org.IntakeOfficer, at)
}

// keyedAs is somebody in a role with keys.
func (h *house) keyedAs(t *testing.T, name string, role org.Role, at org.ID) member {
	t.Helper()
	return h.keys(t, member{person: h.hire(t, name, role, at), words: deskWords}, "/desk/reports/api/keyring")
}

// keys makes keys for somebody, in Go, and brings them to an address.
func (h *house) keys(t *testing.T, m member, path string) member {
	t.Helper()
	m.ring = seal.NewKeyring()
	wrapped, err := m.ring.WrapAt(m.words, quick)
	if err != nil {
		t.Fatal(err)
	}
	h.call(t, http.MethodPost, path, h.session(t, m.person), map[string]any{
		"wrapped": wrapped, "recipient": m.ring.Identity.Recipient(), "verify": m.ring.Signing.VerifyKey(),
	}, nil)
	return m
}

// call asks an address of the API, and fails the test when it refuses.
func (h *house) call(t *testing.T, method, path, session string, in, out any) {
	t.Helper()
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, h.base+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if session != "" {
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode >= 300 {
		t.Fatalf("%s %s: %s: %s", method, path, answer.Status, raw)
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(raw, out); err != nil {
		t.Fatalf("%s %s: %v: %s", method, path, err, raw)
	}
}

// filed is a report that was made with base/seal in Go, with the keys of who
// made it.
type filed struct {
	id    report.ID
	org   org.ID
	words string
	keys  seal.ReceiptKeys
	epoch seal.CaseKey
}

func (f filed) path() string { return "/desk/reports/" + string(f.id) }

// apiDesk is what a reporter's browser is told of a desk.
type apiDesk struct {
	Site                 string
	Members, Independent []struct{ ID, Recipient, Verify string }
}

// report files a report as a browser does: sealed to the desk, the independent
// desk and the reporter. more is other answers, each by name and then what it is.
func (h *house) report(t *testing.T, at org.ID, what string, more ...string) filed {
	t.Helper()
	var desk apiDesk
	h.call(t, http.MethodGet, "/report/api/desks/"+string(at), "", nil, &desk)
	receipt := seal.NewReceipt()
	keys, err := receipt.Stretch(desk.Site)
	if err != nil {
		t.Fatal(err)
	}
	readers := []seal.Recipient{keys.Identity.Recipient()}
	refs := []report.Ref{report.RefOf(keys.Identity.Recipient().String())}
	for _, m := range append(desk.Members, desk.Independent...) {
		r, err := seal.ParseRecipient(m.Recipient)
		if err != nil {
			t.Fatal(err)
		}
		readers, refs = append(readers, r), append(refs, report.RefOf(m.Recipient))
	}
	f := filed{id: report.ID(db.NewID()), org: at, words: strings.Join(receipt.Words(), " "), keys: keys}
	key, envelope, err := seal.NewEpoch(keys.Signing, f.sealed(), 1, readers)
	if err != nil {
		t.Fatal(err)
	}
	f.epoch = key
	content := map[string]any{"what": what}
	for i := 0; i < len(more); i += 2 {
		content[more[i]] = more[i+1]
	}
	h.call(t, http.MethodPost, "/report/api/cases", "", map[string]any{
		"case": f.id, "org": at, "lookup": keys.Lookup.Export(), "reporter": map[string]any{
			"recipient": keys.Identity.Recipient(), "verify": keys.Signing.VerifyKey(),
		},
		"epoch":   map[string]any{"number": 1, "recipient": key.Epoch().Recipient, "sealedKey": envelope, "recipients": refs},
		"message": map[string]any{"seq": 1, "epoch": 1, "envelope": f.seal(t, key, 1, "report", content)},
	}, nil)
	return f
}

func (f filed) sealed() seal.Case { return seal.Case{Organisation: string(f.org), ID: string(f.id)} }

// seal closes a message of the reporter.
func (f filed) seal(t *testing.T, key seal.CaseKey, seq uint64, kind string, content map[string]any) []byte {
	t.Helper()
	raw, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	envelope, err := key.Seal(f.keys.Signing, seal.Draft{Sequence: seq, Purpose: "dialogue", Kind: kind, Content: raw})
	if err != nil {
		t.Fatal(err)
	}
	return envelope
}

// say adds a message of the reporter in the first epoch.
func (h *house) say(t *testing.T, f filed, seq uint64, text string) {
	t.Helper()
	h.call(t, http.MethodPost, "/report/api/messages", "", map[string]any{
		"lookup":  f.keys.Lookup.Export(),
		"message": map[string]any{"seq": seq, "epoch": 1, "envelope": f.seal(t, f.epoch, seq, "text", map[string]any{"text": text})},
	}, nil)
}

// unlock opens the desk in the window with the member's passphrase.
func (m member) unlock(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Await("document.querySelector('#passphrase')")
	w.Fill("#passphrase", m.words)
	w.Click("form[data-form=unlock] button[type=submit]")
	w.Await("document.querySelector('[data-part=bar] button')")
}

// atDesk opens the desk for a member, who confirms the keys that he is asked
// about.
func (h *house) atDesk(t *testing.T, m member, path string, options ...webtest.Option) *webtest.Page {
	t.Helper()
	w := h.visit(t, m.person, options...)
	w.Go(path)
	m.unlock(t, w)
	confirmAll(t, w)
	return w
}

const settled = "!document.querySelector('[data-screen=doubts]') || document.querySelector('[data-do=right]')"

// confirmAll says of each key that is asked about that it is right.
func confirmAll(t *testing.T, w *webtest.Page) {
	t.Helper()
	for range 10 {
		w.Await(settled)
		if !w.Has("[data-do=right]") {
			return
		}
		left := webtest.Eval[int](w, "document.querySelectorAll('[data-do=right]').length")
		w.Click("[data-do=right]")
		w.Await("document.querySelectorAll('[data-do=right]').length < " + string(rune('0'+left)))
	}
	t.Fatal("there are keys without end")
}

// dialogue gives the messages on the page.
func dialogue(t *testing.T, w *webtest.Page) []string {
	t.Helper()
	return strings.Split(webtest.Eval[string](w, "[...document.querySelectorAll('.baken-message .baken-verbatim')].map(e => e.innerText).join('\\u0000')"), "\x00")
}
