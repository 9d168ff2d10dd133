// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Office is the desk of an organisation as it is today.
type Office struct {
	Org         org.ID
	Top         org.ID // where the independent desk is
	Name        org.Name
	Site        string
	Members     []Officer // with keys, in order of id
	Independent []Officer // none when this is the independent desk itself
	Apart       []Officer // of either, but excluded from the case that is handled

	desk, above Desk
}

// Officer is a member of a desk who has keys.
type Officer struct {
	ID      org.PersonID
	Name    string
	Public  Public
	Since   time.Time
	Renewed bool // these keys replaced others
}

// All lists everybody to whom a report of the desk is sealed today, each once.
func (o Office) All() []Officer {
	all := slices.Concat(o.Members, o.Independent)
	slices.SortStableFunc(all, func(a, b Officer) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return slices.CompactFunc(all, func(a, b Officer) bool { return a.ID == b.ID })
}

// lately is how long a report may be sealed to the desk as it was: somebody
// may have begun to upload before a member came or left.
const lately = 24 * time.Hour

// readers checks to whom a new report was sealed, and gives the members among
// them: everybody of the desk and of the independent desk, and nobody else.
// Who came or left a moment ago may be missing or there.
func (o Office) readers(to []Ref, reporter Ref, now time.Time) ([]Ref, error) {
	refs, err := without(to, reporter)
	if err != nil {
		return nil, err
	}
	cutoff := now.Add(-lately)
	for _, r := range refs {
		if !o.desk.Had(r, cutoff) && !o.above.Had(r, cutoff) {
			return nil, ErrRecipients
		}
	}
	there := 0
	for _, k := range append(o.desk.Now(), o.above.Now()...) {
		if slices.Contains(refs, k.Ref) {
			there++
		} else if !k.Since.After(cutoff) {
			return nil, ErrRecipients
		}
	}
	if there == 0 {
		return nil, ErrRecipients
	}
	return refs, nil
}

// exactly checks that a new epoch is sealed to those of today and to the
// reporter, and to nobody else.
func (o Office) exactly(to []Ref, reporter Ref) ([]Ref, error) {
	refs, err := without(to, reporter)
	if err != nil {
		return nil, err
	}
	all := o.All()
	if len(refs) != len(all) {
		return nil, ErrRecipients
	}
	for _, m := range all {
		if !slices.Contains(refs, m.Public.Ref()) {
			return nil, ErrRecipients
		}
	}
	return refs, nil
}

// without gives the readers but one, who has to be there, once each.
func without(to []Ref, reporter Ref) ([]Ref, error) {
	if len(to) > mostReaders {
		return nil, ErrRecipients
	}
	refs := slices.DeleteFunc(slices.Clone(to), func(r Ref) bool { return r == reporter })
	slices.Sort(refs)
	if len(slices.Compact(slices.Clone(refs))) != len(to)-1 {
		return nil, ErrRecipients
	}
	return refs, nil
}

// Office gives the desk of an organisation; ErrNoDesk when nobody has keys
// there, nor in the independent desk.
func (s *Service) Office(ctx context.Context, id org.ID) (Office, error) {
	return s.offices.ask(id, func() (Office, error) { return s.visit(context.WithoutCancel(ctx), id) })
}

// forget makes the next question about any office look anew.
func (s *Service) forget() {
	s.staffs.forget()
	s.offices.forget()
}

func (s *Service) visit(ctx context.Context, id org.ID) (o Office, err error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return o, err
	}
	found, ok := tree.Find(id)
	if !ok {
		return o, ErrNoDesk
	}
	o = Office{Org: id, Top: top(tree, id), Name: found.Name(tree.On())}
	if o.Site, err = s.SiteName(ctx); err != nil {
		return o, err
	}
	own, err := s.staff(ctx, id)
	if err != nil {
		return o, fmt.Errorf("find the desk of %s: %w", id, err)
	}
	o.Members, o.desk = own.members, own.desk
	if o.Top != id {
		above, err := s.staff(ctx, o.Top)
		if err != nil {
			return o, fmt.Errorf("find the independent desk: %w", err)
		}
		o.Independent, o.above = above.members, above.desk
	}
	if len(o.Members)+len(o.Independent) == 0 {
		return o, ErrNoDesk
	}
	return o, nil
}

// staff is who has keys in a desk, and what the log was told of them.
type staff struct {
	members []Officer
	desk    Desk
}

func (s *Service) staff(ctx context.Context, id org.ID) (staff, error) {
	return s.staffs.ask(id, func() (staff, error) { return s.muster(ctx, id) })
}

// muster finds the members of a desk. When roles or keys have changed since
// the log was told, it tells the log first.
func (s *Service) muster(ctx context.Context, id org.ID) (found staff, err error) {
	names, persons, err := s.officers(ctx, id)
	if err != nil {
		return found, err
	}
	keys, err := s.Store.KeysOf(ctx, system(), persons)
	if err != nil {
		return found, err
	}
	var want []Key
	had := map[org.PersonID]bool{}
	for _, k := range keys {
		if k.Current() {
			want = append(want, k)
			found.members = append(found.members, Officer{ID: k.Person, Name: names[k.Person], Public: k.Public, Since: k.Since, Renewed: had[k.Person]})
		}
		had[k.Person] = true
	}
	slices.SortFunc(found.members, func(a, b Officer) int { return strings.Compare(string(a.ID), string(b.ID)) })
	found.desk, err = s.Store.Desk(ctx, system(), id)
	if err != nil || !found.desk.differs(want) {
		return found, err
	}
	err = s.Store.UpdateDesk(ctx, system(), id, func(d *Desk) ([]ledger.Event, error) {
		events := d.Staff(want, s.Now())
		found.desk = *d
		return events, nil
	})
	return found, err
}

// officers gives the intake officers of an organisation today, by name.
func (s *Service) officers(ctx context.Context, id org.ID) (map[org.PersonID]string, []org.PersonID, error) {
	members, err := s.People.Members(ctx, system(), org.Only(id), civil.On(s.Now()))
	if err != nil {
		return nil, nil, err
	}
	names := map[org.PersonID]string{}
	var persons []org.PersonID
	for _, m := range members {
		if _, twice := names[m.Person.ID]; m.Role == org.IntakeOfficer && !twice {
			names[m.Person.ID] = m.Person.Name
			persons = append(persons, m.Person.ID)
		}
	}
	return names, persons, nil
}

// Choice is an organisation to which can be reported.
type Choice struct {
	Org  org.ID
	Name org.Name
	Kind org.Kind
}

// Choices lists the organisations whose desk has members with keys, in the
// order of the tree.
func (s *Service) Choices(ctx context.Context) ([]Choice, error) {
	staffed, err := s.Store.Staffed(ctx, system())
	if err != nil {
		return nil, fmt.Errorf("list desks: %w", err)
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	var out []Choice
	for _, root := range tree.Roots() {
		for _, id := range tree.Subtree(root) {
			if o, ok := tree.Find(id); ok && slices.Contains(staffed, id) {
				out = append(out, Choice{Org: id, Name: o.Name(tree.On()), Kind: o.Kind})
			}
		}
	}
	return out, nil
}
