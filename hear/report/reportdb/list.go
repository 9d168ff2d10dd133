// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"fmt"
	"strings"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectList = `
SELECT ` + headColumns + ` FROM report_case
WHERE %s ORDER BY %s LIMIT %d`

	countList = `SELECT count(*) FROM report_case WHERE %s`

	// In due_on stands no day when nobody waits.
	overdue       = `due_on > '' AND due_on < $%d`
	selectWaiting = `SELECT ` + headColumns + ` FROM report_case WHERE %s AND ` + overdue

	selectReaders = `
SELECT report, number, readers FROM report_epoch WHERE %[1]s
UNION ALL SELECT report, epoch, readers FROM report_grant WHERE %[1]s`

	selectClaimed = `SELECT DISTINCT upload FROM report_attachment WHERE %s`
)

// List implements report.Store.
func (s *Store) List(ctx context.Context, as org.Actor, in org.Scope, q report.Query) (list []report.Head, err error) {
	query, args := listQuery(as, in, q)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanHead, query, args...)
		return err
	})
	return list, err
}

// Count implements report.Store.
func (s *Store) Count(ctx context.Context, as org.Actor, in org.Scope, q report.Query) (int, error) {
	where, args := wanted(as, in, q)
	var n int64
	err := s.db.Read(ctx, func(tx *db.Tx) (err error) {
		n, err = db.One(ctx, tx, db.Value[int64], fmt.Sprintf(countList, where), args...)
		return err
	})
	return int(n), err
}

// listQuery pages by key, not by number: the next page begins below the last
// row of this one, so a page deep down costs what the first does.
func listQuery(as org.Actor, in org.Scope, q report.Query) (string, []any) {
	where, args := wanted(as, in, q)
	order := "last_at DESC, id DESC"
	if !q.Overdue.IsZero() {
		order = "due_on, id"
	}
	return fmt.Sprintf(selectList, where, order, max(q.Limit, 1)), args
}

// wanted writes what a query asks for as a condition.
func wanted(as org.Actor, in org.Scope, q report.Query) (string, []any) {
	scope, args := in.In("desk", 1)
	where := []string{scope}
	add := func(condition string, value any) {
		args = append(args, value)
		where = append(where, fmt.Sprintf(condition, len(args)))
	}
	if as.Person != "" {
		add("(excluded = '' OR excluded NOT LIKE $%d)", "% "+string(as.Person)+" %")
	}
	if q.State != "" {
		add("state = $%d", string(q.State))
	}
	if q.Org != "" {
		add("org = $%d", string(q.Org))
	}
	for _, one := range []struct {
		column string
		values []any
	}{{"handler", anys(q.Handlers)}, {"id", anys(q.IDs)}} {
		if len(one.values) == 0 {
			continue
		}
		marks := make([]string, len(one.values))
		for i := range marks {
			marks[i] = fmt.Sprintf("$%d", len(args)+i+1)
		}
		args = append(args, one.values...)
		where = append(where, one.column+" IN ("+strings.Join(marks, ", ")+")")
	}
	if (q.After != report.Place{}) {
		args = append(args, ms(q.After.Last), string(q.After.ID))
		where = append(where, fmt.Sprintf("(last_at, id) < ($%d, $%d)", len(args)-1, len(args)))
	}
	if !q.Overdue.IsZero() {
		add(overdue, q.Overdue.String())
	}
	return strings.Join(where, " AND "), args
}

func anys[T ~string](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// Waiting implements report.Store.
func (s *Store) Waiting(ctx context.Context, _ org.Actor, in org.Scope, before civil.Date) (list []report.Head, err error) {
	scope, args := in.In("org", 1)
	args = append(args, before.String())
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanHead, fmt.Sprintf(selectWaiting, scope, len(args)), args...)
		return err
	})
	return list, err
}

// Readers implements report.Store.
func (s *Store) Readers(ctx context.Context, _ org.Actor, ids []report.ID) (map[report.ID]map[int64][]report.Ref, error) {
	type row struct {
		id    report.ID
		epoch int64
		refs  string
	}
	where, args := in("report", ids)
	out := map[report.ID]map[int64][]report.Ref{}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		rows, err := db.All(ctx, tx, func(r db.Row) (v row, err error) {
			err = r.Scan(&v.id, &v.epoch, &v.refs)
			return v, err
		}, fmt.Sprintf(selectReaders, where), args...)
		for _, r := range rows {
			if out[r.id] == nil {
				out[r.id] = map[int64][]report.Ref{}
			}
			out[r.id][r.epoch] = append(out[r.id][r.epoch], split(r.refs)...)
		}
		return err
	})
	return out, err
}

// Claimed implements report.Store.
func (s *Store) Claimed(ctx context.Context, _ org.Actor, uploads []report.Upload) (map[report.Upload]bool, error) {
	where, args := in("upload", uploads)
	out := map[report.Upload]bool{}
	err := s.db.Read(ctx, func(tx *db.Tx) error {
		there, err := db.All(ctx, tx, db.Value[string], fmt.Sprintf(selectClaimed, where), args...)
		for _, u := range there {
			out[report.Upload(u)] = true
		}
		return err
	})
	return out, err
}
