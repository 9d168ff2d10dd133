// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/ground/org/orgtest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// records is a room with one table of records that belong to organisations,
// as every room has.
func records() db.Room {
	table := &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE record (id TEXT PRIMARY KEY, org TEXT NOT NULL REFERENCES org (id));\n")}
	return db.Room{Name: "record", Schema: fstest.MapFS{
		"schema/sqlite/0001_record.sql":   table,
		"schema/postgres/0001_record.sql": table,
	}}
}

// TestScopeAgreesWithPolicy is the law behind every list: for any tree, any
// history of moves and mergers, any roles with any dates and any day, what a
// list filtered in SQL shows is what the policy allows row by row, and that
// is what the dates say.
func TestScopeAgreesWithPolicy(t *testing.T) {
	policy := orgtest.Policy(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		store, batch := orgdb.New(d, now), 0
		rapid.Check(t, func(rt *rapid.T) {
			batch++
			w := drawWorld(rt, fmt.Sprintf("%d-", batch))
			w.keep(t.Context(), rt, store, d)
			w.check(t.Context(), rt, policy, store, d)
		})
	}, orgdb.Room(), records())
}

func TestScopeAgreesWithPolicyInMemory(t *testing.T) {
	policy := orgtest.Policy(t)
	rapid.Check(t, func(rt *rapid.T) {
		store, w := orgtest.New(), drawWorld(rt, "")
		w.keep(t.Context(), rt, store, nil)
		w.check(t.Context(), rt, policy, store, nil)
	})
}

// world is a drawn history of organisations, and a person with roles.
type world struct {
	ids     []org.ID
	steps   []func(*org.Register) error // those that were accepted
	person  org.Person
	roles   []org.Membership
	instant civil.Date
}

func drawDay(t *rapid.T, label string) civil.Date {
	return orgtest.Start.AddDays(rapid.IntRange(0, 60).Draw(t, label))
}

func drawWorld(t *rapid.T, prefix string) *world {
	w := &world{person: org.Person{ID: org.PersonID(prefix + "p"), Version: 1, Name: "Robin", Email: prefix + "p@example.nl"}}
	kinds := []org.Kind{org.Ministry, org.Agency, org.Directorate}
	w.found(org.Founding{ID: org.ID(prefix + "0"), Kind: org.Government, From: orgtest.Start})
	for i := range rapid.IntRange(1, 8).Draw(t, "organisations") {
		w.found(org.Founding{
			ID: org.ID(fmt.Sprintf("%s%d", prefix, i+1)), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
			Parent: rapid.SampledFrom(w.ids).Draw(t, "parent"), From: drawDay(t, "from"),
		})
	}
	for range rapid.IntRange(0, 6).Draw(t, "changes") {
		a, b, on := rapid.SampledFrom(w.ids).Draw(t, "a"), rapid.SampledFrom(w.ids).Draw(t, "b"), drawDay(t, "on")
		w.try(rapid.SampledFrom([]func(*org.Register) error{
			func(r *org.Register) error { return r.Move(a, b, on) },
			func(r *org.Register) error { return r.Merge(a, b, on) },
			func(r *org.Register) error { return r.Close(a, on) },
		}).Draw(t, "change"))
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "roles") {
		m := org.Membership{
			ID: org.MembershipID(fmt.Sprintf("%sm%d", prefix, i)), Version: 1, Person: w.person.ID,
			Org: rapid.SampledFrom(w.ids).Draw(t, "org"), Role: rapid.SampledFrom(org.Roles()).Draw(t, "role"),
			Period: civil.Since(drawDay(t, "since")),
		}
		if rapid.Bool().Draw(t, "ends") {
			m.Until = m.From.AddDays(rapid.IntRange(1, 40).Draw(t, "days"))
		}
		if !m.Clashes(w.roles) {
			w.roles = append(w.roles, m)
		}
	}
	w.instant = drawDay(t, "today")
	return w
}

func (w *world) found(f org.Founding) {
	f.Name = org.Name{NL: "n" + string(f.ID), EN: "n" + string(f.ID)}
	if w.try(func(r *org.Register) error { return r.Found(f) }) {
		w.ids = append(w.ids, f.ID)
	}
}

// try keeps a step that the register accepts after the earlier ones.
func (w *world) try(step func(*org.Register) error) bool {
	r := org.NewRegister()
	if w.replay(r) != nil || step(r) != nil {
		return false
	}
	w.steps = append(w.steps, step)
	return true
}

func (w *world) replay(r *org.Register) error {
	for _, step := range w.steps {
		if err := step(r); err != nil {
			return err
		}
	}
	return nil
}

