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

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

// office has an agency with two counsellors, one of whom has a key, and a
// ministry whose counsellor stands in no directory.
type office struct {
	*counsel.Service
	store *counseltest.Memory
	tree  *org.Tree
	now   time.Time
}

func (o *office) Today(context.Context) (*org.Tree, error) { return o.tree, nil }

func (o *office) Members(_ context.Context, _ org.Actor, in org.Scope, _ civil.Date) ([]org.Member, error) {
	var all []org.Member
	for id, at := range map[org.PersonID]org.ID{
		"counsellor@agency": orgtest.Agency, "keyless": orgtest.Agency, "counsellor@ministry": orgtest.Ministry,
	} {
		if in.Has(at) {
			all = append(all, org.Member{
				Person:     org.Person{ID: id, Name: "Noor"},
				Membership: org.Membership{Person: id, Org: at, Role: org.Counsellor},
			})
		}
	}
	return all, nil
}

// PublicKeys implements counsel.Keys: it knows somebody who is no counsellor
// too, as the real one does.
func (o *office) PublicKeys(_ context.Context, people []org.PersonID) (map[org.PersonID]counsel.PublicKey, error) {
	keys := map[org.PersonID]counsel.PublicKey{}
	for _, id := range []org.PersonID{"counsellor@agency", "counsellor@ministry", "left"} {
		if slices.Contains(people, id) {
			keys[id] = counsel.PublicKey{Recipient: "age1pq1" + string(id)}
		}
	}
	return keys, nil
}

// openOffice puts entries for counsellors in the agency's directory.
func openOffice(t *testing.T, change ...func(*counsel.Entry)) *office {
	t.Helper()
	o := &office{store: counseltest.New(), tree: orgtest.Tree(t), now: orgtest.Now}
	o.Service = counsel.NewService(counsel.Config{
		Store: o.store, Orgs: o, People: o, Keys: o, Policy: orgtest.Policy(t, counsel.Rules()),
		Now: func() time.Time { return o.now }, Limit: counsel.DefaultLimit,
	})
	for i, change := range change {
		e := counseltest.Entry(counsel.EntryID([]string{"a", "b", "c"}[i]), orgtest.Agency)
		e.Person = "counsellor@agency"
		change(&e)
		if err := o.store.Create(t.Context(), org.System("test"), e, nil); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func asItIs(*counsel.Entry) {}

func TestOfWhomATalkCanBeAsked(t *testing.T) {
	for rule, tc := range map[string]struct {
		change func(*counsel.Entry)
		want   bool
	}{
		"in the directory, in the role, with a key": {asItIs, true},
		"away, without a substitute":                {func(e *counsel.Entry) { e.Away.Period = civil.Since(civil.On(orgtest.Now)) }, true},
		"without a key":                             {func(e *counsel.Entry) { e.Person = "keyless" }, false},
		"without an account":                        {func(e *counsel.Entry) { e.Person = "" }, false},
		"the role ended, and the key is there":      {func(e *counsel.Entry) { e.Person = "left" }, false},
		"counsellor elsewhere":                      {func(e *counsel.Entry) { e.Person = "counsellor@ministry" }, false},
		"not yet in the directory":                  {func(e *counsel.Entry) { e.Period = civil.Since(civil.On(orgtest.Now).AddDays(1)) }, false},
		"in the directory of the ministry":          {func(e *counsel.Entry) { e.Org = orgtest.Ministry }, false},
	} {
		o := openOffice(t, tc.change)
		l, err := o.Listener(t.Context(), orgtest.Agency, "a")
		if tc.want && (err != nil || l.Recipient != "age1pq1counsellor@agency") || !tc.want && !errors.Is(err, counsel.ErrNobody) {
			t.Errorf("%s: %v, %v", rule, l, err)
		}
	}
}

// A request reaches the one who was asked, and nobody else, whatever his roles.
func TestARequestIsHeardByOneAlone(t *testing.T) {
	o := openOffice(t, asItIs)
	owner, others := whoever(t)
	id := counseltest.RequestID(1)
	if err := o.Ask(t.Context(), orgtest.Agency, "a", id, counseltest.Envelope("a")); err != nil {
		t.Fatal(err)
	}
	for _, as := range others {
		if got, err := o.Asked(t.Context(), as); len(got) > 0 || err != nil && !errors.Is(err, org.ErrNotFound) {
			t.Errorf("%s lists %v: %v", as, got, err)
		}
		if err := o.Handled(t.Context(), as, id); !errors.Is(err, org.ErrNotFound) {
			t.Errorf("%s deletes: %v", as, err)
		}
	}
	left := org.As(org.Person{ID: owner.Person}, nil, o.tree, orgtest.Now)
	if _, err := o.Asked(t.Context(), left); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("after his role he lists: %v", err)
	}
	want := []counsel.Request{{ID: id, Org: orgtest.Agency, Counsellor: owner.Person, On: civil.On(orgtest.Now), Envelope: counseltest.Envelope("a")}}
	got, err := o.Asked(t.Context(), owner)
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b civil.Date) bool { return a == b })); err != nil || diff != "" {
		t.Errorf("he is asked: %v %s", err, diff)
	}
	if err := o.Handled(t.Context(), owner, id); err != nil {
		t.Error(err)
	}
	if got, err := o.Asked(t.Context(), owner); err != nil || len(got) > 0 {
		t.Errorf("after that he is asked %v: %v", got, err)
	}
}

