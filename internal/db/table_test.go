// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// family refers to itself, and counts by itself.
func family() db.Room {
	const lite = `-- +goose Up
CREATE TABLE pet (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES person (id)) STRICT;
CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES person (id), name TEXT NOT NULL, face BLOB, size REAL) STRICT;`
	const postgres = `-- +goose Up
CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, size double precision, parent bigint REFERENCES person (id), name text NOT NULL, face bytea);
CREATE TABLE pet (id bigint PRIMARY KEY, owner bigint NOT NULL REFERENCES person (id));`
	const later = "-- +goose Up\nALTER TABLE pet ADD COLUMN age %s;"
	return db.Room{Name: "family", Schema: fstest.MapFS{
		"schema/sqlite/0001_family.sql": {Data: []byte(lite)}, "schema/postgres/0001_family.sql": {Data: []byte(postgres)},
		"schema/sqlite/0002_age.sql": {Data: []byte(strings.Replace(later, "%s", "INTEGER", 1))}, "schema/postgres/0002_age.sql": {Data: []byte(strings.Replace(later, "%s", "bigint", 1))},
	}}
}

// fill gives rows one by one.
func fill(rows [][]any) func() ([]any, error) {
	return func() ([]any, error) {
		if len(rows) == 0 {
			return nil, nil
		}
		row := rows[0]
		rows = rows[1:]
		return row, nil
	}
}

func tablesOf(t *testing.T, d *db.DB) (all []db.Table, at map[string]int64) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		if at, err = db.Versions(t.Context(), tx); err != nil {
			return err
		}
		all, err = db.Tables(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, at
}

func TestRowsGoBackIntoTheTablesTheyCameFrom(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		d := dbtest.Open(t, dsn)
		if err := d.MigrateTo(t.Context(), map[string]int64{"db": 2, "family": 1, "elsewhere": 7}, family()); err != nil {
			t.Fatal(err)
		}
		all, at := tablesOf(t, d)
		if diff := cmp.Diff(map[string]int64{"db": 2, "family": 1}, at); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		table := func(name string, columns ...string) db.Table {
			i := slices.IndexFunc(all, func(t db.Table) bool { return t.Name == name })
			out := db.Table{Name: name}
			for _, c := range columns {
				j := slices.IndexFunc(all[i].Columns, func(o db.Column) bool { return o.Name == c })
				out.Columns = append(out.Columns, all[i].Columns[j])
			}
			if !out.Same(all[i]) {
				t.Errorf("%s has %v", name, all[i].Columns)
			}
			return out
		}
		pet, person := table("pet", "owner", "id"), table("person", "name", "id", "parent", "face", "size")
		people := [][]any{{"b", int64(2), int64(9), []byte{0, 1}, 0.5}, {"z", int64(9), nil, nil, nil}}
		for i := range 450 {
			people = append(people, []any{"c", int64(100 + i), int64(2), []byte{}, float64(i)})
		}
		load := func(pets [][]any) error {
			return d.Load(t.Context(), func(tx *db.Tx) error {
				return errors.Join(pet.Fill(t.Context(), tx, fill(pets)), person.Fill(t.Context(), tx, fill(people)))
			})
		}
		if err := load([][]any{{int64(77), int64(1)}}); err == nil {
			t.Error("a pet without an owner was taken")
		}
		if err := load([][]any{{int64(2), int64(1)}}); err != nil {
			t.Fatal(err)
		}
		var got [][]any
		var next int64
		err := d.Write(t.Context(), func(tx *db.Tx) error {
			err := person.Each(t.Context(), tx, func(row []any) error {
				got = append(got, slices.Clone(row))
				return nil
			})
			if err != nil {
				return err
			}
			next, err = db.One(t.Context(), tx, db.Value[int64], `INSERT INTO person (name) VALUES ('new') RETURNING id`)
			return err
		})
		slices.SortFunc(got, func(a, b []any) int { return int(a[1].(int64) - b[1].(int64)) })
		if diff := cmp.Diff(people, got); err != nil || diff != "" || next != 550 {
			t.Errorf("%v, the next is %d; -want +got\n%s", err, next, diff)
		}
		if err := d.Migrate(t.Context(), family()); err != nil {
			t.Error(err)
		}
		if _, at := tablesOf(t, d); at["family"] != 2 {
			t.Errorf("the tables are at %v", at)
		}
	})
}

func TestMigrateToRefusesWhatIsNewer(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		d := dbtest.Open(t, dsn)
		if err := d.MigrateTo(t.Context(), map[string]int64{"family": 3}, family()); !errors.Is(err, db.ErrNewer) {
			t.Errorf("got %v, want %v", err, db.ErrNewer)
		}
	})
}

// An unknown type of column is told, not left out.
func TestATypeThatIsNotCopied(t *testing.T) {
	d := dbtest.Open(t, dbtest.Postgres(t))
	var odd fs.FS = fstest.MapFS{"schema/postgres/0001_odd.sql": {Data: []byte("-- +goose Up\nCREATE TABLE odd (at timestamptz);")}}
	if err := d.Migrate(t.Context(), db.Room{Name: "odd", Schema: odd}); err != nil {
		t.Fatal(err)
	}
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		_, err := db.Tables(t.Context(), tx)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "odd.at") {
		t.Errorf("got %v", err)
	}
}

// While two snapshots are taken nothing comes between them, and afterwards
// everything goes on.
func TestReadWith(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		beside := d
		if d.Engine() == db.SQLite {
			beside = dbtest.Open(t, dbtest.SQLite(t))
			if err := beside.Migrate(t.Context(), family()); err != nil {
				t.Fatal(err)
			}
		}
		add := func(d *db.DB) {
			err := d.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO person (name) VALUES ('x')`)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
		count := func(tx *db.Tx) int64 {
			n, err := db.One(t.Context(), tx, db.Value[int64], `SELECT count(*) FROM person`)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		err := d.ReadWith(t.Context(), beside, func(one, other *db.Tx) error {
			before := count(one) + count(other)
			add(d)
			add(beside)
			if a, b := count(one), count(other); before+a+b != 0 {
				t.Errorf("the snapshots hold %d and %d of what came later", a, b)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}, family())
}
