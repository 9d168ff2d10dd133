// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb

import (
	"context"
	"fmt"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

const (
	selectOrg = `
SELECT id, version, kind, tooi, oin, from_on, until_on, coalesce(successor, '')
FROM org WHERE %s ORDER BY id`

	selectNames = `
SELECT org, from_on, until_on, nl, en FROM org_name WHERE %s ORDER BY org, from_on`

	selectParents = `
SELECT org, from_on, until_on, parent FROM org_parent WHERE %s ORDER BY org, from_on`

	selectStamp = `SELECT stamp FROM org_tree WHERE one = 1`

	raiseStamp = `UPDATE org_tree SET stamp = stamp + 1 WHERE one = 1`
)

// Organisations implements org.Store.
func (s *Store) Organisations(ctx context.Context, _ org.Actor, in org.Scope) (all []org.Organisation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = load(ctx, tx, in, "")
		return err
	})
	return all, err
}

// Stamp implements org.Store.
func (s *Store) Stamp(ctx context.Context, _ org.Actor) (stamp int64, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		stamp, err = db.One(ctx, tx, db.Value[int64], selectStamp)
		return err
	})
	return stamp, err
}

// Update implements org.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, id org.ID, change func(*org.Organisation) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		got, err := load(ctx, tx, org.Only(id), tx.Lock())
		if err != nil {
			return err
		}
		if len(got) == 0 {
			return org.ErrNotFound
		}
		o := got[0]
		events, err := change(&o)
		if err != nil {
			return err
		}
		if err := one(tx.Exec(ctx, raiseStamp)); err != nil {
			return err
		}
		return s.save(ctx, tx, as, org.Change{Organisation: o, Events: events})
	})
}

// Restructure implements org.Store. The stamp's row is changed first: whoever
// comes second waits for it.
func (s *Store) Restructure(ctx context.Context, as org.Actor, change func(*org.Register) error) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if err := one(tx.Exec(ctx, raiseStamp)); err != nil {
			return err
		}
		all, err := load(ctx, tx, org.Everywhere(), "")
		if err != nil {
			return err
		}
		r := org.NewRegister(all...)
		if err := change(r); err != nil {
			return err
		}
		return s.saveAll(ctx, tx, as, r.Changes())
	})
}

// saveAll adds all new organisations before it writes anything that points at
// them: changes come in order of identifier, not from the top down.
func (s *Store) saveAll(ctx context.Context, tx *db.Tx, as org.Actor, changes []org.Change) error {
	for _, c := range changes {
		if c.Version == 0 {
			if err := add(ctx, tx, c.Organisation); err != nil {
				return err
			}
		}
	}
	for _, c := range changes {
		if err := s.save(ctx, tx, as, c); err != nil {
			return err
		}
	}
	return nil
}

func load(ctx context.Context, tx *db.Tx, in org.Scope, lock string) ([]org.Organisation, error) {
	where, args := in.In("id", 1)
	all, err := db.All(ctx, tx, scanOrg, fmt.Sprintf(selectOrg, where)+lock, args...)
	if err != nil {
		return nil, fmt.Errorf("select organisations: %w", err)
	}
	place := make(map[org.ID]*org.Organisation, len(all))
	for i := range all {
		place[all[i].ID] = &all[i]
	}
	where, args = in.In("org", 1)
	names, err := db.All(ctx, tx, scanName, fmt.Sprintf(selectNames, where), args...)
	if err != nil {
		return nil, fmt.Errorf("select names: %w", err)
	}
	for _, n := range names {
		place[n.org].Names = append(place[n.org].Names, n.Entry)
	}
	parents, err := db.All(ctx, tx, scanParent, fmt.Sprintf(selectParents, where), args...)
	if err != nil {
		return nil, fmt.Errorf("select parents: %w", err)
	}
	for _, p := range parents {
		place[p.org].Parents = append(place[p.org].Parents, p.Entry)
	}
	return all, nil
}

