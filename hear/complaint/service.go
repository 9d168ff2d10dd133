// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
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

// Keys knows to which keys can be sealed what a person may read.
type Keys interface {
	// PublicKeys gives the present keys of those who have any.
	PublicKeys(ctx context.Context, people []org.PersonID) (map[org.PersonID]Public, error)
}

// Config is what a Service works with.
type Config struct {
	Store    Store
	Orgs     Orgs
	People   People
	Keys     Keys
	Policy   *org.Policy
	Now      func() time.Time
	Calendar civil.Calendar
	Editions []Procedure    // oldest first; new complaints begin with the last that holds
	Lookup   seal.LookupKey // by which who comes with words is found
}

// Service is what people do in complaints. Who files one, or comes with words,
// needs no right; all else asks the policy.
type Service struct{ Config }

// NewService makes the service.
func NewService(c Config) *Service { return &Service{c} }

// Today gives the day of the service's clock.
func (s *Service) Today() civil.Date { return civil.On(s.Now()) }

// Edition gives the procedure with which complaints begin that are received on a
// day.
func (s *Service) Edition(received civil.Date) Procedure {
	found := s.Editions[0]
	for _, p := range s.Editions {
		if !p.Since.After(received) {
			found = p
		}
	}
	return found
}

// procedure gives the edition with which a complaint began.
func (s *Service) procedure(c Complaint) (Procedure, error) {
	i := slices.IndexFunc(s.Editions, func(p Procedure) bool { return p.Edition == c.Edition })
	if i < 0 {
		return Procedure{}, ErrStep.With("step", c.Edition)
	}
	return s.Editions[i], nil
}

// kept gives what is kept beside a complaint.
func (s *Service) kept(p Procedure, c Complaint) (next Clock, due civil.Date) {
	if c.State.Ended() {
		return Clock{}, p.Deadline(s.Calendar, c.Case)
	}
	if clocks := p.Clocks(s.Calendar, c.Case); len(clocks) > 0 {
		next = clocks[0]
	}
	return next, p.Terms.Conclude(s.Calendar, c.Received, c.Advice, c.Adjourned...).Date
}
