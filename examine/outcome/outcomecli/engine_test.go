// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"baken/examine/outcome"
	"baken/examine/outcome/outcomeclick/clicktest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/table"
	"baken/internal/text"
)

// inPostgres puts rows in a table and gives the source of a plan.
func inPostgres(t *testing.T, rows []person) string {
	t.Helper()
	address := dbtest.Postgres(t)
	err := dbtest.Open(t, address).Write(t.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), "CREATE TABLE decision (origin TEXT, risk TEXT, region TEXT, selected TEXT, found TEXT)"); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), "INSERT INTO decision VALUES "+values(rows))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return `{database: "` + address + `", table: decision, kind: records}`
}

// inClickHouse puts rows on two shards.
func inClickHouse(t *testing.T, rows []person) string {
	t.Helper()
	shards := clicktest.Servers(t)
	ctx := context.WithoutCancel(t.Context())
	for shard, part := range [][]person{rows[:len(rows)/3], rows[len(rows)/3:]} {
		at := strings.TrimSuffix(strings.TrimPrefix(shards.Address("default", shard), "clickhouse://default@"), "/default")
		conn, err := clickhouse.Open(&clickhouse.Options{Addr: []string{at}, Auth: clickhouse.Auth{Username: "default"}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		for _, s := range []string{
			"CREATE TABLE part (origin String, risk String, region String, selected String, found String) ENGINE = Memory",
			"CREATE TABLE decision AS part ENGINE = Distributed(both, default, part)",
		} {
			if err := conn.Exec(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		t.Cleanup(func() { _ = errors.Join(conn.Exec(ctx, "DROP TABLE part"), conn.Exec(ctx, "DROP TABLE decision")) })
		batch, err := conn.PrepareBatch(ctx, "INSERT INTO part (origin, risk, region, selected, found)")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range part {
			if err := batch.Append(p[0], p[1], p[2], p[3], p[4]); err != nil {
				t.Fatal(err)
			}
		}
		if err := batch.Send(); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("CLICKHOUSE_PASSWORD", clicktest.Password)
	return `{database: "` + shards.Address("reader", 1) + `", table: default.decision, kind: records}`
}

func inWorkbook(t *testing.T, dir string, rows []person) string {
	t.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	all := append([]person{{"origin", "risk", "region", "selected", "found"}}, rows...)
	for i, p := range all {
		place, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.SetRow(place, []any{p[0], p[1], p[2], p[3], p[4]}); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Flush(), f.SaveAs(filepath.Join(dir, "data.xlsx")), f.Close()); err != nil {
		t.Fatal(err)
	}
	return `{file: data.xlsx, kind: records}`
}

func values(rows []person) string {
	lines := make([]string, len(rows))
	for i, p := range rows {
		lines[i] = "('" + strings.Join(p[:], "', '") + "')"
	}
	return strings.Join(lines, ", ")
}

// The same plan over the same rows gives the same result, wherever they are.
func TestEnginesAgree(t *testing.T) {
	rows := people(13, 6000)
	dir := folder(t, rows)
	want := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	for name, source := range map[string]string{
		"PostgreSQL ": inPostgres(t, rows), "ClickHouse ": inClickHouse(t, rows), "DuckDB ": inWorkbook(t, dir, rows),
	} {
		got := run(t, Job{Plan: planFile(t, dir, source)})
		if diff := cmp.Diff(payload(t, want), payload(t, got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(want.Counts, got.Counts); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if !strings.HasPrefix(got.Header.Engine, name) || len(got.Header.Snapshot) != 64 {
			t.Errorf("%s: header %+v", name, got.Header)
		}
	}
}

// What counts a table were made of can be shown with the secret, and isn't told by the
// result.
func TestSnapshotOfATable(t *testing.T) {
	dir := t.TempDir()
	path := planFile(t, dir, inPostgres(t, people(14, 900)))
	one, other := run(t, Job{Plan: path}), run(t, Job{Plan: path})
	if one.Salt == "" || one.Salt == other.Salt || one.Header.Snapshot == other.Header.Snapshot {
		t.Errorf("secrets %q and %q, snapshots %s and %s", one.Salt, other.Salt, one.Header.Snapshot, other.Header.Snapshot)
	}
	answer, err := Job{}.engine(one.Plan, "").Count(t.Context(), one.Plan.Question())
	if err != nil || commitment(one.Salt, answer) != one.Header.Snapshot {
		t.Errorf("the same rows and secret give another snapshot (%v)", err)
	}
	answer.Groups[0].N++
	if commitment(one.Salt, answer) == one.Header.Snapshot {
		t.Error("other counts give the same snapshot")
	}
	page, err := jsonOf(one)
	if err != nil || strings.Contains(string(page), one.Salt) {
		t.Errorf("the secret is in the result (%v)", err)
	}
	var b strings.Builder
	if err := one.Print(&b, catalogue(t).Printer(text.EN), 200); err != nil || !strings.Contains(b.String(), one.Salt) {
		t.Errorf("the secret isn't on the screen (%v)", err)
	}
}

func TestPeopleWhoOccurTwice(t *testing.T) {
	dir := folder(t, people(15, 1200))
	write(t, filepath.Join(dir, "data.csv"), withPersons(people(15, 1200)))
	o := run(t, Job{Plan: planFile(t, dir, `{file: data.csv, kind: records, person: id}`)})
	if diff := cmp.Diff(&outcome.Repeats{People: 1, Rows: 3, Unknown: 4}, o.Counts.Account.Repeats); diff != "" {
		t.Error(diff)
	}
	for _, l := range text.Langs() {
		var b strings.Builder
		if err := o.Print(&b, catalogue(t).Printer(l), 240); err != nil {
			t.Fatal(err)
		}
		for _, want := range map[text.Lang][]string{
			text.EN: {"more than one row (column id): 1. Together they have 3 rows", "(column id): 4.", "Netherlands, with each person once: the share lies in "},
			text.NL: {"meer dan één rij (kolom id): 1. Samen hebben zij 3 rijen", "(kolom id): 4.", "Nederland, met elk mens één keer: het aandeel ligt in "},
		}[l] {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in %s", l, want, b.String())
			}
		}
	}
	out, err := jsonOf(o)
	if err != nil || strings.Contains(string(out), "epeats") {
		t.Errorf("who occurs twice leaves with the result (%v)", err)
	}
}

// withPersons gives rows a column in which one person stands three times and four rows
// are nobody's.
func withPersons(rows []person) string {
	var b strings.Builder
	b.WriteString("origin,risk,region,selected,found,id\n")
	for i, p := range rows {
		id := "p" + strings.Repeat("x", i)
		switch {
		case i < 3:
			id = "same"
		case i < 7:
			id = ""
		}
		b.WriteString(strings.Join(p[:], ",") + "," + id + "\n")
	}
	return b.String()
}

// What goes wrong with a database is told in words of both languages that name the table
// and never an address.
func TestDatabaseFaultsAreTold(t *testing.T) {
	dir := t.TempDir()
	for source, want := range map[string]error{
		strings.Replace(inPostgres(t, people(16, 300)), "table: decision", "table: none", 1): outcome.ErrTable,
		`{database: "postgres://127.0.0.1:1/x", table: decision, kind: records}`:             outcome.ErrConnection,
		`{database: "clickhouse://127.0.0.1:1/x", table: decision, kind: records}`:           outcome.ErrConnection,
	} {
		_, err := Job{Plan: planFile(t, dir, source), Settings: table.Settings{}}.Run(t.Context())
		if !errors.Is(err, want) || !errors.Is(err, ErrData) {
			t.Errorf("%s: got %v, want %v", source, err, want)
		}
		for _, l := range text.Langs() {
			said := text.Fault(err).In(catalogue(t).Printer(l))
			if strings.Contains(said, "[") || strings.Contains(said, "127.0.0.1") || !strings.Contains(said, ": ") {
				t.Errorf("says %q", said)
			}
		}
	}
}
