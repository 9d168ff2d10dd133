// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"errors"
	"slices"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report/reporttest"
)

// A server that lies: what it serves instead of what was kept is seen by the
// reporter's browser and by the officer's, each of which opens the case with
// its own keys and believes nothing that isn't signed.
func TestAServerThatLies(t *testing.T) {
	s := open(t, engineMemory)
	reporter, filed := s.reporter("one")
	ans := s.officer(reporttest.Ans)
	say := func(c *client, words string) {
		t.Helper()
		found, _ := c.open(filed.Case)
		want[jsonRecorded](t, c.say(found, "text", words, ""), 201)
	}
	say(ans, "two")
	say(reporter, "three")
	say(ans, "four")
	_, elsewhere := s.reporter("another case")
	other, _ := ans.open(elsewhere.Case)
	mallory := seal.NewKeyring()

	for _, tc := range []struct {
		lie  string
		tell func(t *testing.T, c *jsonCase)
		want error
	}{
		{"a message is dropped", func(_ *testing.T, c *jsonCase) { c.Messages = slices.Delete(c.Messages, 1, 2) }, errGap},
		{"messages change places", func(_ *testing.T, c *jsonCase) {
			c.Messages[0].Envelope, c.Messages[2].Envelope = c.Messages[2].Envelope, c.Messages[0].Envelope
		}, seal.ErrSequence},
		{"messages of both sides change places", func(_ *testing.T, c *jsonCase) {
			c.Messages[1].Envelope, c.Messages[2].Envelope = c.Messages[2].Envelope, c.Messages[1].Envelope
		}, seal.ErrSequence},
		{"a message comes again", func(_ *testing.T, c *jsonCase) {
			m := c.Messages[1]
			m.Seq = 5
			c.Messages = append(c.Messages, m)
		}, seal.ErrSequence},
		{"a message comes under another's name", func(_ *testing.T, c *jsonCase) { c.Messages[1].From = "bas" }, seal.ErrSender},
		{"an officer's words come as the reporter's", func(_ *testing.T, c *jsonCase) { c.Messages[1].From = "reporter" }, seal.ErrSender},
		{"a message is one of another case", func(_ *testing.T, c *jsonCase) { c.Messages[0].Envelope = other.Messages[0].Envelope }, seal.ErrKey},
		{"a bit is turned", func(_ *testing.T, c *jsonCase) {
			c.Messages[0].Envelope = slices.Clone(c.Messages[0].Envelope)
			c.Messages[0].Envelope[len(c.Messages[0].Envelope)-1] ^= 1
		}, seal.ErrDamaged},
		{"the case has another name", func(_ *testing.T, c *jsonCase) { c.Case = elsewhere.Case }, seal.ErrCase},
		{"the case is of another organisation", func(_ *testing.T, c *jsonCase) { c.Org = "sibling" }, seal.ErrOrganisation},
		{"an epoch is made by nobody known", func(t *testing.T, c *jsonCase) { c.Epochs[0] = forgedEpoch(t, c, mallory, reporter, ans) }, seal.ErrMaker},
		{"an epoch is dropped", func(_ *testing.T, c *jsonCase) { c.Epochs = c.Epochs[1:] }, errNothing},
	} {
		t.Run(tc.lie, func(t *testing.T) {
			for _, c := range []*client{reporter, ans} {
				found := c.fetch(filed.Case)
				tc.tell(t, &found)
				said, err := c.read(found)
				if errors.Is(tc.want, errNothing) && err == nil && len(said) == 0 {
					continue // nothing opens: the browser has no key of what it is shown
				}
				if !errors.Is(err, tc.want) {
					t.Errorf("%q sees %d messages and %v, want %v", c.who, len(said), err, tc.want)
				}
			}
		})
	}
}

// errNothing stands for a case of which nothing can be opened.
var errNothing = errors.New("nothing opens")

// forgedEpoch gives an epoch that somebody else made, sealed to the right
// readers and to himself.
func forgedEpoch(t *testing.T, c *jsonCase, by seal.Keyring, readers ...*client) jsonEpoch {
	t.Helper()
	to := []seal.Recipient{by.Identity.Recipient()}
	for _, r := range readers {
		to = append(to, r.identity.Recipient())
	}
	key, sealed, err := seal.NewEpoch(by.Signing, seal.Case{Organisation: c.Org, ID: c.Case}, 1, to)
	if err != nil {
		t.Fatal(err)
	}
	e := c.Epochs[0]
	e.Recipient, e.SealedKey = key.Epoch().Recipient.String(), sealed
	return e
}

// A server that hands out a key of its own as an officer's: the reporter seals
// to it, and the officers' browsers see that it isn't logged for their desk.
func TestAServerThatSwapsKeys(t *testing.T) {
	s := open(t, engineMemory)
	mallory := seal.NewKeyring()
	keys := reporttest.Keys(t)
	c := &client{site: s, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: map[int64]seal.CaseKey{}}
	body := c.filing("x")
	readers := []seal.Recipient{c.identity.Recipient(), mallory.Identity.Recipient()}
	for _, id := range []org.PersonID{reporttest.Ans, reporttest.Bas, reporttest.Cis} {
		readers = append(readers, s.Rings[id].Identity.Recipient())
	}
	key, sealed, err := seal.NewEpoch(c.signing, seal.Case{Organisation: "agency", ID: body.Case}, 1, readers)
	if err != nil {
		t.Fatal(err)
	}
	c.keys[1] = key
	body.Epoch.Recipient, body.Epoch.SealedKey = key.Epoch().Recipient.String(), sealed
	body.Message = c.message(1, 1, "report", map[string]string{"what": "x"})
	want[jsonRecorded](t, s.send("", "POST", "/report/api/cases", body), 201)
	ans := s.officer("ans")
	if _, err := ans.read(ans.fetch(body.Case)); !errors.Is(err, errReaders) {
		t.Errorf("an officer opens what was sealed to an unknown key too: %v", err)
	}
}

// The last message can be held back from one side: nobody who wasn't told of
// it can know. The proof that its sender holds shows it, and so does an audit
// (base/ledger/ledgerdb: rolled-back), since the case is then older than its
// last event.
func TestTheLastMessageHeldBackIsInTheProof(t *testing.T) {
	s := open(t, "sqlite")
	reporter, filed := s.reporter("one")
	seen, _ := reporter.open("")
	said := want[jsonRecorded](t, reporter.say(seen, "text", "two", ""), 201)
	found := s.officer("ans").fetch(filed.Case)
	found.Messages = found.Messages[:1]
	if _, err := s.officer("ans").read(found); err != nil {
		t.Fatalf("a case that ends early can't be told from a short one: %v", err)
	}
	if said.Proof == "" || said.Version != 2 {
		t.Errorf("the sender holds no proof of version 2: %+v", said)
	}
}
