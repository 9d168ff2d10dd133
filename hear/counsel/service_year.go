// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"fmt"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/taxonomy"
)

// SendCount keeps what the actor counted of a year, in place of what he sent
// before, until the year is closed.
//
// Errors: ErrYear, ErrCount.
func (s *Service) SendCount(ctx context.Context, as org.Actor, c YearCount) error {
	c.Counsellor = as.Person
	if err := org.Check(s.Policy, as, KeepSpace, org.Of(TypeNote, "", c.Org)); err != nil {
		return err
	}
	edition, err := taxonomy.At(s.Today())
	if err != nil {
		return err
	}
	if err := c.check(edition, s.Today()); err != nil {
		return err
	}
	return s.Store.PutCount(ctx, as, c)
}

// Broader gives under which of the broadest grounds each ground is counted.
func (s *Service) Broader() (map[taxonomy.Ground][]taxonomy.Ground, error) {
	edition, err := taxonomy.At(s.Today())
	if err != nil {
		return nil, err
	}
	all := map[taxonomy.Ground][]taxonomy.Ground{}
	for _, t := range edition.Grounds {
		for _, broad := range edition.Grounds.Broadest() {
			if edition.Grounds.Within(t.Code, broad) {
				all[t.Code] = append(all[t.Code], broad)
			}
		}
	}
	return all, nil
}

// CloseYears adds up what was counted of the years that are closed.
func (s *Service) CloseYears(ctx context.Context) error {
	counted := []ledger.Event{{Verb: "counsel.counted"}}
	if err := s.Store.CloseCounts(ctx, org.System("counsel"), closed(s.Today()), together, counted); err != nil {
		return fmt.Errorf("close the counts of a year: %w", err)
	}
	return nil
}

// YearFigures is what is published of an organisation and a year.
type YearFigures struct {
	Year   int
	Tables []disclose.Table
}

// Figures gives everybody what counsellors of an organisation counted, the
// newest first.
func (s *Service) Figures(ctx context.Context, of org.ID, say Say) ([]YearFigures, error) {
	counts, err := s.Store.Counts(ctx, org.Public(), of)
	if err != nil {
		return nil, fmt.Errorf("find figures: %w", err)
	}
	var all []YearFigures
	for _, c := range counts {
		edition, err := taxonomy.At(civil.Day(c.Year, 12, 31))
		if err != nil {
			return nil, err
		}
		tables, err := c.Tables(edition, say)
		if err != nil {
			return nil, err
		}
		all = append(all, YearFigures{c.Year, tables})
	}
	return all, nil
}
