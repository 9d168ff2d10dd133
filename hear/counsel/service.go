// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"fmt"
	"slices"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
)

// Orgs knows the organisations of today.
type Orgs interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// People knows who holds which role.
type People interface {
	Members(ctx context.Context, as org.Actor, in org.Scope, on civil.Date) ([]org.Member, error)
}

// Config is what a Service works with.
type Config struct {
	Store  Store
	Orgs   Orgs
	People People
	Policy *org.Policy
	Now    func() time.Time
	NewID  func() string
	Limit  civil.Months   // after which an entry that nobody confirmed isn't relied on
	Keys   Keys           // nil: nothing can be sealed to anybody
	Lookup seal.LookupKey // by which aftercare is found
	Kept   civil.Days     // how long a request for a talk waits that nobody marks as handled
}

// Service is what people do with help directories, and counsellors with their
// own spaces. Who looks for help needs no right; all else asks the policy.
type Service struct{ Config }

// NewService makes the service.
func NewService(c Config) *Service {
	if c.Kept == 0 {
		c.Kept = DefaultKept
	}
	return &Service{c}
}

// DefaultLimit is what holds unless an operator says otherwise: who helps
// changes, and a number that nobody answers is worse than none.
const DefaultLimit = civil.Months(6)

// Today gives the day of the service's clock.
func (s *Service) Today() civil.Date { return civil.On(s.Now()) }

// Choice is an organisation whose directory can be asked for.
type Choice struct {
	Org  org.ID
	Name org.Name
}

// Choices lists the organisations that keep a directory, in the order of the
// tree.
func (s *Service) Choices(ctx context.Context) ([]Choice, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, fmt.Errorf("list directories: %w", err)
	}
	var all []Choice
	for _, root := range tree.Roots() {
		for _, id := range tree.Subtree(root) {
			if o, _ := tree.Find(id); o.Kind != org.Directorate {
				all = append(all, Choice{id, o.Name(tree.On())})
			}
		}
	}
	return all, nil
}

// Help is what everybody reads about an organisation. Where no counsellor can
// be reached, Instead lists the directories above it in which one can.
type Help struct {
	Directory
	Gap     Gap
	Instead []Directory
}

// Help gives everybody the directory of an organisation.
func (s *Service) Help(ctx context.Context, id org.ID) (Help, error) {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return Help{}, fmt.Errorf("find help: %w", err)
	}
	o, ok := Keeper(tree, id)
	if !ok {
		return Help{}, ErrNotFound
	}
	path := tree.Path(o.ID)
	entries, err := s.Store.List(ctx, org.Public(), org.Only(path...))
	if err != nil {
		return Help{}, fmt.Errorf("find help: %w", err)
	}
	help := Help{Directory: s.arrange(o, entries, tree.On())}
	if help.Gap = help.Directory.Gap(); help.Gap == NoGap {
		return help, nil
	}
	for _, above := range path[1:] {
		o, _ := tree.Find(above)
		if d := s.arrange(o, entries, tree.On()); d.Gap() == NoGap {
			help.Instead = append(help.Instead, d)
		}
	}
	return help, nil
}

func (s *Service) arrange(o org.Organisation, all []Entry, day civil.Date) Directory {
	own := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return e.Org != o.ID })
	return Arrange(o, own, day, s.Limit)
}