func scanOrg(row db.Row) (o org.Organisation, err error) {
	var from string
	var until *string
	if err := row.Scan(&o.ID, &o.Version, &o.Kind, &o.TOOI, &o.OIN, &from, &until, &o.Successor); err != nil {
		return o, err
	}
	o.Period, err = period(from, until)
	return o, err
}

// dated is one entry of an organisation's history.
type dated[T any] struct {
	org org.ID
	org.Entry[T]
}

func scanName(row db.Row) (d dated[org.Name], err error) {
	var from string
	var until *string
	if err := row.Scan(&d.org, &from, &until, &d.Value.NL, &d.Value.EN); err != nil {
		return d, err
	}
	d.Period, err = period(from, until)
	return d, err
}

func scanParent(row db.Row) (d dated[org.ID], err error) {
	var from string
	var until *string
	if err := row.Scan(&d.org, &from, &until, &d.Value); err != nil {
		return d, err
	}
	d.Period, err = period(from, until)
	return d, err
}

const (
	insertOrg = `
INSERT INTO org (id, version, kind, tooi, oin, from_on) VALUES ($1, 0, $2, $3, $4, $5)`

	updateOrg = `
UPDATE org SET version = $2, tooi = $3, oin = $4, until_on = $5, successor = $6
WHERE id = $1 AND version = $2 - 1`

	putName = `
INSERT INTO org_name (org, from_on, until_on, nl, en) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, from_on) DO UPDATE SET until_on = excluded.until_on, nl = excluded.nl, en = excluded.en`

	putParent = `
INSERT INTO org_parent (org, from_on, until_on, parent) VALUES ($1, $2, $3, $4)
ON CONFLICT (org, from_on) DO UPDATE SET until_on = excluded.until_on, parent = excluded.parent`
)

// add makes the row of a new organisation; save fills it.
func add(ctx context.Context, tx *db.Tx, o org.Organisation) error {
	err := one(tx.Exec(ctx, insertOrg, string(o.ID), string(o.Kind), string(o.TOOI), string(o.OIN), o.Period.From.String()))
	if err != nil {
		return fmt.Errorf("add organisation %s: %w", o.ID, err)
	}
	return nil
}

func (s *Store) save(ctx context.Context, tx *db.Tx, as org.Actor, c org.Change) error {
	o := c.Organisation
	o.Version++
	var heir *string
	if o.Successor != "" {
		heir = (*string)(&o.Successor)
	}
	err := one(tx.Exec(ctx, updateOrg, string(o.ID), o.Version, string(o.TOOI), string(o.OIN), open(o.Period.Until), heir))
	if err != nil {
		return fmt.Errorf("write organisation %s: %w", o.ID, err)
	}
	if err := saveHistory(ctx, tx, o); err != nil {
		return fmt.Errorf("write history of %s: %w", o.ID, err)
	}
	return s.record(ctx, tx, as, string(o.ID), o.ID, o.Version, c.Events...)
}

const (
	dropNames   = `DELETE FROM org_name WHERE org = $1 AND from_on >= $2`
	dropParents = `DELETE FROM org_parent WHERE org = $1 AND from_on >= $2`
)

// saveHistory writes each entry. Plans for after an organisation's end are
// dropped with it; what has been stays.
func saveHistory(ctx context.Context, tx *db.Tx, o org.Organisation) error {
	if end := o.Period.Until; end != (civil.Date{}) {
		for _, query := range []string{dropNames, dropParents} {
			if _, err := tx.Exec(ctx, query, string(o.ID), end.String()); err != nil {
				return err
			}
		}
	}
	for _, n := range o.Names {
		if _, err := tx.Exec(ctx, putName, string(o.ID), n.From.String(), open(n.Until), n.Value.NL, n.Value.EN); err != nil {
			return err
		}
	}
	for _, p := range o.Parents {
		if _, err := tx.Exec(ctx, putParent, string(o.ID), p.From.String(), open(p.Until), string(p.Value)); err != nil {
			return err
		}
	}
	return nil
}
