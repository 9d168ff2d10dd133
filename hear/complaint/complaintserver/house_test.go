// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complainttest"
)

const siteName = "baken.example"

// house is a House with a server, whose service may lie.
type house struct {
	*complainttest.House
	*complaintserver.Server
	lies *liar
	t    *testing.T
}

func open(t *testing.T) house {
	t.Helper()
	h := complainttest.NewHouse(t, complainttest.New())
	lies := &liar{Service: h.Service}
	return house{h, complaintserver.New(complaintserver.Config{
		Service: lies, Orgs: h.Orgs, Lookup: h.Service.Lookup, Site: func(context.Context) (string, error) { return siteName, nil },
	}), lies, t}
}

// liar changes what the service gives, and refuses the first acts.
type liar struct {
	*complaint.Service
	change func(*complaint.Standing)
	busy   int
}

func (l *liar) Follow(ctx context.Context, of seal.Lookup) ([]complaint.Standing, error) {
	all, err := l.Service.Follow(ctx, of)
	for i := range all {
		if l.change != nil {
			l.change(&all[i])
		}
	}
	return all, err
}

func (l *liar) ActByWords(ctx context.Context, of seal.Lookup, id complaint.ID, a complaint.Act) error {
	if l.busy > 0 {
		l.busy--
		return complaint.ErrStale
	}
	return l.Service.ActByWords(ctx, of, id, a)
}

func answers() map[string]string {
	return map[string]string{
		"name": "Amira Haddad", "address": "Dorpsstraat 1\n1234 AB Ons Dorp", "contact": "06 1", "about": "Kees Jansen", "when": "maandag",
		"text": "Hij noemde mij <b>aap</b>.",
	}
}

var brief = complaintserver.File{Name: "brief.txt", Type: "text/plain", Data: []byte("Een brief.\x00")}

// files files a complaint to Sam, and gives the words.
func (h house) files() string {
	h.t.Helper()
	filed, err := h.File(h.t.Context(), orgtest.Agency, complaintserver.Filing{
		To: []org.PersonID{complainttest.Sam}, Answers: answers(), Files: []complaintserver.File{brief},
	})
	if err != nil || filed.Missed != nil {
		h.t.Fatal(err, filed.Missed)
	}
	return strings.Join(filed.Words, " ")
}

// opens gives the complaint of words.
func (h house) opens(words string) complaintserver.Followed {
	h.t.Helper()
	f, err := h.Open(h.t.Context(), words)
	if err != nil {
		h.t.Fatal(err)
	}
	return f
}

// browser is who opens and seals as a browser does, without this package.
type browser struct {
	t        *testing.T
	identity seal.Identity
	signing  seal.SigningKey
}

func (h house) officer(who org.PersonID) browser {
	ring := h.Keys.Ring(who)
	return browser{h.t, ring.Identity, ring.Signing}
}

func (h house) party(words string) (browser, seal.Lookup) {
	h.t.Helper()
	receipt, err := seal.ParseReceipt(words)
	if err != nil {
		h.t.Fatal(err)
	}
	keys, err := receipt.Stretch(siteName)
	if err != nil {
		h.t.Fatal(err)
	}
	return browser{h.t, keys.Identity, keys.Signing}, keys.Lookup
}

func signs(t *testing.T, c complaint.Complaint, n complaint.SeatNumber) (all []seal.VerifyKey) {
	t.Helper()
	s, ok := c.Seat(n)
	if !ok {
		return nil
	}
	for _, p := range append([]complaint.Public{s.Public}, s.Was...) {
		k, err := seal.ParseVerifyKey(p.Verify)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, k)
	}
	return all
}

// key opens the key of a paper.
func (b browser) key(s complaint.Standing, g complaint.Opened) seal.CaseKey {
	b.t.Helper()
	paper := s.Papers[g.Number-1]
	key, err := seal.OpenEpoch(g.Key, b.identity, seal.EpochWant{
		Case: seal.Case{Organisation: string(s.Org), ID: string(s.ID)}, Number: uint64(g.Number),
		Makers: signs(b.t, s.Complaint, paper.By), Granters: signs(b.t, s.Complaint, g.Giver),
	})
	if err != nil {
		b.t.Fatalf("paper %d: %v", g.Number, err)
	}
	return key
}

// reads opens all that was given, by kind.
func (b browser) reads(s complaint.Standing) map[complaint.Document][]map[string]any {
	b.t.Helper()
	out := map[complaint.Document][]map[string]any{}
	for _, g := range s.Given {
		paper := s.Papers[g.Number-1]
		said, err := b.key(s, g).Open(g.Envelope, seal.Want{
			Sequence: 1, Purpose: "complaint", Senders: signs(b.t, s.Complaint, paper.By), Kinds: []string{string(paper.Kind)},
		})
		if err != nil {
			b.t.Fatalf("paper %d: %v", g.Number, err)
		}
		var content map[string]any
		if err := json.Unmarshal(said.Content, &content); err != nil {
			b.t.Fatal(err)
		}
		out[paper.Kind] = append(out[paper.Kind], content)
	}
	return out
}

