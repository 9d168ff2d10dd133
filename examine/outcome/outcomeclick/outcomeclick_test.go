// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/base/fault"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomeclick/clicktest"
	"baken/examine/outcome/outcometest"
)

// reader is the engine as a user who may only read.
func reader(t *testing.T, table string, most int) Engine {
	t.Helper()
	t.Setenv("CLICKHOUSE_PASSWORD", clicktest.Password)
	return Engine{Address: clicktest.Servers(t).Address("reader", 0), Table: table, Most: most}
}

func TestOneServerConforms(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		return reader(t, fill(t, d, 1), most)
	})
}

func TestTwoShardsConform(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		return reader(t, fill(t, d, 2), most)
	})
}

// Types of ClickHouse that a file doesn't have, and what can't be the same everywhere.
func TestTypes(t *testing.T) {
	conn := connect(t, 0)
	do(t, conn, `CREATE TABLE kinds (s FixedString(5), e Enum8('good' = 1, 'bad' = 2), d Decimal(9, 2), u UUID, at DateTime, small UInt8, x Float64, l Array(UInt8), k Float64, p Decimal(9, 1), big UInt64) ENGINE = Memory`,
		`INSERT INTO kinds SELECT 'ab', 'good', toDecimal32(1.5, 2), toUUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), toDateTime('2024-02-29 12:00:00'), 7, 1.0, [1], 3.0, toDecimal32(4, 1), 5`,
		`INSERT INTO kinds SELECT 'ab', 'good', toDecimal32(1.5, 2), toUUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), toDateTime('2024-02-29 12:00:00'), 7, 1.0, [1], 4.0, toDecimal32(5, 1), 18446744073709551615`)
	t.Cleanup(func() { do(t, conn, "DROP TABLE kinds") })
	e := reader(t, "kinds", 0)
	for column, want := range map[string]string{
		"s": "ab", "e": "good", "d": "1.50", "u": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "at": "2024-02-29 12:00:00", "small": "7",
	} {
		a, err := e.Count(t.Context(), outcome.Question{By: []string{column}})
		if err != nil || len(a.Groups) != 1 || a.Groups[0].Values[0] != want || a.Groups[0].N != 2 {
			t.Errorf("%s: %+v, want %q (%v)", column, a, want, err)
		}
	}
	for _, column := range []string{"x", "l"} {
		if _, err := e.Count(t.Context(), outcome.Question{By: []string{column}}); !errors.Is(err, outcome.ErrKind) {
			t.Errorf("%s: got %v", column, err)
		}
	}
	for column, want := range map[string]int64{"k": 7, "p": 9, "small": 14} {
		a, err := e.Count(t.Context(), outcome.Question{By: []string{"s"}, Sum: column})
		if err != nil || a.Groups[0].N != want {
			t.Errorf("%s: %+v %v, want %d", column, a, err, want)
		}
	}
	for column, want := range map[string]error{"at": outcome.ErrKind, "big": outcome.ErrCount} {
		if _, err := e.Count(t.Context(), outcome.Question{By: []string{"s"}, Sum: column}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", column, err, want)
		}
	}
}

// What no other engine can hold is refused: a zero byte, and bytes that are no letters.
func TestLetters(t *testing.T) {
	for _, value := range []string{"a\x00b", "caf\xe9"} {
		d := outcometest.Data{Columns: []outcometest.Column{{Name: "g"}}, Rows: [][]*string{{&value}}}
		_, err := reader(t, fill(t, d, 1), 0).Count(t.Context(), outcome.Question{By: []string{"g"}})
		if !errors.Is(err, outcome.ErrLetters) {
			t.Errorf("%q: got %v", value, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	name := fill(t, outcometest.People(8, 30), 2)
	s := clicktest.Servers(t)
	conn := connect(t, 0)
	do(t, conn, "CREATE DATABASE IF NOT EXISTS other")
	t.Setenv("CLICKHOUSE_PASSWORD", clicktest.Password)
	plain := s.Address("reader", 0)
	elsewhere := strings.Replace(s.Address("elsewhere", 0), "/default", "/other", 1)
	for _, tc := range []struct {
		rule, address, table, password string
		want                           *fault.Error
	}{
		{"no such table", plain, "none", clicktest.Password, outcome.ErrTable},
		{"no such database", plain, "none." + name, clicktest.Password, outcome.ErrTable},
		{"a table as code", plain, "x; DROP TABLE y", clicktest.Password, outcome.ErrTable},
		{"a table as code, quoted", plain, "x`; DROP TABLE y", clicktest.Password, outcome.ErrTable},
		{"a wrong password", plain, name, "guess", outcome.ErrSignIn},
		{"no such user", s.Address("nobody", 0), name, "", outcome.ErrSignIn},
		{"no rights", elsewhere, "default." + name, "", outcome.ErrRights},
		{"nobody answers", "clickhouse://reader@127.0.0.1:1/x", name, "", outcome.ErrConnection},
		{"a password", "clickhouse://me:secret@127.0.0.1:1/x", name, "", outcome.ErrAddress},
		{"a setting", plain + "?skip_unavailable_shards=1", name, "", outcome.ErrAddress},
		{"no server", "clickhouse:///x", name, "", outcome.ErrAddress},
	} {
		t.Setenv("CLICKHOUSE_PASSWORD", tc.password)
		_, err := Engine{Address: tc.address, Table: tc.table}.Count(t.Context(), outcome.Question{By: []string{"origin"}})
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
		if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), clicktest.Password)) {
			t.Errorf("%s: a password is in the error: %v", tc.rule, err)
		}
	}
}

