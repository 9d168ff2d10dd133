// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
	"baken/internal/web"
)

// posts are the addresses that take a body, with who sends it.
var posts = []struct {
	who org.PersonID
	at  string
}{
	{"", "/complaint/api/complaints"},
	{"", "/complaint/api/words/open"},
	{"", "/complaint/api/words/act"},
	{complainttest.Sam, "/committee/api/complaints"},
	{complainttest.Sam, "/committee/api/complaints/" + string(complainttest.ID(1))},
}

func TestBodiesThatAreRefused(t *testing.T) {
	s := open(t, complainttest.New())
	s.files(1, "x", complainttest.Sam)
	for _, to := range posts {
		for _, tc := range []struct{ what, kind, body string }{
			{"no JSON", "application/json", "x"},
			{"nothing", "application/json", ""},
			{"two values", "application/json", "{} {}"},
			{"a list", "application/json", "[]"},
			{"half a value", "application/json", `{"lookup":`},
			{"a name twice", "application/json", `{"lookup":"x","lookup":"y","since":1,"since":2}`},
			{"another type", "text/plain", "{}"},
			{"no type", "", "{}"},
			{"a form", "application/x-www-form-urlencoded", "lookup=x"},
		} {
			refuses(t, tc.what+" to "+to.at, s.raw(to.who, "POST", to.at, tc.kind, []byte(tc.body)), 422, web.ErrForm)
		}
		large := []byte(`{"lookup":"` + strings.Repeat("x", 9<<20) + `"}`)
		refuses(t, "too much to "+to.at, s.raw(to.who, "POST", to.at, "application/json", large), 413, web.ErrTooLarge)
	}
	if v := s.officer(complainttest.Sam).view(complainttest.ID(1)); v.Version != 1 {
		t.Errorf("a refused body changed the complaint: version %d", v.Version)
	}
}

// A field that nobody knows changes nothing: an older server takes what a newer
// script sends, and nothing that isn't asked for gets in by it.
func TestFieldsThatNobodyKnows(t *testing.T) {
	s := open(t, complainttest.New())
	c := s.outsider()
	in := c.filing(1, "x", complainttest.Sam)
	body := map[string]any{
		"id": in.ID, "org": in.Org, "to": in.To, "lookup": in.Lookup, "recipient": in.Recipient, "verify": in.Verify, "key": in.Key, "envelope": in.Envelope,
		"committee": "elsewhere", "state": "concluded", "barred": []string{"sam"}, "seats": []int{1}, "received": "2020-01-01", "post": true,
	}
	want[struct{}](t, s.send("", "POST", "/complaint/api/complaints", body), 204)
	got, err := s.Store.Find(t.Context(), org.System("test"), complainttest.ID(1))
	if err != nil || got.State != complaint.Received || got.Committee != "ministry" || got.Received != s.Service.Today() || got.Seats[0].Post {
		t.Errorf("it came in as %+v, %v", got, err)
	}
}

func TestFilingsThatAreRefused(t *testing.T) {
	s := open(t, complainttest.New())
	other := s.files(9, "x", complainttest.Sam)
	for what, tc := range map[string]struct {
		change func(*jsonFiling)
		status int
		fault  error
	}{
		"no id":                   {func(f *jsonFiling) { f.ID = "" }, 422, complaint.ErrID},
		"an id with a path":       {func(f *jsonFiling) { f.ID = "../../00000000000000000000" }, 422, complaint.ErrID},
		"an id that is taken":     {func(f *jsonFiling) { f.ID = complainttest.ID(9) }, 409, complaint.ErrTaken},
		"words that are taken":    {func(f *jsonFiling) { f.Lookup = other.lookup }, 409, complaint.ErrTaken},
		"no words":                {func(f *jsonFiling) { f.Lookup = "" }, 422, seal.ErrFormat},
		"words as they are":       {func(f *jsonFiling) { f.Lookup = "one two three four five six seven eight" }, 422, seal.ErrFormat},
		"no organisation":         {func(f *jsonFiling) { f.Org = "" }, 404, complaint.ErrNoCommittee},
		"another organisation":    {func(f *jsonFiling) { f.Org = "elsewhere" }, 404, complaint.ErrNoCommittee},
		"no keys":                 {func(f *jsonFiling) { f.Recipient, f.Verify = "", "" }, 422, complaint.ErrKeys},
		"the keys of a secretary": {func(f *jsonFiling) { f.Recipient = complainttest.PublicOf(s.Keys.Ring(complainttest.Sam)).Recipient }, 409, complaint.ErrSeatTwice},
		"to nobody":               {func(f *jsonFiling) { f.To = nil }, 403, complaint.ErrSeat},
		"to a member":             {func(f *jsonFiling) { f.To = []org.PersonID{complainttest.Mia} }, 409, complaint.ErrReaders},
		"to one twice":            {func(f *jsonFiling) { f.To = append(f.To, f.To...) }, 409, complaint.ErrSeatTwice},
		"in the clear":            {func(f *jsonFiling) { f.Envelope = []byte(harmed) }, 422, complaint.ErrEnvelope},
		"a key in the clear":      {func(f *jsonFiling) { f.Key = []byte("key") }, 422, complaint.ErrEnvelope},
		"too large":               {func(f *jsonFiling) { f.Envelope = append(f.Envelope, make([]byte, complaint.MostPaper)...) }, 413, complaint.ErrLarge},
		"an answer to itself":     {func(f *jsonFiling) { f.Counters = f.ID }, 422, complaint.ErrID},
	} {
		in := s.outsider().filing(1, "x", complainttest.Sam)
		tc.change(&in)
		refuses(t, what, s.send("", "POST", "/complaint/api/complaints", in), tc.status, tc.fault)
	}
	if _, err := s.Store.Find(t.Context(), org.System("test"), complainttest.ID(1)); err == nil {
		t.Error("what was refused is kept")
	}
}

