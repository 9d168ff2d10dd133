// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomeclick counts the rows of a table in ClickHouse, where they are: each
// server groups the rows that it holds, and only whole numbers with the values of their
// groups come back. A Distributed table counts as one. It needs no more than the right to
// read the one table.
//
// It refuses a server that may leave rows out to be quick or to go on without a shard.
// ClickHouse knows no snapshot: the rows are counted before and after, and a table to
// which rows came meanwhile is refused.
package outcomeclick

import (
	"context"
	"errors"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/examine/outcome"
)

// Engine counts one table.
type Engine struct {
	Address  string                  // clickhouse://user@server:9000,other:9000/database, without a password
	Table    string                  // name, or database.name
	Most     int                     // groups that an answer may have; outcome.MostCells when zero
	Progress func(done, total int64) // told how many rows were read; may be nil
}

// Count answers a question. The password comes from CLICKHOUSE_PASSWORD, or from the file
// that CLICKHOUSE_PASSFILE names and that nobody but its owner may read.
func (e Engine) Count(ctx context.Context, q outcome.Question) (_ outcome.Answer, err error) {
	options, err := e.options()
	if err != nil {
		return outcome.Answer{}, err
	}
	conn, err := clickhouse.Open(options)
	if err != nil {
		return outcome.Answer{}, e.explain(ctx, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	a, err := e.answer(ctx, conn, options.Auth.Database, q)
	if err != nil {
		return outcome.Answer{}, e.explain(ctx, err)
	}
	return a, nil
}

func (e Engine) answer(ctx context.Context, conn clickhouse.Conn, database string, q outcome.Question) (a outcome.Answer, err error) {
	var version string
	if err := conn.QueryRow(ctx, "SELECT version()").Scan(&version); err != nil {
		return a, err
	}
	a.Engine = "ClickHouse " + version
	if ctx, err = e.careful(ctx, conn); err != nil {
		return a, err
	}
	t, err := e.find(ctx, conn, database)
	if err != nil {
		return a, err
	}
	if a.Rows, err = t.rows(ctx, conn); err != nil {
		return a, err
	}
	counting := clickhouse.Context(ctx, clickhouse.WithProgress(e.progress(a.Rows)))
	if a.Groups, err = e.groups(counting, conn, t, q, a.Rows); err != nil {
		return a, err
	}
	if q.Person != "" {
		if a.Repeats, err = t.repeats(ctx, conn, q.Person); err != nil {
			return a, err
		}
	}
	after, err := t.rows(ctx, conn)
	if err == nil && after != a.Rows {
		err = outcome.ErrMoved.With("table", e.Table)
	}
	return a, err
}

// groups reads the answer to a question.
func (e Engine) groups(ctx context.Context, conn clickhouse.Conn, t relation, q outcome.Question, total int64) (_ []outcome.Group, err error) {
	all := outcome.NewGather(q, e.Most)
	query, err := t.group(q, all.Most())
	if err != nil {
		return nil, err
	}
	rows, err := conn.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var n, high, low, bad, wrong uint64
	values := make([]string, len(q.By))
	dest := []any{&n, &high, &low, &bad}
	for i := range values {
		dest = append(dest, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		wrong += bad
		if err := all.Add(values, int64(n), joined(high, low)); err != nil { //nolint:gosec // rows
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	switch {
	case wrong > 0:
		return nil, outcome.ErrCount.With("column", q.Sum, "n", int64(wrong)) //nolint:gosec // rows
	case all.Rows() != total:
		return nil, outcome.ErrMoved.With("table", e.Table)
	}
	return all.Groups(), nil
}

// joined puts a sum together that the server made in two halves, since it wraps round in
// silence where a sum doesn't fit 64 bits. Too much is negative.
func joined(high, low uint64) int64 {
	high += low >> 32
	if high >= 1<<31 {
		return -1
	}
	return int64(high<<32 | low&(1<<32-1)) //nolint:gosec // less than 63 bits
}

// progress adds up what the servers say they have read.
func (e Engine) progress(total int64) func(*clickhouse.Progress) {
	var done int64
	return func(p *clickhouse.Progress) {
		done += int64(p.Rows) //nolint:gosec // rows
		if e.Progress != nil {
			e.Progress(min(done, total), total)
		}
	}
}
