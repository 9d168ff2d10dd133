// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

// town is the small government with its help directories.
type town struct {
	*counsel.Service
	all    []org.Organisation
	tree   *org.Tree // as it stands at orgtest.Now
	policy *org.Policy
	now    time.Time
}

func (s *town) Today(context.Context) (*org.Tree, error) {
	return org.Grow(s.all, civil.On(s.now)), nil
}

// Members gives each organisation one counsellor.
func (s *town) Members(_ context.Context, _ org.Actor, in org.Scope, _ civil.Date) (all []org.Member, _ error) {
	for _, id := range s.tree.IDs() {
		if in.Has(id) {
			p := org.Person{ID: org.PersonID("counsellor@" + string(id)), Name: "Noor"}
			all = append(all, org.Member{Person: p, Membership: org.Membership{Person: p.ID, Org: id, Role: org.Counsellor}})
		}
	}
	return all, nil
}

func newTown(t *testing.T) *town {
	t.Helper()
	s := &town{all: orgtest.Register(t, orgtest.Foundings()...), tree: orgtest.Tree(t), policy: orgtest.Policy(t, counsel.Rules()), now: orgtest.Now}
	next := 0
	s.Service = counsel.NewService(counsel.Config{
		Store: counseltest.New(), Orgs: s, People: s, Policy: s.policy, Now: func() time.Time { return s.now },
		NewID: func() string { next++; return "e" + strconv.Itoa(next) }, Limit: counsel.DefaultLimit,
	})
	return s
}

// add lets the programme manager add a counsellor.
func (s *town) add(t *testing.T, in org.ID, change func(*counsel.Details)) counsel.EntryID {
	t.Helper()
	d := counseltest.Entry("", in).Details
	change(&d)
	id, err := s.Add(t.Context(), orgtest.Actor(t, org.ProgrammeManager, in), in, d)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func same(*counsel.Details) {}

// Who may do what to the directory of an organisation, seen from a role in the
// agency: in the agency itself, its ministry, its directorate, and another
// agency of the same ministry. "own" is the entry that names the actor.
func TestAccessMatrix(t *testing.T) {
	const want = `
role                  where       sees  adds  changes  own
employee              own         -     -     -        -
intake-officer        own         -     -     -        -
counsellor            own         yes   -     -        yes
counsellor            parent      -     -     -        -
counsellor            child       -     -     -        -
counsellor            sibling     -     -     -        -
committee-member      own         -     -     -        -
committee-secretary   own         -     -     -        -
competent-authority   own         -     -     -        -
researcher            own         -     -     -        -
risk-owner            own         -     -     -        -
controller            own         -     -     -        -
programme-manager     own         yes   yes   yes      yes
programme-manager     parent      -     -     -        -
programme-manager     child       -     -     -        -
programme-manager     sibling     -     -     -        -
administrator         own         -     -     -        -
auditor               own         -     -     -        -
(nobody signed in)    own         -     -     -        -
`
	where := []struct {
		name string
		org  org.ID
	}{{"own", orgtest.Agency}, {"parent", orgtest.Ministry}, {"child", orgtest.Directorate}, {"sibling", orgtest.Sibling}}
	policy := orgtest.Policy(t, counsel.Rules())
	var got strings.Builder
	got.WriteString("\nrole                  where       sees  adds  changes  own\n")
	line := func(name string, actor org.Actor) {
		for _, w := range where {
			if w.name != "own" && name != "counsellor" && name != "programme-manager" {
				continue
			}
			got.WriteString(access(policy, name, w.name, actor, w.org))
		}
	}
	for _, role := range org.Roles() {
		line(string(role), orgtest.Actor(t, role, orgtest.Agency))
	}
	line("(nobody signed in)", org.Public())
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func access(p *org.Policy, role, where string, actor org.Actor, in org.ID) string {
	yes := func(ok bool) string {
		if ok {
			return "yes"
		}
		return "-"
	}
	e := counseltest.Entry("e", in)
	may := func(act org.Action) bool { return p.Decide(actor, act, e.Resource()).Allowed }
	own := may(counsel.Edit) || may(counsel.EditOwn)
	cells := []string{role, where, yes(may(counsel.View)), yes(may(counsel.Edit)), yes(may(counsel.Edit)), yes(own)}
	widths := []int{22, 12, 6, 6, 9, 0}
	var b strings.Builder
	for i, c := range cells {
		b.WriteString(c + strings.Repeat(" ", max(widths[i]-len(c), 0)))
	}
	return b.String() + "\n"
}

// Nobody but who is in that table keeps a directory anywhere, and what is
// listed is what may be seen one by one.
func TestTheDeskShowsWhatMayBeSeen(t *testing.T) {
	s := newTown(t)
	for _, in := range []org.ID{orgtest.Agency, orgtest.Ministry, orgtest.Sibling} {
		s.add(t, in, same)
	}
	for _, role := range org.Roles() {
		for _, at := range s.tree.IDs() {
			actor := orgtest.Actor(t, role, at)
			kept, err := s.Desk(t.Context(), actor)
			sees := (role == org.ProgrammeManager || role == org.Counsellor) && at != orgtest.Directorate
			if sees != (err == nil) || sees != s.Keeps(actor) {
				t.Errorf("%s of %s: %v", role, at, err)
			}
			for _, in := range s.tree.IDs() {
				if s.Adds(actor, in) != (role == org.ProgrammeManager && in == at) {
					t.Errorf("%s of %s adds in %s", role, at, in)
				}
			}
			for _, k := range kept {
				if k.Org != at || k.Adds != (role == org.ProgrammeManager) {
					t.Errorf("%s of %s sees %s kept", role, at, k.Org)
				}
			}
		}
	}
}

func TestACounsellorKeepsHisOwnEntryAndNoMore(t *testing.T) {
	s, ctx := newTown(t), t.Context()
	noor := orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	own := s.add(t, orgtest.Agency, func(d *counsel.Details) { d.Person = noor.Person })
	other := s.add(t, orgtest.Agency, same)
	d := counsel.Details{Kind: counsel.KindOther, Side: counsel.External, Contact: counsel.Contact{Name: "Noor B.", Phone: "5678"}}
	if err := s.Edit(ctx, noor, own, 1, d); err != nil {
		t.Fatal(err)
	}
	got, right, err := s.Find(ctx, noor, own)
	if err != nil || right != counsel.OwnOnly {
		t.Fatalf("right %q, %v", right, err)
	}
	if got.Phone != "5678" || got.Kind != counsel.KindCounsellor || got.Side != counsel.Internal || got.Person != noor.Person || got.From != orgtest.Start {
		t.Errorf("got %+v", got.Details)
	}
	if err := s.Leave(ctx, noor, own, 2, counsel.Away{Period: civil.Since(day("2026-03-01"))}); err != nil {
		t.Error(err)
	}
	if err := s.Confirm(ctx, noor, own, 3); err != nil {
		t.Error(err)
	}
	if err := s.Edit(ctx, noor, other, 1, d); !errors.Is(err, org.ErrForbidden) {
		t.Errorf("another's entry: got %v, want ErrForbidden", err)
	}
	stranger := orgtest.Actor(t, org.Counsellor, orgtest.Sibling)
	if err := s.Confirm(ctx, stranger, own, 4); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("a stranger: got %v, want ErrNotFound", err)
	}
	if err := s.Confirm(ctx, noor, "never", 1); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("what never was: got %v, want ErrNotFound", err)
	}
}

