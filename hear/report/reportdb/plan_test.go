// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// cases is how many reports a desk has that must stay fluent.
const cases = 10_000

// A page of a desk with 10,000 reports, also one deep down, is read along an
// index: no engine sorts them.
func TestAPageOfManyIsReadAlongAnIndex(t *testing.T) {
	for engine, address := range engines() {
		t.Run(engine, func(t *testing.T) {
			d := open(t, address(t), reportdb.Room())
			fill(t, d)
			deep := report.Place{Last: orgtest.Now.Add(-9000 * time.Minute), ID: reporttest.IDOf(9000)}
			for rule, tc := range map[string]struct {
				in org.Scope
				q  report.Query
			}{
				"one desk":                  {org.Only(orgtest.Agency), report.Query{Limit: 51}},
				"one desk, deep down":       {org.Only(orgtest.Agency), report.Query{Limit: 51, After: deep}},
				"one desk, by state":        {org.Only(orgtest.Agency), report.Query{Limit: 51, State: report.New, After: deep}},
				"the independent desk":      {org.Everywhere(), report.Query{Limit: 51}},
				"one's own":                 {org.Only(orgtest.Agency), report.Query{Limit: 51, Handlers: []org.PersonID{"robin"}}},
				"what is late":              {org.Only(orgtest.Agency), report.Query{Limit: 200, Overdue: civil.On(orgtest.Now)}},
				"independent, what is late": {org.Everywhere(), report.Query{Limit: 200, Overdue: civil.On(orgtest.Now)}},
				"independent, deep down":    {org.Everywhere(), report.Query{Limit: 51, After: deep}},
			} {
				plan := explain(t, d, tc.in, tc.q)
				if !strings.Contains(plan, "report_case_") || sorts(plan) {
					t.Errorf("%s: %s", rule, plan)
				}
			}
		})
	}
}

func sorts(plan string) bool {
	return strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "Sort") || strings.Contains(plan, "SCAN report_case\n") || strings.Contains(plan, "Seq Scan")
}

func explain(t *testing.T, d *db.DB, in org.Scope, q report.Query) string {
	t.Helper()
	query, args := reportdb.ListQuery(orgtest.Actor(t, org.IntakeOfficer, orgtest.Agency), in, q)
	var lines []string
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		if tx.Engine() == db.Postgres {
			lines, err = db.All(t.Context(), tx, db.Value[string], "EXPLAIN "+query, args...)
			return err
		}
		lines, err = db.All(t.Context(), tx, func(row db.Row) (s string, err error) {
			var id, parent, unused int64
			err = row.Scan(&id, &parent, &unused, &s)
			return s, err
		}, "EXPLAIN QUERY PLAN "+query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n") + "\n"
}

func fill(t testing.TB, d *db.DB) {
	t.Helper()
	handlers := [16]string{"robin", "bas"} // of the others nobody
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for n := range cases {
			c, _ := reporttest.Draft(reporttest.IDOf(n), orgtest.Agency)
			_, err := tx.Exec(t.Context(), insertBare, string(c.ID), string(c.Org), string(report.States()[n%4]),
				c.Submitted.UnixMilli()-int64(n)*60_000, fmt.Appendf(nil, "%032d", n), strings.Repeat("x", 1900),
				civil.On(c.Submitted).AddDays(7-n/1440).String(), handlers[n%16])
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && d.Engine() == db.Postgres {
		err = d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "ANALYZE report_case")
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

const insertBare = `
INSERT INTO report_case (id, version, org, desk, state, sealed_by, submitted_at, last_at, last_from, messages, epoch, lookup, verify, recipient, due_on, handler)
VALUES ($1, 1, $2, $2, $3, 'browser', $4, $4, 'reporter', 1, 1, $5, 'v', $6, $7, $8)`

// BenchmarkList reads pages of a desk with 10,000 reports.
func BenchmarkList(b *testing.B) {
	for engine, address := range engines() {
		d := dbtest.Open(b, address(b))
		if err := d.Migrate(b.Context(), reportdb.Room()); err != nil {
			b.Fatal(err)
		}
		fill(b, d)
		s := reportdb.New(d, time.Now)
		for name, q := range map[string]report.Query{
			"first": {Limit: 51}, "deep": {Limit: 51, After: report.Place{Last: orgtest.Now.Add(-9000 * time.Minute), ID: reporttest.IDOf(9000)}},
		} {
			b.Run(engine+"/"+name, func(b *testing.B) {
				for b.Loop() {
					list, err := s.List(b.Context(), org.Public(), org.Only(orgtest.Agency), q)
					if err != nil || len(list) != 51 {
						b.Fatal(len(list), err)
					}
				}
			})
		}
	}
}
