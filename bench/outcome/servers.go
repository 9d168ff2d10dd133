// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/jackc/pgx/v5"

	"baken/examine/outcome"
	"baken/examine/outcome/outcomeclick"
	"baken/examine/outcome/outcomeclick/clicktest"
	"baken/examine/outcome/outcomepg"
	"baken/internal/db/dbtest/cluster"
)

// server is a database with the decisions in it: the bare question and Baken's engine.
type server struct {
	bare   func(ctx context.Context) error
	engine outcome.Engine
	stop   func() error
}

// compareServer lets the server and Baken over the same server answer in turns.
func compareServer(ctx context.Context, name string, rows int64, rounds int) (err error) {
	open := map[string]func(context.Context, int64) (server, error){"postgres": postgres, "clickhouse": clickHouse}[name]
	if open == nil {
		return fmt.Errorf("engine %q is neither postgres nor clickhouse", name)
	}
	s, err := open(ctx, rows)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	plan, err := outcome.ParsePlan([]byte(planText))
	if err != nil {
		return err
	}
	count := func(q outcome.Question) func() error { return func() error { return s.count(ctx, plan, q, rows) } }
	var ratios []float64
	for round := range rounds {
		var took [2]time.Duration
		for turn := range 2 {
			road := (turn + round) % 2
			work := []func() error{func() error { return s.bare(ctx) }, count(plan.Question())}[road]
			if took[road], err = timed(work); err != nil {
				return err
			}
		}
		ratios = append(ratios, float64(took[1])/float64(took[0]))
		fmt.Printf("round %d  bare %8.1f ms  baken %8.1f ms  ratio %.2f\n", round+1, ms(took[0]), ms(took[1]), ratios[round])
	}
	q := plan.Question()
	q.Person = "person"
	took, err := timed(count(q))
	if err != nil {
		return err
	}
	fmt.Printf("with people who occur twice: %.0f ms\n", ms(took))
	fmt.Printf("engine=%s rows=%d ratio_groupby=%.2f\n", name, rows, median(ratios))
	return nil
}

// count is Baken's road from the server's rows to the plan's counts.
func (s server) count(ctx context.Context, p outcome.Plan, q outcome.Question, rows int64) error {
	a, err := s.engine.Count(ctx, q)
	if err != nil {
		return err
	}
	if a.Rows != rows {
		return fmt.Errorf("%d rows, want %d", a.Rows, rows)
	}
	_, err = p.Counts(a)
	return err
}

// postgres makes the decisions by the server's own means.
func postgres(ctx context.Context, rows int64) (server, error) {
	c, err := cluster.Start(ctx)
	if err != nil {
		return server{}, err
	}
	conn, err := pgx.Connect(ctx, c.DSN())
	if err != nil {
		return server{}, errors.Join(err, c.Stop())
	}
	_, err = conn.Exec(ctx, `CREATE UNLOGGED TABLE decision AS SELECT CASE WHEN id % 1000 = 999 THEN id - 1 ELSE id END AS person,
'origin ' || CASE WHEN h % 100 < 72 THEN 1 ELSE h % 4 + 2 END AS origin, CASE WHEN id % 2 = 0 THEN 'woman' ELSE 'man' END AS sex,
'age ' || h / 100 % 4 + 1 AS age, CASE WHEN h / 400 % 10 = 0 THEN 'yes' ELSE 'no' END AS selected,
CASE WHEN h / 400 % 10 > 0 THEN NULL WHEN h / 4000 % 5 = 0 THEN 'yes' ELSE 'no' END AS found
FROM (SELECT id, abs(hashint8(id)::bigint) AS h FROM generate_series(0, `+strconv.FormatInt(rows-1, 10)+`) AS id) AS r`)
	if err == nil {
		_, err = conn.Exec(ctx, "VACUUM ANALYZE decision")
	}
	if err != nil {
		return server{}, errors.Join(err, c.Stop())
	}
	return server{
		bare: func(ctx context.Context) error {
			found, err := conn.Query(ctx, "SELECT origin, sex, age, selected, found, count(*) FROM decision GROUP BY 1, 2, 3, 4, 5")
			if err != nil {
				return err
			}
			for found.Next() {
			}
			return found.Err()
		},
		engine: outcomepg.Engine{Address: c.DSN(), Table: "decision"},
		stop:   func() error { return errors.Join(conn.Close(context.WithoutCancel(ctx)), c.Stop()) },
	}, nil
}

// clickHouse makes half of the decisions on each of two shards.
func clickHouse(ctx context.Context, rows int64) (server, error) {
	s, err := clicktest.Start(ctx)
	if err != nil {
		return server{}, err
	}
	var conns []clickhouse.Conn
	for shard := range 2 {
		at := strings.TrimSuffix(strings.TrimPrefix(s.Address("default", shard), "clickhouse://default@"), "/default")
		conn, err := clickhouse.Open(&clickhouse.Options{Addr: []string{at}, Auth: clickhouse.Auth{Username: "default"}})
		if err != nil {
			return server{}, errors.Join(err, s.Stop())
		}
		conns = append(conns, conn)
		from, to := int64(shard)*(rows/2), rows/2
		if shard == 1 {
			to = rows - from
		}
		for _, q := range []string{
			"CREATE TABLE part (person UInt64, origin String, sex String, age String, selected String, found Nullable(String)) ENGINE = MergeTree ORDER BY tuple()",
			"CREATE TABLE decision AS part ENGINE = Distributed(both, default, part)",
			fmt.Sprintf(`INSERT INTO part SELECT toUInt64(if(id %% 1000 = 999, toInt64(id) - 1, toInt64(id))), concat('origin ', toString(if(h %% 100 < 72, 1, h %% 4 + 2))),
if(id %% 2 = 0, 'woman', 'man'), concat('age ', toString(intDiv(h, 100) %% 4 + 1)), if(intDiv(h, 400) %% 10 = 0, 'yes', 'no'),
if(intDiv(h, 400) %% 10 > 0, NULL, if(intDiv(h, 4000) %% 5 = 0, 'yes', 'no'))
FROM (SELECT number + %d AS id, intHash32(id) AS h FROM system.numbers LIMIT %d)`, from, to),
		} {
			if err := conn.Exec(ctx, q); err != nil {
				return server{}, errors.Join(err, s.Stop())
			}
		}
	}
	return server{
		bare: func(ctx context.Context) (err error) {
			found, err := conns[0].Query(ctx, "SELECT origin, sex, age, selected, found, count() FROM decision GROUP BY origin, sex, age, selected, found")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, found.Close()) }()
			for found.Next() {
			}
			return found.Err()
		},
		engine: outcomeclick.Engine{Address: s.Address("default", 0), Table: "decision"},
		stop:   func() error { return errors.Join(conns[0].Close(), conns[1].Close(), s.Stop()) },
	}, nil
}
