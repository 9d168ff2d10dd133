// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomepg

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"baken/base/fault"
	"baken/examine/outcome"
	"baken/examine/outcome/outcometest"
	"baken/internal/db/dbtest"
)

func TestConforms(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		address := dbtest.Postgres(t)
		fill(t, address, "decision", d)
		return Engine{Address: address, Table: "decision", Most: most}
	})
}

// Partitions, a view and a schema with a strange name count as a plain table does.
func TestWhereRowsStand(t *testing.T) {
	d := outcometest.People(7, 400)
	address := dbtest.Postgres(t)
	schema := `of "x"`
	fill(t, address, "plain", d)
	do(t, address, `CREATE TABLE parted (LIKE plain) PARTITION BY LIST (origin)`, `CREATE TABLE part_some PARTITION OF parted FOR VALUES IN ('nl', 'eu')`,
		`CREATE TABLE part_rest PARTITION OF parted DEFAULT`, `INSERT INTO parted SELECT * FROM plain`, `CREATE VIEW seen AS SELECT * FROM parted`,
		`CREATE SCHEMA `+pgx.Identifier{schema}.Sanitize(), `CREATE TABLE `+pgx.Identifier{schema, "T"}.Sanitize()+` AS SELECT * FROM plain`)
	t.Cleanup(func() { do(t, address, `DROP SCHEMA `+pgx.Identifier{schema}.Sanitize()+` CASCADE`) })
	q := outcome.Question{By: []string{"origin", "selected"}, Person: "person"}
	want := outcometest.Statistics(t, outcometest.Plan(t, "{file: x, kind: records}"), d.Expect(outcometest.Plan(t, "{file: x, kind: records}").Question()))
	for _, name := range []string{"plain", "parted", "seen", schema + ".T"} {
		e := Engine{Address: address, Table: name}
		got, err := e.Count(t.Context(), q)
		if err != nil || got.Rows != 400 || len(got.Groups) != len(d.Expect(q).Groups) {
			t.Errorf("%s: %+v %v", name, got, err)
		}
		whole, err := e.Count(t.Context(), outcometest.Plan(t, "{file: x, kind: records}").Question())
		if err != nil || outcometest.Statistics(t, outcometest.Plan(t, "{file: x, kind: records}"), whole) != want {
			t.Errorf("%s: other statistics (%v)", name, err)
		}
	}
}