func TestActsThatAreRefused(t *testing.T) {
	s := open(t, complainttest.New())
	c := s.files(1, "x", complainttest.Sam)
	id := complainttest.ID(1)
	other := s.files(2, "x", complainttest.Sam)
	own := s.outsider().pair()
	for what, tc := range map[string]struct {
		as     *client
		change func(*jsonAct)
		status int
		fault  error
	}{
		"nothing":                    {c, func(a *jsonAct) { *a = jsonAct{Since: 1} }, 422, complaint.ErrStep},
		"no such step":               {c, func(a *jsonAct) { a.Step = "win" }, 422, complaint.ErrStep},
		"another's step":             {c, func(a *jsonAct) { a.Step = complaint.Acknowledge }, 403, complaint.ErrParty},
		"from another screen":        {c, func(a *jsonAct) { a.Since = 9 }, 409, complaint.ErrStale},
		"without its paper":          {c, func(a *jsonAct) { a.Papers = nil }, 422, complaint.ErrPaper},
		"another paper":              {c, func(a *jsonAct) { a.Papers[0].Kind = complaint.Conclusion }, 422, complaint.ErrPaper},
		"in another's place":         {c, func(a *jsonAct) { a.Papers[0].Number = 1 }, 409, complaint.ErrStale},
		"to a seat that there isn't": {c, func(a *jsonAct) { a.Papers[0].Readers = append(a.Papers[0].Readers, 3) }, 409, complaint.ErrReaders},
		"to too few":                 {c, func(a *jsonAct) { a.Papers[0].Readers = []int{1} }, 409, complaint.ErrReaders},
		"in the clear":               {c, func(a *jsonAct) { a.Papers[0].Envelope = []byte(reply) }, 422, complaint.ErrEnvelope},
		"a seat for a secretary":     {c, func(a *jsonAct) { a.Sit = []jsonSitting{{Party: complaint.Secretary, jsonPair: own}} }, 403, complaint.ErrSeat},
		"a seat without words": {c, func(a *jsonAct) {
			a.Sit = []jsonSitting{{Party: complaint.Complainant, jsonPair: jsonPair{Recipient: own.Recipient}}}
		}, 403, complaint.ErrSeat},
		"words that are none": {c, func(a *jsonAct) { a.Sit = []jsonSitting{{jsonPair: jsonPair{Lookup: "words"}}} }, 422, seal.ErrFormat},
		"own words that are none": {c, func(a *jsonAct) {
			*a = jsonAct{Since: 1, Own: &jsonPair{Recipient: own.Recipient, Verify: own.Verify, Lookup: "x"}}
		}, 422, seal.ErrFormat},
		"own words with what he doesn't read": {c, func(a *jsonAct) {
			*a = jsonAct{Since: 1, Own: &own, Grants: []jsonGrant{{9, 1, complainttest.Envelope("k")}}}
		}, 403, complaint.ErrGrant},
		"a key that isn't owed":          {c, func(a *jsonAct) { a.Grants = []jsonGrant{{1, 2, complainttest.Envelope("k")}} }, 403, complaint.ErrGrant},
		"a bar":                          {c, func(a *jsonAct) { a.Bar = []org.PersonID{complainttest.Sam} }, 403, complaint.ErrSeat},
		"by another complainant":         {other, func(*jsonAct) {}, 404, complaint.ErrNotFound},
		"by a secretary, as the decider": {s.officer(complainttest.Sam), func(a *jsonAct) { a.Step, a.Papers = complaint.Decline, nil }, 403, complaint.ErrParty},
		"a chair with a stranger's keys": {s.officer(complainttest.Sam), func(a *jsonAct) { *a = jsonAct{Since: 1, Step: complaint.CheckHandler, Sit: stray(s)} }, 403, complaint.ErrSeat},
	} {
		a := c.does(c.view(id), jsonAct{Step: complaint.Supplement}, complaint.Enclosure, "x")
		tc.change(&a)
		refuses(t, what, tc.as.act(id, a), tc.status, tc.fault)
	}
	if v := c.view(id); v.Version != 1 || len(v.Papers) != 1 {
		t.Errorf("what was refused is kept: version %d, %d papers", v.Version, len(v.Papers))
	}
}

// stray is a chamber in which a stranger's keys stand for the chair's.
func stray(s *site) []jsonSitting {
	all := s.chamber()
	all[0].jsonPair = s.outsider().pair()
	all[0].Lookup = ""
	return all
}