// A server that may leave rows out is refused, and a shard that is away is no reason to
// count without it.
func TestPartialAnswers(t *testing.T) {
	name := fill(t, outcometest.People(9, 30), 2)
	q := outcome.Question{By: []string{"origin"}}
	e := Engine{Address: clicktest.Servers(t).Address("careless", 0), Table: name}
	if _, err := e.Count(t.Context(), q); !errors.Is(err, outcome.ErrPartial) {
		t.Errorf("got %v", err)
	}
	conn := connect(t, 0)
	do(t, conn, "CREATE TABLE away AS "+strings.TrimPrefix(name, "all_")+" ENGINE = Distributed(away, default, "+strings.TrimPrefix(name, "all_")+")")
	t.Cleanup(func() { do(t, conn, "DROP TABLE away") })
	if _, err := reader(t, "away", 0).Count(t.Context(), q); !errors.Is(err, outcome.ErrConnection) {
		t.Errorf("got %v", err)
	}
}

// Who may write doesn't while a question is asked.
func TestOnlyReads(t *testing.T) {
	conn := connect(t, 0)
	do(t, conn, "CREATE TABLE written (g String) ENGINE = Memory")
	t.Cleanup(func() { do(t, conn, "DROP TABLE written") })
	ctx, err := Engine{}.careful(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	said := new(clickhouse.Exception)
	if err := conn.Exec(ctx, "INSERT INTO written SELECT 'a'"); !errors.As(err, &said) || said.Code != 164 { // READONLY
		t.Errorf("got %v", err)
	}
	do(t, conn, "INSERT INTO written SELECT 'a'")
}

// Rows that come meanwhile are noticed.
func TestMoved(t *testing.T) {
	d := outcometest.People(10, 30)
	name := fill(t, d, 1)
	conn := connect(t, 0)
	e := reader(t, name, 0)
	e.Progress = func(int64, int64) { do(t, conn, "INSERT INTO "+name+" SELECT * FROM "+name+" LIMIT 1") }
	if _, err := e.Count(t.Context(), outcome.Question{By: []string{"origin"}}); !errors.Is(err, outcome.ErrMoved) {
		t.Errorf("got %v", err)
	}
}

// Servers that go away while they count are a lost connection.
func TestConnectionLost(t *testing.T) {
	s, err := clicktest.Start(context.WithoutCancel(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	gone := sync.OnceFunc(func() { _ = s.Stop() })
	t.Cleanup(gone)
	e := Engine{Address: s.Address("default", 0), Table: "system.one", Progress: func(int64, int64) { gone() }}
	if _, err := e.Count(t.Context(), outcome.Question{By: []string{"dummy"}}); !errors.Is(err, outcome.ErrConnection) {
		t.Errorf("got %v", err)
	}
}

// The work stops in the middle.
func TestStops(t *testing.T) {
	conn := connect(t, 0)
	do(t, conn, "CREATE VIEW slow AS SELECT toString(sleep(0.01)) AS g FROM system.numbers LIMIT 1000000000000")
	t.Cleanup(func() { do(t, conn, "DROP TABLE slow") })
	why := errors.New("enough")
	ctx, stop := context.WithCancelCause(t.Context())
	e := reader(t, "slow", 0)
	options, err := e.options()
	if err != nil {
		t.Fatal(err)
	}
	asked, err := clickhouse.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = asked.Close() }()
	ctx = clickhouse.Context(ctx, clickhouse.WithProgress(func(*clickhouse.Progress) { stop(why) }))
	_, err = e.groups(ctx, asked, relation{name: "slow", columns: []column{{name: "g", kind: "String"}}}, outcome.Question{By: []string{"g"}}, 0)
	if err := e.explain(ctx, err); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
}

func TestPasswordFile(t *testing.T) {
	d := outcometest.People(11, 30)
	e := reader(t, fill(t, d, 1), 0)
	q := outcome.Question{By: []string{"origin"}}
	path := filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(path, []byte(clicktest.Password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CLICKHOUSE_PASSWORD", "")
	t.Setenv("CLICKHOUSE_PASSFILE", path)
	if _, err := e.Count(t.Context(), q); err != nil {
		t.Errorf("a file of the owner's alone: %v", err)
	}
	if err := os.Chmod(path, 0o640); err != nil { //nolint:gosec // that is what is refused
		t.Fatal(err)
	}
	if _, err := e.Count(t.Context(), q); !errors.Is(err, outcome.ErrPasswordFile) {
		t.Errorf("a file that others can read: %v", err)
	}
}

func TestProgress(t *testing.T) {
	e := reader(t, fill(t, outcometest.People(12, 3000), 2), 0)
	var most int64
	e.Progress = func(done, total int64) {
		if total != 3000 || done > total || done < most {
			t.Errorf("%d of %d after %d", done, total, most)
		}
		most = done
	}
	if _, err := e.Count(t.Context(), outcome.Question{By: []string{"origin"}}); err != nil || most != 3000 {
		t.Errorf("%d rows told: %v", most, err)
	}
}

// A sum is put together without wrapping round.
func TestJoined(t *testing.T) {
	for _, tc := range []struct {
		high, low uint64
		want      int64
	}{
		{0, 0, 0},
		{0, 1<<32 + 5, 1<<32 + 5},
		{1<<31 - 1, 1<<32 - 1, 1<<63 - 1},
		{1 << 31, 0, -1},
		{1<<31 - 1, 1 << 32, -1},
	} {
		if got := joined(tc.high, tc.low); got != tc.want {
			t.Errorf("%d, %d: got %d, want %d", tc.high, tc.low, got, tc.want)
		}
	}
}