// Types of PostgreSQL that a file doesn't have, and what can't be the same everywhere.
func TestTypes(t *testing.T) {
	address := dbtest.Postgres(t)
	do(t, address, `CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
		`CREATE TYPE mood AS ENUM ('good', 'bad')`,
		`CREATE TABLE decision (c CHAR(5), v VARCHAR(9), f TEXT COLLATE folded, e mood, n NUMERIC, d NUMERIC(9,2), u UUID, at TIMESTAMPTZ, x DOUBLE PRECISION, j JSONB, l INT[], m MONEY, k DOUBLE PRECISION, p NUMERIC)`,
		`INSERT INTO decision VALUES ('ab', 'ab  ', 'A', 'good', 1.0, 1.5, '6ba7b810-9dad-11d1-80b4-00c04fd430c8', '2024-02-29 13:00+01', 1, '1', '{1}', 1, 3, 4.00), ('ab', 'ab', 'a', 'good', 1.00, 1.5, NULL, NULL, 1, '1', '{1}', 1, 4, 5)`)
	e := Engine{Address: address, Table: "decision"}
	for column, want := range map[string]string{
		"c": "ab=2", "v": "ab=1 ab  =1", "f": "A=1 a=1", "e": "good=2", "n": "1.0=1 1.00=1", "d": "1.50=2",
		"u": "=1 6ba7b810-9dad-11d1-80b4-00c04fd430c8=1", "at": "=1 2024-02-29 12:00:00+00=1",
	} {
		a, err := e.Count(t.Context(), outcome.Question{By: []string{column}})
		if got := said(a); got != want || err != nil {
			t.Errorf("%s: %q, want %q (%v)", column, got, want, err)
		}
	}
	for _, column := range []string{"x", "j", "l", "m"} {
		if _, err := e.Count(t.Context(), outcome.Question{By: []string{column}}); !errors.Is(err, outcome.ErrKind) {
			t.Errorf("%s: got %v", column, err)
		}
	}
	for column, want := range map[string]int64{"k": 7, "p": 9} {
		a, err := e.Count(t.Context(), outcome.Question{By: []string{"c"}, Sum: column})
		if err != nil || a.Groups[0].N != want {
			t.Errorf("%s: %+v %v, want %d", column, a, err, want)
		}
	}
	if _, err := e.Count(t.Context(), outcome.Question{By: []string{"c"}, Sum: "at"}); !errors.Is(err, outcome.ErrKind) {
		t.Errorf("counts that are instants: %v", err)
	}
}

func said(a outcome.Answer) string {
	var out []string
	for _, g := range a.Groups {
		out = append(out, strings.Join(g.Values, ",")+"="+string(rune('0'+g.N)))
	}
	return strings.Join(out, " ")
}

func TestRefusals(t *testing.T) {
	address := dbtest.Postgres(t)
	fill(t, address, "decision", outcometest.People(8, 30))
	role := "reader_of_" + schemaOf(t, address)
	do(t, address, `CREATE ROLE `+role+` LOGIN`, `GRANT USAGE ON SCHEMA `+schemaOf(t, address)+` TO `+role)
	t.Cleanup(func() { do(t, address, `DROP OWNED BY `+role, `DROP ROLE `+role) })
	q := outcome.Question{By: []string{"origin"}}
	for _, tc := range []struct {
		rule, address, table string
		want                 *fault.Error
	}{
		{"no such table", address, "none", outcome.ErrTable},
		{"no such schema", address, "none.decision", outcome.ErrTable},
		{"a table as code", address, `decision; DROP TABLE decision`, outcome.ErrTable},
		{"no such database", with(t, address, func(u *url.URL) { u.Path = "/none" }), "decision", outcome.ErrTable},
		{"no such user", with(t, address, user("nobody_here")), "decision", outcome.ErrSignIn},
		{"no rights", with(t, address, user(role)), "decision", outcome.ErrRights},
		{"nobody answers", "postgres://127.0.0.1:1/x", "decision", outcome.ErrConnection},
		{"a password", "postgres://me:secret@127.0.0.1:1/x", "decision", outcome.ErrAddress},
		{"a password beside", "postgres://127.0.0.1:1/x?password=secret", "decision", outcome.ErrAddress},
		{"no address", "postgres://127.0.0.1:x/x", "decision", outcome.ErrAddress},
	} {
		_, err := Engine{Address: tc.address, Table: tc.table}.Count(t.Context(), q)
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: a password is in the error: %v", tc.rule, err)
		}
	}
	do(t, address, `GRANT SELECT (origin) ON decision TO `+role)
	reader := Engine{Address: with(t, address, user(role)), Table: "decision"}
	if a, err := reader.Count(t.Context(), q); err != nil || a.Rows != 30 {
		t.Errorf("who may read one column: %v", err)
	}
	if _, err := reader.Count(t.Context(), outcome.Question{By: []string{"selected"}}); !errors.Is(err, outcome.ErrRights) {
		t.Errorf("another column: %v", err)
	}
}

// A policy that hides rows from the user is no reason to count without them.
func TestHiddenRows(t *testing.T) {
	address := dbtest.Postgres(t)
	role := "hidden_of_" + schemaOf(t, address)
	do(t, address, `CREATE TABLE decision AS SELECT g::text FROM generate_series(1, 9) AS g`, `ALTER TABLE decision ENABLE ROW LEVEL SECURITY`,
		`CREATE POLICY few ON decision USING (g < '5')`, `CREATE ROLE `+role+` LOGIN`, `GRANT USAGE ON SCHEMA `+schemaOf(t, address)+` TO `+role,
		`CREATE VIEW seen WITH (security_invoker) AS SELECT * FROM decision`, `GRANT SELECT ON decision, seen TO `+role)
	t.Cleanup(func() { do(t, address, `DROP OWNED BY `+role, `DROP ROLE `+role) })
	for name, want := range map[string]error{"decision": outcome.ErrPartial, "seen": outcome.ErrRights} {
		e := Engine{Address: with(t, address, user(role)), Table: name}
		if _, err := e.Count(t.Context(), outcome.Question{By: []string{"g"}}); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
	if a, err := (Engine{Address: address, Table: "seen"}).Count(t.Context(), outcome.Question{By: []string{"g"}}); err != nil || a.Rows != 9 {
		t.Errorf("who sees all: %d rows, %v", a.Rows, err)
	}
}

// Nothing that the engine asks can write, whatever stands behind the table.
func TestOnlyReads(t *testing.T) {
	address := dbtest.Postgres(t)
	do(t, address, `CREATE TABLE seen (n INT)`,
		`CREATE FUNCTION spy() RETURNS TEXT LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (1); RETURN 'a'; END $$`,
		`CREATE VIEW decision AS SELECT spy() AS g`)
	_, err := Engine{Address: address, Table: "decision"}.Count(t.Context(), outcome.Question{By: []string{"g"}})
	if !errors.Is(err, outcome.ErrEngine) || fault.KindOf(err) != fault.Invalid {
		t.Errorf("got %v", err)
	}
}

// The server stops when nobody waits any longer, and when its own patience ends.
func TestStops(t *testing.T) {
	address := dbtest.Postgres(t)
	do(t, address, `CREATE VIEW decision AS SELECT pg_sleep(600)::text AS g`)
	why := errors.New("enough")
	ctx, stop := context.WithCancelCause(t.Context())
	e := Engine{Address: address, Table: "decision", Progress: func(int64, int64) { stop(why) }}
	if _, err := e.Count(ctx, outcome.Question{By: []string{"g"}}); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	e = Engine{Address: with(t, address, func(u *url.URL) {
		v := u.Query()
		v.Set("statement_timeout", "50")
		u.RawQuery = v.Encode()
	}), Table: "decision"}
	if _, err := e.Count(t.Context(), outcome.Question{By: []string{"g"}}); !errors.Is(err, outcome.ErrTime) {
		t.Errorf("got %v", err)
	}
}

// A server that goes away while it counts is a lost connection.
func TestConnectionLost(t *testing.T) {
	address := dbtest.Postgres(t)
	do(t, address, `CREATE VIEW decision AS SELECT pg_terminate_backend(pg_backend_pid())::text AS g`)
	if _, err := (Engine{Address: address, Table: "decision"}).Count(t.Context(), outcome.Question{By: []string{"g"}}); !errors.Is(err, outcome.ErrConnection) {
		t.Errorf("got %v", err)
	}
}

func TestPasswordFileOfOthers(t *testing.T) {
	home := t.TempDir()
	path := filepath.Join(home, ".pgpass")
	if err := os.WriteFile(path, []byte("*:*:*:*:secret\n"), 0o644); err != nil { //nolint:gosec // that is what is refused
		t.Fatal(err)
	}
	ask := func(address string) error {
		_, err := Engine{Address: address, Table: "t"}.Count(t.Context(), outcome.Question{By: []string{"g"}})
		return err
	}
	const nobody = "postgres://127.0.0.1:1/x"
	for _, mode := range []struct {
		bits os.FileMode
		want error
	}{{0o644, outcome.ErrPasswordFile}, {0o600, outcome.ErrConnection}} {
		if err := os.Chmod(path, mode.bits); err != nil {
			t.Fatal(err)
		}
		t.Setenv("HOME", home)
		t.Setenv("PGPASSFILE", "")
		if err := ask(nobody); !errors.Is(err, mode.want) {
			t.Errorf("%o at home: %v", mode.bits, err)
		}
		t.Setenv("HOME", t.TempDir())
		if err := ask(nobody + "?passfile=" + path); !errors.Is(err, mode.want) {
			t.Errorf("%o in the address: %v", mode.bits, err)
		}
		if err := ask(nobody); !errors.Is(err, outcome.ErrConnection) {
			t.Errorf("none: %v", err)
		}
		t.Setenv("PGPASSFILE", path)
		if err := ask(nobody); !errors.Is(err, mode.want) {
			t.Errorf("%o in the environment: %v", mode.bits, err)
		}
	}
	t.Setenv("PGPASSFILE", path+".none")
	if err := ask(nobody); !errors.Is(err, outcome.ErrPasswordFile) {
		t.Errorf("a file that isn't there: %v", err)
	}
}
