// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/counsel"
	"baken/internal/demo"
)

// help gives the organisations of the demo their help directories.
func (m making) help(ctx context.Context) error {
	for _, h := range m.world.Help() {
		if err := m.helper(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

// helper adds one entry as the job that makes the demo.
func (m making) helper(ctx context.Context, h demo.Help) error {
	as := org.System("demo")
	d := counsel.Details{
		Kind: counsel.Kind(h.Kind), Side: counsel.Side(h.Side), Period: civil.Since(demo.Start()),
		Contact: counsel.Contact{Name: h.Name, Phone: h.Phone, Email: h.Email},
		When:    counsel.Words{NL: h.WhenNL, EN: h.WhenEN},
	}
	for _, l := range h.Languages {
		d.Languages = append(d.Languages, counsel.Language(l))
	}
	if h.Account {
		person, err := orgdb.New(m.app.db, time.Now).PersonByEmail(ctx, as, h.Email)
		if err != nil {
			return err
		}
		d.Person = person.ID
	}
	id, err := m.app.help.Add(ctx, as, h.Org, d)
	if err != nil || !h.Away {
		return err
	}
	today := civil.On(time.Now())
	return m.app.help.Leave(ctx, as, id, 1, counsel.Away{
		Period:     civil.Period{From: today.AddDays(-7), Until: today.AddDays(21)},
		Substitute: counsel.Contact{Name: h.Substitute, Phone: h.SubstitutePhone},
	})
}
