// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// What stands in the addresses' bodies, typed here again.
type (
	jsonPair struct {
		Recipient string `json:"recipient"`
		Verify    string `json:"verify"`
		Lookup    string `json:"lookup,omitempty"`
	}
	jsonOfficer struct {
		Person org.PersonID
		At     org.ID
		jsonPair
	}
	jsonPanel struct {
		Org                               org.ID
		Secretaries, Members, Authorities []jsonOfficer
	}
	jsonFiling struct {
		ID       complaint.ID   `json:"id"`
		Org      org.ID         `json:"org"`
		To       []org.PersonID `json:"to"`
		Received string         `json:"received,omitempty"`
		Counters complaint.ID   `json:"counters,omitempty"`
		Post     bool           `json:"post,omitempty"`
		jsonPair
		Key      []byte `json:"key"`
		Envelope []byte `json:"envelope"`
	}
	jsonSealed struct {
		Kind     complaint.Document `json:"kind"`
		Number   int                `json:"number"`
		Readers  []int              `json:"readers"`
		Key      []byte             `json:"key"`
		Envelope []byte             `json:"envelope"`
	}
	jsonSitting struct {
		Party    complaint.Party    `json:"party"`
		Capacity complaint.Capacity `json:"capacity,omitempty"`
		Person   org.PersonID       `json:"person,omitempty"`
		At       org.ID             `json:"at,omitempty"`
		Post     bool               `json:"post,omitempty"`
		jsonPair
	}
	jsonGrant struct {
		Paper int    `json:"paper"`
		To    int    `json:"to"`
		Key   []byte `json:"key"`
	}
	jsonHearing struct {
		On civil.Date `json:"on"`
		At string     `json:"at"`
	}
	jsonAct struct {
		Since   int64              `json:"since"`
		Step    complaint.StepName `json:"step,omitempty"`
		Hearing *jsonHearing       `json:"hearing,omitempty"`
		Papers  []jsonSealed       `json:"papers,omitempty"`
		Sit     []jsonSitting      `json:"sit,omitempty"`
		Bar     []org.PersonID     `json:"bar,omitempty"`
		Grants  []jsonGrant        `json:"grants,omitempty"`
		Own     *jsonPair          `json:"own,omitempty"`
	}
	jsonSeat struct {
		Number int
		Party  complaint.Party
		Person org.PersonID
		Sits   bool
		Lent   bool
		jsonPair
		Was []jsonPair
	}
	jsonPaper struct {
		Number, By, Giver int
		Kind              complaint.Document
		Readers           []int
		Key, Envelope     []byte
	}
	jsonView struct {
		ID         complaint.ID
		Org        org.ID
		Version    int64
		State      complaint.State
		Facts      []complaint.Fact
		Seat, Next int
		Seats      []jsonSeat
		Papers     []jsonPaper
		Posts      []struct{ Paper, To int }
		Counters   complaint.ID
		Barred     []org.PersonID
	}
)

// client is a browser: it seals, and opens what it is given.
type client struct {
	*site
	who    org.PersonID // empty for who comes with words
	lookup string
	ring   seal.Keyring
}

func (s *site) officer(id org.PersonID) *client { return &client{s, id, "", s.Keys.Ring(id)} }
func (s *site) outsider() *client               { return &client{s, "", words(), seal.NewKeyring()} }

func (c *client) pair() jsonPair {
	p := complainttest.PublicOf(c.ring)
	return jsonPair{p.Recipient, p.Verify, c.lookup}
}

