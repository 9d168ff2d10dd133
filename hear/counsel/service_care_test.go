// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

// clinic has one counsellor who listens.
type clinic struct {
	*counsel.Service
	counseltest.Listener
	now time.Time
}

type trees struct{ *org.Tree }

func (o trees) Today(context.Context) (*org.Tree, error) { return o.Tree, nil }

func openClinic(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{Listener: counseltest.Listening("e", orgtest.Agency), now: orgtest.Now}
	store := counseltest.New()
	if err := store.Create(t.Context(), org.System("test"), c.Entry, nil); err != nil {
		t.Fatal(err)
	}
	c.Service = counsel.NewService(counsel.Config{
		Store: store, Orgs: trees{orgtest.Tree(t)}, People: c.Listener, Keys: c.Listener, Policy: orgtest.Policy(t, counsel.Rules()),
		Now: func() time.Time { return c.now }, Limit: 600, Lookup: seal.NewLookupKey([]byte("a secret of the tests")),
	})
	return c
}

// lookup gives what a receipt is found by; n stands for the receipt.
func lookup(t *testing.T, n byte) seal.Lookup {
	t.Helper()
	const digits = "0123456789abcdef"
	l, err := seal.ParseLookup("000000000000000000000000000000" + string(digits[n>>4]) + string(digits[n&15]))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (c *clinic) beginning(t *testing.T, n byte) counsel.Beginning {
	t.Helper()
	return counsel.Beginning{
		Care: counseltest.CareID(int(n)), Org: orgtest.Agency, With: "e", Reader: c.Ring.Identity.Recipient().Fingerprint().String(),
		Lookup: lookup(t, n), Verify: seal.NewSigningKey().VerifyKey().String(), Key: counseltest.Envelope("key"), First: counseltest.Envelope("first"),
	}
}

func TestAftercareBeginsAsItShould(t *testing.T) {
	c := openClinic(t)
	if err := c.BeginCare(t.Context(), c.beginning(t, 1)); err != nil {
		t.Fatal(err)
	}
	for rule, tc := range map[string]struct {
		change func(*counsel.Beginning)
		want   error
	}{
		"with somebody who isn't there":   {func(b *counsel.Beginning) { b.With = "x" }, counsel.ErrNobody},
		"of another organisation":         {func(b *counsel.Beginning) { b.Org = orgtest.Ministry }, counsel.ErrNobody},
		"sealed to other keys":            {func(b *counsel.Beginning) { b.Reader = "other" }, counsel.ErrListener},
		"with the same words":             {func(b *counsel.Beginning) { b.Lookup = lookup(t, 1) }, counsel.ErrBegun},
		"without a name":                  {func(b *counsel.Beginning) { b.Care = "one" }, counsel.ErrCareID},
		"in clear":                        {func(b *counsel.Beginning) { b.First = []byte("words") }, counsel.ErrEnvelope},
		"with a key in clear":             {func(b *counsel.Beginning) { b.Key = []byte("key") }, counsel.ErrEnvelope},
		"with nothing to check words by":  {func(b *counsel.Beginning) { b.Verify = "key" }, counsel.ErrEnvelope},
		"more than a message may be":      {func(b *counsel.Beginning) { b.First = make([]byte, counsel.MostNote+1) }, counsel.ErrNoteLarge},
		"with what another one is called": {func(b *counsel.Beginning) { b.Care = counseltest.CareID(1) }, counsel.ErrBegun},
	} {
		b := c.beginning(t, 2)
		if tc.change(&b); !errors.Is(c.BeginCare(t.Context(), b), tc.want) {
			t.Errorf("%s: want %v", rule, tc.want)
		}
	}
	f, err := c.Follow(t.Context(), lookup(t, 1))
	if err != nil || f.Name != c.Name || f.Since != civil.Day(orgtest.Now.Year(), orgtest.Now.Month(), 1) {
		t.Errorf("it is followed by %q since %s: %v", f.Name, f.Since, err)
	}
}

// In every order of what can be done, aftercare is read and answered by the
// reporter's words and by its counsellor alone, and ends for good.
func TestAftercareIsForTwo(t *testing.T) {
	owner := orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	others := []org.Actor{org.Public(), orgtest.Actor(t, org.Counsellor, orgtest.Sibling)}
	for _, role := range org.Roles() {
		if role != org.Counsellor {
			others = append(others, orgtest.Actor(t, role, orgtest.Agency))
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		c := openClinic(t)
		said := map[byte]int{} // by receipt, how much was said; 0 for none
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			n := rapid.ByteRange(1, 3).Draw(r, "receipt")
			envelope := counseltest.Envelope("words")
			switch rapid.SampledFrom([]string{"begin", "say", "answer", "end", "other"}).Draw(r, "step") {
			case "begin":
				if err := c.BeginCare(t.Context(), c.beginning(t, n)); (err == nil) != (said[n] == 0) {
					r.Fatalf("begun over %d: %v", said[n], err)
				}
				said[n] = max(said[n], 1)
			case "say":
				if err := c.SayCare(t.Context(), lookup(t, n), int64(said[n])+1, envelope); (err == nil) != (said[n] > 0) {
					r.Fatalf("said after %d: %v", said[n], err)
				} else if err == nil {
					said[n]++
				}
			case "answer":
				if err := c.AnswerCare(t.Context(), owner, counseltest.CareID(int(n)), int64(said[n])+1, envelope); (err == nil) != (said[n] > 0) {
					r.Fatalf("answered after %d: %v", said[n], err)
				} else if err == nil {
					said[n]++
				}
			case "end":
				if err := c.EndCare(t.Context(), lookup(t, n)); (err == nil) != (said[n] > 0) {
					r.Fatalf("ended after %d: %v", said[n], err)
				}
				said[n] = 0
			case "other":
				as := rapid.SampledFrom(others).Draw(r, "who")
				if err := c.AnswerCare(t.Context(), as, counseltest.CareID(int(n)), int64(said[n])+1, envelope); err == nil {
					r.Fatalf("%s answers", as)
				}
				if page, _, _ := c.Cares(t.Context(), as, ""); len(page) > 0 {
					r.Fatalf("%s is given %v", as, page)
				}
			}
		}
		c.judge(t, r, owner, said)
	})
}

