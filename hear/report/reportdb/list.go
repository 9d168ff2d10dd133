// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"fmt"
	"strings"
	"time"

	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectList = `
SELECT ` + headColumns + ` FROM report_case
WHERE %s ORDER BY last_at DESC, id DESC LIMIT %d`

	// What is closed or withdrawn waits for nothing. In tracks stands when what
	// a law set going began; that it ended, the room sees.
	selectWaiting = `
SELECT ` + headColumns + ` FROM report_case
WHERE %s AND state IN ('new', 'acknowledged', 'answered') AND (awaits_at > 0 OR tracks LIKE '%%"since"%%') AND submitted_at < $%d`

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

// listQuery pages by key, not by number: the next page begins below the last
// row of this one, so a page deep down costs what the first does.
func listQuery(as org.Actor, in org.Scope, q report.Query) (string, []any) {
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
	if len(q.Handlers) > 0 {
		marks := make([]string, len(q.Handlers))
		for i, p := range q.Handlers {
			args = append(args, string(p))
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		where = append(where, "handler IN ("+strings.Join(marks, ", ")+")")
	}
	if (q.After != report.Place{}) {
		args = append(args, ms(q.After.Last), string(q.After.ID))
		where = append(where, fmt.Sprintf("(last_at, id) < ($%d, $%d)", len(args)-1, len(args)))
	}
	return fmt.Sprintf(selectList, strings.Join(where, " AND "), max(q.Limit, 1)), args
}

// Waiting implements report.Store.
func (s *Store) Waiting(ctx context.Context, _ org.Actor, in org.Scope, before time.Time) (list []report.Head, err error) {
	scope, args := in.In("org", 1)
	args = append(args, ms(before))
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