func TestAddRefuses(t *testing.T) {
	s, ctx := newTown(t), t.Context()
	d := counseltest.Entry("", orgtest.Agency).Details
	manager := orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)
	stranger := d
	stranger.Person = "counsellor@sibling"
	for _, tc := range []struct {
		rule string
		as   org.Actor
		in   org.ID
		d    counsel.Details
		want error
	}{
		{"the ministry above", manager, orgtest.Ministry, d, org.ErrNotFound},
		{"a directorate keeps none", orgtest.Actor(t, org.ProgrammeManager, orgtest.Directorate), orgtest.Directorate, d, counsel.ErrNotFound},
		{"an administrator", orgtest.Actor(t, org.Administrator, orgtest.Agency), orgtest.Agency, d, org.ErrNotFound},
		{"a counsellor", orgtest.Actor(t, org.Counsellor, orgtest.Agency), orgtest.Agency, d, org.ErrForbidden},
		{"an account of another organisation", manager, orgtest.Agency, stranger, counsel.ErrPerson},
		{"nobody signed in", org.Public(), orgtest.Agency, d, org.ErrNotFound},
	} {
		if _, err := s.Add(ctx, tc.as, tc.in, tc.d); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestTheSecondEditorIsTold(t *testing.T) {
	s, ctx := newTown(t), t.Context()
	id := s.add(t, orgtest.Agency, same)
	manager := orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)
	d := counseltest.Entry("", orgtest.Agency).Details
	if err := s.Edit(ctx, manager, id, 1, d); err != nil {
		t.Fatal(err)
	}
	late := []error{
		s.Edit(ctx, manager, id, 1, d),
		s.Leave(ctx, manager, id, 1, counsel.Away{}),
		s.Confirm(ctx, manager, id, 1),
	}
	for i, err := range late {
		if !errors.Is(err, counsel.ErrStale) {
			t.Errorf("%d: got %v, want ErrStale", i, err)
		}
	}
}

// Where nobody can be reached, help is looked for above.
func TestHelpInstead(t *testing.T) {
	s, ctx := newTown(t), t.Context()
	s.add(t, orgtest.Ministry, same)
	id := s.add(t, orgtest.Agency, same)
	for _, in := range []org.ID{orgtest.Agency, orgtest.Directorate} {
		help, err := s.Help(ctx, in)
		if err != nil || help.Org != orgtest.Agency || help.Gap != counsel.NoGap || help.Instead != nil {
			t.Errorf("%s: got %+v, %v", in, help, err)
		}
	}
	manager := orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)
	if err := s.Leave(ctx, manager, id, 1, counsel.Away{Period: civil.Since(day("2026-03-01"))}); err != nil {
		t.Fatal(err)
	}
	help, err := s.Help(ctx, orgtest.Agency)
	if err != nil || help.Gap != counsel.AllAway || len(help.Instead) != 1 || help.Instead[0].Org != orgtest.Ministry {
		t.Errorf("all away: got %+v, %v", help, err)
	}
	if help, err := s.Help(ctx, orgtest.Sibling); err != nil || help.Gap != counsel.NoCounsellor || len(help.Instead) != 1 {
		t.Errorf("nobody: got %+v, %v", help, err)
	}
	s.now = s.now.AddDate(1, 0, 0)
	if help, err := s.Help(ctx, orgtest.Ministry); err != nil || help.Gap != counsel.NoneConfirmed || len(help.Instead) != 0 {
		t.Errorf("a year later: got %+v, %v", help, err)
	}
	if _, err := s.Help(ctx, "nowhere"); !errors.Is(err, counsel.ErrNotFound) {
		t.Errorf("nowhere: got %v", err)
	}
}
