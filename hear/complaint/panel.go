// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"baken/ground/org"
)

// Officer is somebody who works on complaints, and has keys.
type Officer struct {
	Person org.PersonID
	Name   string
	At     org.ID // where he holds his role
	Public
}

func (o Officer) seat(party Party) Seat {
	return Seat{Party: party, Person: o.Person, Org: o.At, Public: o.Public}
}

// Panel is who takes complaints about an organisation today.
type Panel struct {
	Org         org.ID
	Name        org.Name
	Committee   org.ID // the nearest organisation, itself or above, that has a secretary with keys
	Advice      Advice // with members there: a committee advises
	Secretaries []Officer
	Members     []Officer
	Authorities []Officer // of the organisation and of those above: the first is its own
}

// Panel finds who takes complaints about an organisation; ErrNoCommittee when
// nobody does.
func (s *Service) Panel(ctx context.Context, about org.ID) (Panel, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return Panel{}, err
	}
	found, ok := tree.Find(about)
	if !ok {
		return Panel{}, ErrNoCommittee
	}
	p := Panel{Org: about, Name: found.Name(tree.On()), Advice: Without}
	for _, at := range tree.Path(about) {
		all, err := s.officers(ctx, at)
		if err != nil {
			return Panel{}, err
		}
		p.Authorities = append(p.Authorities, all[Authority]...)
		if p.Committee == "" && len(all[Secretary]) > 0 {
			p.Committee, p.Secretaries, p.Members = at, all[Secretary], all[Member]
		}
	}
	if p.Committee == "" {
		return p, ErrNoCommittee
	}
	if len(p.Members) > 0 {
		p.Advice = With
	}
	return p, nil
}

// officers gives who works on complaints in an organisation and has keys, by
// party, in order of person.
func (s *Service) officers(ctx context.Context, at org.ID) (map[Party][]Officer, error) {
	members, err := s.People.Members(ctx, org.System("complaint"), org.Only(at), s.Today())
	if err != nil {
		return nil, fmt.Errorf("find who works on complaints: %w", err)
	}
	var people []org.PersonID
	for _, m := range members {
		if partyOf(m.Role) != "" {
			people = append(people, m.Person.ID)
		}
	}
	if len(people) == 0 {
		return nil, nil
	}
	keys, err := s.Keys.PublicKeys(ctx, people)
	if err != nil {
		return nil, fmt.Errorf("find the keys of who works on complaints: %w", err)
	}
	all := map[Party][]Officer{}
	for _, m := range members {
		party, key := partyOf(m.Role), keys[m.Person.ID]
		if party != "" && key != (Public{}) {
			all[party] = append(all[party], Officer{m.Person.ID, m.Person.Name, at, key})
		}
	}
	for party, list := range all {
		slices.SortFunc(list, func(a, b Officer) int { return strings.Compare(string(a.Person), string(b.Person)) })
		all[party] = slices.CompactFunc(list, func(a, b Officer) bool { return a.Person == b.Person })
	}
	return all, nil
}

func partyOf(r org.Role) Party {
	for _, p := range []Party{Secretary, Member, Authority} {
		if p.role() == r {
			return p
		}
	}
	return ""
}

// Choice is an organisation about which complaints are taken.
type Choice struct {
	Org  org.ID
	Name org.Name
	Kind org.Kind
}

// Choices lists the organisations about which complaints are taken, in the order
// of the tree.
func (s *Service) Choices(ctx context.Context) ([]Choice, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	taken := map[org.ID]bool{}
	var out []Choice
	for _, root := range tree.Roots() {
		for _, id := range tree.Subtree(root) {
			o, ok := tree.Find(id)
			if !ok {
				continue
			}
			all, err := s.officers(ctx, id)
			if err != nil {
				return nil, err
			}
			above := o.Parent(tree.On())
			if taken[id] = taken[above] || len(all[Secretary]) > 0; taken[id] {
				out = append(out, Choice{id, o.Name(tree.On()), o.Kind})
			}
		}
	}
	return out, nil
}
