// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
)

// Line is somebody who leads an organisation, and the officers of a desk who
// work below him: who handle no report about him. The officer's browser looks
// whether he is named in one; the server only says how the roles lie.
type Line struct {
	Leader org.PersonID
	Name   string
	Under  []org.PersonID // in order of id
}

// lines finds who leads officers of a desk: the competent authority of an
// organisation in which, or below which, they hold a role.
func (s *Service) lines(ctx context.Context, o Office) ([]Line, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	around := slices.Concat(tree.Path(o.Org), tree.Subtree(o.Org), []org.ID{o.Top})
	members, err := s.People.Members(ctx, system(), org.Only(around...), civil.On(s.Now()))
	if err != nil {
		return nil, fmt.Errorf("find who leads a desk: %w", err)
	}
	return Lines(tree, members, o.All()), nil
}

// Lines works out who leads which of these officers, by the roles that are held.
// Nobody leads himself.
func Lines(tree *org.Tree, held []org.Member, officers []Officer) (all []Line) {
	for _, lead := range held {
		if lead.Role != org.CompetentAuthority {
			continue
		}
		below := tree.Subtree(lead.Org)
		i := slices.IndexFunc(all, func(l Line) bool { return l.Leader == lead.Person.ID })
		if i < 0 {
			all, i = append(all, Line{Leader: lead.Person.ID, Name: lead.Person.Name}), len(all)
		}
		for _, m := range held {
			officer := slices.ContainsFunc(officers, func(o Officer) bool { return o.ID == m.Person.ID })
			if officer && m.Person.ID != lead.Person.ID && slices.Contains(below, m.Org) {
				all[i].Under = append(all[i].Under, m.Person.ID)
			}
		}
		slices.Sort(all[i].Under)
		all[i].Under = slices.Compact(all[i].Under)
	}
	return slices.DeleteFunc(all, func(l Line) bool { return len(l.Under) == 0 })
}
