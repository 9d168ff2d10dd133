// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"errors"
	"sync"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Directory knows the organisations of today.
type Directory interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// People knows who holds which role.
type People interface {
	Person(ctx context.Context, as org.Actor, id org.PersonID) (org.Person, error)
	Members(ctx context.Context, as org.Actor, in org.Scope, on civil.Date) ([]org.Member, error)
}

// Ledger proves what was recorded.
type Ledger interface {
	// Proof gives the proof file of an event's first leaf. It waits for the
	// leaf as long as ctx lasts; then ErrLater.
	Proof(ctx context.Context, e Event) (string, error)
	// Keys gives what the log says about the keys of a desk.
	Keys(ctx context.Context, desk org.ID) (ledger.DeskKeys, error)
	// Key gives the log's public key.
	Key() string
}

// Config is what a Service works with.
type Config struct {
	Store  Store
	Chunks Chunks
	Orgs   Directory
	People People
	Policy *org.Policy
	Ledger Ledger
	Losses Losses // nil: none are known of
	Now    func() time.Time
	Lookup seal.LookupKey
	Site   string // that receipts are stretched with: the host, kept for ever once used
	Pace   Pace
	Notify Notifying // the zero one tells nobody
	Tally  Tallying  // the zero one counts nothing

	Disposal  Disposal
	Retention Retention  // of what isn't in here: the default
	Backups   civil.Days // how much longer backups may hold what was deleted; 0: that isn't known
}

// Service is what reporters and desks do with reports; every call of a desk
// asks the policy.
type Service struct {
	Config
	pacer *pacer

	offices *moment[Office]
	staffs  *moment[staff]

	mu   sync.Mutex
	site string
}

// NewService makes the service.
func NewService(c Config) *Service {
	if c.Pace == (Pace{}) {
		c.Pace = DefaultPace()
	}
	c.Retention = c.Retention.Or(DefaultRetention())
	return &Service{Config: c, pacer: newPacer(c.Pace, c.Now), offices: newMoment[Office](c.Now), staffs: newMoment[staff](c.Now)}
}

// system is who the service itself is when it looks things up, or brings a
// desk up to date with the roles of today.
func system() org.Actor { return org.System("report") }

// Today is the day on which terms end or don't.
func (s *Service) Today() civil.Date { return civil.On(s.Now()) }

// Proof gives the proof file of an event; ErrLater when the log hasn't placed
// it before ctx ends.
func (s *Service) Proof(ctx context.Context, e Event) (string, error) {
	if s.Ledger == nil {
		return "", ErrLater
	}
	text, err := s.Ledger.Proof(ctx, e)
	if errors.Is(err, context.DeadlineExceeded) {
		err = ErrLater
	}
	return text, err
}

// SiteName gives what receipts are stretched with.
func (s *Service) SiteName(ctx context.Context) (string, error) {
	s.mu.Lock()
	site := s.site
	s.mu.Unlock()
	if site != "" {
		return site, nil
	}
	site, err := s.Store.Site(ctx, system(), s.Config.Site)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.site = site
	return site, nil
}
