// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package dbtest gives tests real databases: a fresh SQLite file and a fresh
// schema on a real PostgreSQL server. It refuses to leave one out: without
// PostgreSQL a test fails.
package dbtest

import (
	"context"
	"database/sql"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes and drops schemas

	"baken/internal/db"
	"baken/internal/db/dbtest/cluster"
)

// Address is the variable that holds the address of a PostgreSQL server for
// tests. When it is empty each test process starts a server of its own.
const Address = "BAKEN_TEST_POSTGRES"

// Each runs test on a fresh SQLite file and on a fresh PostgreSQL schema, with
// the tables of rooms.
func Each(t *testing.T, test func(t *testing.T, d *db.DB), rooms ...db.Room) {
	t.Helper()
	EachAddress(t, func(t *testing.T, dsn string) {
		d := Open(t, dsn)
		if err := d.Migrate(t.Context(), rooms...); err != nil {
			t.Fatalf("migrate: %v", err)
		}
		test(t, d)
	})
}

// EachAddress runs test with the address of an empty database on each engine.
func EachAddress(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// Open opens dsn and closes it after the test.
func Open(t testing.TB, dsn string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatalf("open %s: %v", dsn, err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

// SQLite gives the address of a file that isn't there yet.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "test.db")
}

// Postgres gives the address of an empty schema, dropped after the test.
func Postgres(t testing.TB) string {
	t.Helper()
	dsn, err := server()
	if err != nil {
		t.Fatalf("PostgreSQL: %v", err)
	}
	address, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("%s: %v", Address, err)
	}
	schema := "test_" + db.NewID()
	admin(t, dsn, `CREATE SCHEMA `+schema)
	t.Cleanup(func() { admin(t, dsn, `DROP SCHEMA `+schema+` CASCADE`) })
	query := address.Query()
	query.Set("search_path", schema)
	address.RawQuery = query.Encode()
	return address.String()
}

// admin runs one statement on a connection of its own.
func admin(t testing.TB, dsn, statement string) {
	t.Helper()
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatalf("PostgreSQL: %v", err)
	}
	defer func() { _ = pool.Close() }()
	// Cleanups run after the test's context has ended.
	if _, err := pool.ExecContext(context.WithoutCancel(t.Context()), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// server gives the address of the server that this process's tests share.
func server() (string, error) {
	if dsn := os.Getenv(Address); dsn != "" {
		return dsn, nil
	}
	c, err := shared()
	if err != nil {
		return "", err
	}
	return c.DSN(), nil
}

// shared starts this process's own server once. It keeps hold of it: a server
// that nobody holds ends, as it does with the process.
var shared = sync.OnceValues(func() (*cluster.Cluster, error) { return cluster.Start(context.Background()) })