func TestRequestsAreRefused(t *testing.T) {
	o := openOffice(t, asItIs)
	id := counseltest.RequestID(1)
	for _, tc := range []struct {
		rule     string
		in       org.ID
		to       counsel.EntryID
		id       counsel.RequestID
		envelope []byte
		want     error
	}{
		{"what isn't sealed", orgtest.Agency, "a", id, []byte("in clear"), counsel.ErrEnvelope},
		{"what is too large", orgtest.Agency, "a", id, counseltest.Envelope(string(make([]byte, counsel.MostRequest))), counsel.ErrRequestLarge},
		{"no id", orgtest.Agency, "a", "1", counseltest.Envelope("a"), counsel.ErrRequestID},
		{"to nobody", orgtest.Agency, "b", id, counseltest.Envelope("a"), counsel.ErrNobody},
		{"of a part that has no directory", orgtest.Directorate, "a", id, counseltest.Envelope("a"), counsel.ErrNobody},
		{"of an organisation that isn't there", "nowhere", "a", id, counseltest.Envelope("a"), counsel.ErrNotFound},
	} {
		if err := o.Ask(t.Context(), tc.in, tc.to, tc.id, tc.envelope); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
}

// The oldest stay: who comes too late is told so, and no request pushes another
// out.
func TestRequestsHaveAnEnd(t *testing.T) {
	o := openOffice(t, asItIs)
	owner, _ := whoever(t)
	ask := func(n int) error {
		return o.Ask(t.Context(), orgtest.Agency, "a", counseltest.RequestID(n), counseltest.Envelope("a"))
	}
	for n := range counsel.MostWaiting {
		if err := ask(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := ask(counsel.MostWaiting); !errors.Is(err, counsel.ErrFull) {
		t.Errorf("one more: %v", err)
	}
	o.now = o.now.AddDate(0, 0, int(counsel.DefaultKept))
	if err := o.ForgetRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := o.Asked(t.Context(), owner); err != nil || len(got) != counsel.MostWaiting {
		t.Errorf("on the last day %d wait: %v", len(got), err)
	}
	o.now = o.now.AddDate(0, 0, 1)
	if err := o.ForgetRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := o.Asked(t.Context(), owner); err != nil || len(got) > 0 {
		t.Errorf("after it %d wait: %v", len(got), err)
	}
	if err := ask(counsel.MostWaiting); err != nil {
		t.Errorf("then there is room: %v", err)
	}
}