// keep stores the world one step at a time, and one record per organisation.
func (w *world) keep(ctx context.Context, t *rapid.T, s org.Store, d *db.DB) {
	as := org.System("test")
	for _, step := range w.steps {
		if err := s.Restructure(ctx, as, step); err != nil {
			t.Fatalf("restructure: %v", err)
		}
	}
	if err := s.Enrol(ctx, as, w.person, w.roles[0]); err != nil {
		t.Fatalf("enrol: %v", err)
	}
	for _, m := range w.roles[1:] {
		if err := s.Grant(ctx, as, m); err != nil {
			t.Fatalf("grant: %v", err)
		}
	}
	if d == nil {
		return
	}
	err := d.Write(ctx, func(tx *db.Tx) error {
		for _, id := range w.ids {
			if _, err := tx.Exec(ctx, `INSERT INTO record (id, org) VALUES ($1, $1)`, string(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("insert records: %v", err)
	}
}

// check compares, for each action, the list by SQL, the policy row by row
// and, for three actions, the dates themselves.
func (w *world) check(ctx context.Context, t *rapid.T, p *org.Policy, s org.Store, d *db.DB) {
	as := org.System("test")
	orgs, err := s.Organisations(ctx, as, org.Only(w.ids...))
	if err != nil {
		t.Fatal(err)
	}
	held, err := s.Held(ctx, as, w.person.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(w.instant.Year(), w.instant.Month(), w.instant.Day(), 9, 0, 0, 0, time.UTC)
	actor := org.As(w.person, held, org.Grow(orgs, w.instant), at)
	for _, act := range p.Actions() {
		var byRow, byDates []org.ID
		for _, id := range w.ids {
			r := org.Of(act.On(), "r", id)
			if act.On() == org.TypeOrganisation {
				r = org.Node(id)
			}
			if p.Decide(actor, act, r).Allowed {
				byRow = append(byRow, id)
			}
			if w.byDates(act, id, orgs, held) {
				byDates = append(byDates, id)
			}
		}
		slices.Sort(byRow)
		slices.Sort(byDates)
		scope := p.Scope(actor, act)
		if diff := cmp.Diff(byRow, list(ctx, t, s, d, scope)); diff != "" {
			t.Errorf("%s on %s: list and policy differ (-policy +list):\n%s", act, w.instant, diff)
		}
		if !slices.Contains(datable, act) {
			continue
		}
		if diff := cmp.Diff(byDates, byRow); diff != "" {
			t.Errorf("%s on %s: policy and dates differ (-dates +policy):\n%s", act, w.instant, diff)
		}
	}
}

// datable are the actions for which byDates knows the answer.
var datable = []org.Action{org.Publish, org.EditOrganisation, org.ReadEvents}

// list asks the store itself; with a database, a room's table too.
func list(ctx context.Context, t *rapid.T, s org.Store, d *db.DB, scope org.Scope) []org.ID {
	var got []org.ID
	nodes, err := s.Organisations(ctx, org.System("test"), scope)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range nodes {
		got = append(got, o.ID)
	}
	if d == nil {
		return got
	}
	where, args := scope.In("org", 1)
	var rows []org.ID
	err = d.Read(ctx, func(tx *db.Tx) error {
		rows, err = db.All(ctx, tx, db.Value[org.ID], `SELECT id FROM record WHERE `+where+` ORDER BY id`, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, rows); diff != "" {
		t.Errorf("organisations and records differ (-organisations +records):\n%s", diff)
	}
	return rows
}

// byDates says, without tree and policy, who may do three things: by going
// from the record's organisation to who answers for it on the day, and up.
func (w *world) byDates(act org.Action, id org.ID, orgs []org.Organisation, held []org.Membership) bool {
	node := make(map[org.ID]org.Organisation)
	for _, o := range orgs {
		if !w.instant.Before(o.Period.From) {
			node[o.ID] = o
		}
	}
	for node[id].Successor != "" && !node[id].Period.Covers(w.instant) {
		id = node[id].Successor
	}
	holds := func(in org.ID, roles ...org.Role) bool {
		return node[in].Period.Covers(w.instant) && slices.ContainsFunc(held, func(m org.Membership) bool {
			return m.Org == in && m.Covers(w.instant) && slices.Contains(roles, m.Role)
		})
	}
	above := func(roles ...org.Role) bool {
		for at := id; at != ""; at = node[at].Parents.Nearest(w.instant) {
			if holds(at, roles...) {
				return true
			}
		}
		return false
	}
	switch act {
	case org.Publish:
		return above(org.Controller, org.ProgrammeManager)
	case org.EditOrganisation:
		return above(org.Administrator)
	case org.ReadEvents:
		return holds(id, org.Auditor)
	}
	return false
}