// judge compares what the two are given with what was said.
func (c *clinic) judge(t *testing.T, r *rapid.T, owner org.Actor, said map[byte]int) {
	page, _, err := c.Cares(t.Context(), owner, "")
	if err != nil {
		r.Fatal(err)
	}
	for n, want := range said {
		f, err := c.Follow(t.Context(), lookup(t, n))
		if (want == 0) != errors.Is(err, counsel.ErrNotFound) || len(f.Said) != want {
			r.Fatalf("receipt %d has %d messages, want %d: %v", n, len(f.Said), want, err)
		}
		at := slices.IndexFunc(page, func(one counsel.Care) bool { return one.ID == counseltest.CareID(int(n)) })
		if (at >= 0) != (want > 0) || (at >= 0 && len(page[at].Said) != want) {
			r.Fatalf("the counsellor's list has %v for %d messages of receipt %d", page, want, n)
		}
	}
}

func noon(day string) time.Time {
	d := civil.MustParse(day)
	return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, civil.Amsterdam())
}

// Of a counsellor who isn't one any more, or has other keys, the reporter is told
// so, and nothing can be said that nobody would read. Not to stand in the
// directory any more is neither.
func TestAftercareSaysWhoReadsIt(t *testing.T) {
	c := openClinic(t)
	if err := c.BeginCare(t.Context(), c.beginning(t, 1)); err != nil {
		t.Fatal(err)
	}
	sees := func(when, name string, want error) {
		t.Helper()
		f, err := c.Follow(t.Context(), lookup(t, 1))
		if err != nil || f.Name != name {
			t.Errorf("%s: followed by %q, want %q: %v", when, f.Name, name, err)
		}
		if err := c.SayCare(t.Context(), lookup(t, 1), int64(len(f.Said))+1, counseltest.Envelope("words")); !errors.Is(err, want) {
			t.Errorf("%s: said: %v, want %v", when, err, want)
		}
	}
	sees("at first", c.Name, nil)
	end := func(e *counsel.Entry) ([]ledger.Event, error) {
		e.Until = civil.On(orgtest.Now)
		return nil, nil
	}
	if err := c.Store.Update(t.Context(), org.System("test"), "e", end); err != nil {
		t.Fatal(err)
	}
	sees("out of the directory", c.Name, nil)
	renewed := c.Listener
	renewed.Ring = seal.NewKeyring()
	c.Keys = renewed
	sees("with other keys", "", counsel.ErrListener)
	c.Keys, c.People = c.Listener, counseltest.Listening("e", orgtest.Sibling)
	sees("counsellor elsewhere", "", counsel.ErrListener)
}

// What began in November 2026 is there in February 2028, fifteen months later,
// and not in March.
func TestAftercareIsForgotten(t *testing.T) {
	c := openClinic(t)
	c.now = noon("2026-11-28")
	if err := c.BeginCare(t.Context(), c.beginning(t, 1)); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		day  string
		want error
	}{{"2028-02-01", nil}, {"2028-02-02", counsel.ErrNotFound}} {
		c.now = noon(tc.day)
		if err := c.ForgetCares(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Follow(t.Context(), lookup(t, 1)); !errors.Is(err, tc.want) {
			t.Errorf("on %s: %v, want %v", tc.day, err, tc.want)
		}
	}
}

// It is asked on the day with the same number, or on the last of the month.
func TestDues(t *testing.T) {
	var got []string
	for _, d := range counsel.Dues(civil.MustParse("2026-11-30")) {
		got = append(got, d.String())
	}
	if diff := cmp.Diff([]string{"2026-12-30", "2027-02-28", "2027-05-30", "2027-11-30"}, got); diff != "" {
		t.Error(diff)
	}
}