// seals closes what is written for these seats.
func (b browser) seals(c complaint.Complaint, kind complaint.Document, to []complaint.Seat, content string) complaint.Sealed {
	b.t.Helper()
	return b.sealsAs(c, string(kind), kind, to, content)
}

func (b browser) sealsAs(c complaint.Complaint, inside string, kind complaint.Document, to []complaint.Seat, content string) complaint.Sealed {
	b.t.Helper()
	out := complaint.Sealed{Kind: kind, Number: complaint.PaperNumber(len(c.Papers) + 1)}
	var keys []seal.Recipient
	for _, s := range to {
		r, err := seal.ParseRecipient(s.Recipient)
		if err != nil {
			b.t.Fatal(err)
		}
		keys, out.Readers = append(keys, r), append(out.Readers, s.Number)
	}
	key, raw, err := seal.NewEpoch(b.signing, seal.Case{Organisation: string(c.Org), ID: string(c.ID)}, uint64(out.Number), keys)
	if err != nil {
		b.t.Fatal(err)
	}
	out.Key = raw
	out.Envelope, err = key.Seal(b.signing, seal.Draft{Sequence: 1, Purpose: "complaint", Kind: inside, Content: []byte(content)})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// stands gives the only complaint as an official sees it.
func (h house) stands(who org.PersonID, id complaint.ID) complaint.Standing {
	h.t.Helper()
	s, err := h.House.Service.Stand(h.t.Context(), h.Actor(h.t, who), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// takes lets Sam take a step, with a paper of that kind.
func (h house) takes(id complaint.ID, a complaint.Act, kind complaint.Document, content string) {
	h.t.Helper()
	s := h.stands(complainttest.Sam, id)
	a.Since = s.Version
	then := s.Complaint
	for _, seat := range a.Sit {
		seat.Number = complaint.SeatNumber(len(then.Seats) + 1)
		then.Seats = append(then.Seats[:len(then.Seats):len(then.Seats)], seat)
	}
	if a.Step == complaint.SendCopy {
		then.Facts = append(then.Facts[:len(then.Facts):len(then.Facts)], complaint.CopySent)
	}
	me := h.officer(complainttest.Sam)
	if kind != complaint.NoDocument {
		var to []complaint.Seat
		for _, n := range then.Readers(s.Procedure, kind, complaint.Withheld{}) {
			seat, _ := then.Seat(n)
			to = append(to, seat)
		}
		a.Papers = []complaint.Sealed{me.seals(s.Complaint, kind, to, content)}
	}
	for _, g := range then.Owed(s.Procedure) {
		for _, given := range s.Given {
			if given.Number != g.Paper {
				continue
			}
			seat, _ := then.Seat(g.To)
			r, err := seal.ParseRecipient(seat.Recipient)
			if err != nil {
				h.t.Fatal(err)
			}
			if g.Key, err = seal.Reseal(me.key(s, given), me.signing, []seal.Recipient{r}); err != nil {
				h.t.Fatal(err)
			}
			a.Grants = append(a.Grants, g)
		}
	}
	if err := h.House.Service.Act(h.t.Context(), h.Actor(h.t, complainttest.Sam), id, a); err != nil {
		h.t.Fatalf("%s: %v", a.Step, err)
	}
}

// admits takes a complaint up: the chamber sits, and it is handled.
func (h house) admits(id complaint.ID) {
	h.t.Helper()
	h.takes(id, complaint.Act{Step: complaint.MakeComplete}, complaint.NoDocument, "")
	h.takes(id, complaint.Act{Step: complaint.CheckHandler, Sit: h.chamber()}, complaint.NoDocument, "")
	h.takes(id, complaint.Act{Step: complaint.Admit}, complaint.NoDocument, "")
}

// chamber is three members and who concludes.
func (h house) chamber() (all []complaint.Seat) {
	sit := func(who org.PersonID, p complaint.Party, c complaint.Capacity, at org.ID) {
		all = append(all, complaint.Seat{Party: p, Capacity: c, Person: who, Org: at, Public: complainttest.PublicOf(h.Keys.Ring(who))})
	}
	sit(complainttest.Mia, complaint.Member, complaint.Chair, orgtest.Ministry)
	sit(complainttest.Max, complaint.Member, complaint.Self, orgtest.Ministry)
	sit(complainttest.Mel, complaint.Member, complaint.Self, orgtest.Ministry)
	sit(complainttest.Aya, complaint.Authority, complaint.Self, orgtest.Agency)
	return all
}
