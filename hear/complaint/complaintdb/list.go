// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintdb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
)

const (
	headColumns = `c.id, c.version, c.org, c.state, c.received, c.due, c.next_step, c.next_by, c.next_on`

	ofPerson = `WHERE s.person = $1 AND s.listed = $2`

	selectList = `
SELECT ` + headColumns + `, s.org, s.party
FROM complaint_seat s JOIN complaint c ON c.id = s.complaint ` + ofPerson + `%s ORDER BY s.next_on, s.complaint LIMIT %d`

	// What is due today isn't late yet.
	selectOverview = `
SELECT s.about, count(*),
    sum(CASE WHEN s.next_on < $3 THEN 1 ELSE 0 END), sum(CASE WHEN s.due < $3 THEN 1 ELSE 0 END),
    sum(CASE WHEN s.state IN ('received', 'incomplete') THEN 1 ELSE 0 END)
FROM complaint_seat s ` + ofPerson + `%s GROUP BY s.about ORDER BY s.about`

	selectWaiting = `
SELECT ` + headColumns + `, '', '' FROM complaint c WHERE c.ended = 0 AND c.next_on < $1 AND %s ORDER BY c.next_on, c.id`

	selectFirst = `SELECT id FROM complaint WHERE committee = $1 AND ended = 0 ORDER BY received, id LIMIT 1`
	countEver   = `SELECT count(*) FROM complaint_seat WHERE complaint = $1 AND person = $2`

	selectUnseated = `
SELECT c.id FROM complaint c WHERE c.committee = $1 AND c.ended = 0
AND NOT EXISTS (SELECT 1 FROM complaint_seat s WHERE s.complaint = c.id AND s.person = $2)
ORDER BY c.received DESC, c.id DESC LIMIT $3`

	selectAgenda = `
SELECT h.complaint, s.about, h.party, h.on_day, h.at_hour, s.org, s.party
FROM complaint_hearing h JOIN complaint_seat s ON s.complaint = h.complaint
WHERE h.on_day >= $2 AND s.person = $1 AND s.listed = 'running' ORDER BY h.on_day, h.at_hour, h.complaint, h.number LIMIT $3`

	selectRunning = `SELECT ` + headColumns + `, '', '' FROM complaint c WHERE c.ended = 0 AND c.id > $1 ORDER BY c.id LIMIT $2`
)

// List implements complaint.Store.
func (s *Store) List(ctx context.Context, _ org.Actor, q complaint.Query) ([]complaint.Head, error) {
	args := []any{string(q.Person), listed(q.Ended)}
	where := wanted(q, &args)
	return s.heads(ctx, fmt.Sprintf(selectList, where, max(q.Limit, 1)), args...)
}

// wanted writes what a query asks for beyond its person as further conditions.
func wanted(q complaint.Query, args *[]any) string {
	var where strings.Builder
	add := func(condition string, values ...any) {
		at := make([]any, len(values))
		for i, v := range values {
			*args = append(*args, v)
			at[i] = len(*args)
		}
		fmt.Fprintf(&where, " AND "+condition, at...)
	}
	if q.May != nil {
		where.WriteString(" AND (1 = 0")
		for _, p := range complaint.Parties() {
			scope, ids := q.May[p].In("s.org", len(*args)+2)
			fmt.Fprintf(&where, " OR s.party = $%d AND %s", len(*args)+1, scope)
			*args = append(append(*args, string(p)), ids...)
		}
		where.WriteString(")")
	}
	if q.Org != "" {
		add("s.about = $%d", string(q.Org))
	}
	if !q.Before.IsZero() {
		add("s.next_on < $%d", q.Before.String())
	}
	if q.After != (complaint.Place{}) {
		add("(s.next_on, s.complaint) > ($%d, $%d)", q.After.Next.String(), string(q.After.ID))
	}
	return where.String()
}

// listed gives how seats are marked in complaints that are over or not.
func listed(e complaint.Ending) string {
	if e == complaint.Over {
		return "over"
	}
	return "running"
}

// Overview implements complaint.Store.
func (s *Store) Overview(ctx context.Context, _ org.Actor, q complaint.Query, today civil.Date) (all []complaint.Count, err error) {
	args := []any{string(q.Person), listed(q.Ended), today.String()}
	query := fmt.Sprintf(selectOverview, wanted(complaint.Query{May: q.May, Org: q.Org, Before: q.Before}, &args))
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanCount, query, args...)
		return err
	})
	return all, err
}

// Agenda implements complaint.Store.
func (s *Store) Agenda(ctx context.Context, _ org.Actor, who org.PersonID, from civil.Date, most int) (all []complaint.Meeting, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanMeeting, selectAgenda, string(who), from.String(), int64(most))
		return err
	})
	return all, err
}

func scanMeeting(row db.Row) (m complaint.Meeting, err error) {
	var day string
	if err := row.Scan(&m.ID, &m.Org, &m.Of, &day, &m.Hour, &m.At, &m.As); err != nil {
		return m, err
	}
	m.On, err = civil.Parse(day)
	return m, err
}

// Waiting implements complaint.Store.
func (s *Store) Waiting(ctx context.Context, _ org.Actor, in org.Scope, before civil.Date) ([]complaint.Head, error) {
	scope, args := in.In("c.org", 2)
	return s.heads(ctx, fmt.Sprintf(selectWaiting, scope), append([]any{before.String()}, args...)...)
}

// Unseated implements complaint.Store.
func (s *Store) Unseated(ctx context.Context, _ org.Actor, committee org.ID, who org.PersonID, most int) (all []complaint.ID, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		first, err := db.One(ctx, tx, db.Value[string], selectFirst, string(committee))
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		if err != nil {
			return err
		}
		if ever, err := db.One(ctx, tx, db.Value[int64], countEver, first, string(who)); err != nil || ever > 0 {
			return err
		}
		all, err = db.All(ctx, tx, db.Value[complaint.ID], selectUnseated, string(committee), string(who), int64(most))
		return err
	})
	return all, err
}

// Running implements complaint.Store.
func (s *Store) Running(ctx context.Context, _ org.Actor, after complaint.ID, most int) ([]complaint.Head, error) {
	return s.heads(ctx, selectRunning, string(after), int64(most))
}

func (s *Store) heads(ctx context.Context, query string, args ...any) (all []complaint.Head, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanHead, query, args...)
		return err
	})
	return all, err
}

func scanHead(row db.Row) (h complaint.Head, err error) {
	var received, due, next string
	if err := row.Scan(&h.ID, &h.Version, &h.Org, &h.State, &received, &due, &h.Step, &h.By, &next, &h.At, &h.As); err != nil {
		return h, err
	}
	for _, one := range []struct {
		to   *civil.Date
		from string
	}{{&h.Received, received}, {&h.Due, due}, {&h.Next, next}} {
		if one.from == "" {
			continue
		}
		if *one.to, err = civil.Parse(one.from); err != nil {
			return h, err
		}
	}
	return h, nil
}

func scanCount(row db.Row) (c complaint.Count, err error) {
	err = row.Scan(&c.Org, &c.Running, &c.Overdue, &c.Late, &c.Received)
	return c, err
}