func must[T any](c *client, v T, err error) T {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// seals closes what is written for these readers, and gives it with its key.
func (c *client) seals(of complaint.ID, number int, kind complaint.Document, to []jsonSeat, text string) jsonSealed {
	c.t.Helper()
	out := jsonSealed{Kind: kind, Number: number}
	var keys []seal.Recipient
	for _, s := range to {
		r, err := seal.ParseRecipient(s.Recipient)
		keys, out.Readers = append(keys, must(c, r, err)), append(out.Readers, s.Number)
	}
	key, raw, err := seal.NewEpoch(c.ring.Signing, seal.Case{Organisation: "agency", ID: string(of)}, uint64(number), keys)
	out.Key = must(c, raw, err)
	raw, err = key.Seal(c.ring.Signing, seal.Draft{Sequence: 1, Purpose: "complaint", Kind: string(kind), Content: []byte(text)})
	out.Envelope = must(c, raw, err)
	return out
}

// filing is a complaint about the agency, sealed to these secretaries.
func (c *client) filing(n int, text string, to ...org.PersonID) jsonFiling {
	c.t.Helper()
	panel := want[jsonPanel](c.t, c.send("", "GET", "/complaint/api/organisations/agency", nil), 200)
	seats := []jsonSeat{{Number: 1, jsonPair: c.pair()}}
	for _, o := range panel.Secretaries {
		if slices.Contains(to, o.Person) {
			seats = append(seats, jsonSeat{Number: len(seats) + 1, jsonPair: o.jsonPair})
		}
	}
	first := c.seals(complainttest.ID(n), 1, complaint.Filing, seats, text)
	return jsonFiling{ID: complainttest.ID(n), Org: panel.Org, To: to, jsonPair: c.pair(), Key: first.Key, Envelope: first.Envelope}
}

// files sends it.
func (s *site) files(n int, text string, to ...org.PersonID) *client {
	s.t.Helper()
	c := s.outsider()
	want[struct{}](s.t, s.send("", "POST", "/complaint/api/complaints", c.filing(n, text, to...)), 204)
	return c
}

// view gives a complaint as it is shown to this client.
func (c *client) view(id complaint.ID) jsonView {
	c.t.Helper()
	if c.who != "" {
		return want[jsonView](c.t, c.send(c.who, "GET", "/committee/api/complaints/"+string(id), nil), 200)
	}
	all := want[struct{ Complaints []jsonView }](c.t, c.send("", "POST", "/complaint/api/words/open", map[string]string{"lookup": c.lookup}), 200)
	i := slices.IndexFunc(all.Complaints, func(v jsonView) bool { return v.ID == id })
	if i < 0 {
		c.t.Fatalf("complaint %s isn't shown to who comes with words", id)
	}
	return all.Complaints[i]
}

// act does something in a complaint.
func (c *client) act(id complaint.ID, a jsonAct) answer {
	c.t.Helper()
	if c.who != "" {
		return c.send(c.who, "POST", "/committee/api/complaints/"+string(id), a)
	}
	return c.send("", "POST", "/complaint/api/words/act", map[string]any{"lookup": c.lookup, "id": id, "act": a})
}

// signs gives the keys with which a seat signs, or signed.
func (v jsonView) signs(c *client, seat int) (all []seal.VerifyKey) {
	for _, s := range v.Seats {
		if s.Number != seat {
			continue
		}
		for _, p := range append([]jsonPair{s.jsonPair}, s.Was...) {
			k, err := seal.ParseVerifyKey(p.Verify)
			all = append(all, must(c, k, err))
		}
	}
	return all
}

// opens gives the key of a paper, and what stands in it.
func (c *client) opens(v jsonView, p jsonPaper) (seal.CaseKey, string) {
	c.t.Helper()
	key, err := seal.OpenEpoch(p.Key, c.ring.Identity, seal.EpochWant{
		Case: seal.Case{Organisation: string(v.Org), ID: string(v.ID)}, Number: uint64(p.Number), Makers: v.signs(c, p.By), Granters: v.signs(c, p.Giver),
	})
	key = must(c, key, err)
	said, err := key.Open(p.Envelope, seal.Want{Sequence: 1, Purpose: "complaint", Senders: v.signs(c, p.By), Kinds: []string{string(p.Kind)}})
	return key, string(must(c, said, err).Content)
}

// reads gives all that this client can open, by kind.
func (c *client) reads(v jsonView) map[complaint.Document][]string {
	c.t.Helper()
	out := map[complaint.Document][]string{}
	for _, p := range v.Papers {
		if len(p.Key) > 0 {
			_, said := c.opens(v, p)
			out[p.Kind] = append(out[p.Kind], said)
		}
	}
	return out
}

// readers gives the seats to which a document is sealed.
func (v jsonView) readers(kind complaint.Document) []jsonSeat {
	return slices.DeleteFunc(slices.Clone(v.Seats), func(s jsonSeat) bool {
		early := s.Party == complaint.Accused && !slices.Contains(v.Facts, complaint.CopySent)
		return !s.Sits || early || !complaint.Edition2026().Sees(s.Party, kind)
	})
}

// does prepares an act as a browser does: who sits down with it reads its
// papers, and is given those that there were.
func (c *client) does(v jsonView, a jsonAct, kind complaint.Document, text string) jsonAct {
	c.t.Helper()
	a.Since = v.Version
	then := v
	for _, s := range a.Sit {
		then.Seats = append(slices.Clip(then.Seats), jsonSeat{Number: len(then.Seats) + 1, Party: s.Party, Sits: true, jsonPair: s.jsonPair})
	}
	if a.Step == complaint.SendCopy {
		then.Facts = append(slices.Clip(then.Facts), complaint.CopySent)
	}
	if kind != complaint.NoDocument {
		a.Papers = []jsonSealed{c.seals(v.ID, v.Next, kind, then.readers(kind), text)}
	}
	for _, p := range v.Papers {
		for _, s := range then.readers(p.Kind) {
			if len(p.Key) == 0 || slices.Contains(p.Readers, s.Number) {
				continue
			}
			key, _ := c.opens(v, p)
			a.Grants = append(a.Grants, c.grants(p.Number, s.Number, key, s.Recipient))
		}
	}
	return a
}

func (c *client) grants(paper, to int, key seal.CaseKey, recipient string) jsonGrant {
	c.t.Helper()
	r, err := seal.ParseRecipient(recipient)
	raw, err2 := seal.Reseal(key, c.ring.Signing, []seal.Recipient{must(c, r, err)})
	return jsonGrant{paper, to, must(c, raw, err2)}
}

// takes takes a step, with a paper of a kind that it writes.
func (c *client) takes(id complaint.ID, step complaint.StepName, kind complaint.Document, text string, sit ...jsonSitting) {
	c.t.Helper()
	a := jsonAct{Step: step, Sit: sit}
	if step == complaint.Invite || step == complaint.InviteAccused {
		a.Hearing = &jsonHearing{c.Service.Today(), "09:30"}
	}
	if got := c.act(id, c.does(c.view(id), a, kind, text)); got.Status != 204 {
		c.t.Fatalf("%s: %d %s", step, got.Status, got.Body)
	}
}

// owns makes words of one's own, and seals to them all that was read.
func (c *client) owns(id complaint.ID) *client {
	c.t.Helper()
	v, own := c.view(id), c.outsider()
	pair := own.pair()
	a := jsonAct{Since: v.Version, Own: &pair}
	for _, p := range v.Papers {
		if len(p.Key) > 0 {
			key, _ := c.opens(v, p)
			a.Grants = append(a.Grants, own.grants(p.Number, v.Seat, key, pair.Recipient))
		}
	}
	want[struct{}](c.t, c.act(id, a), 204)
	return own
}
