// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/db/dbtest/cluster"
)

// victim holds the address of the database in which the child process of this
// test makes changes until it is killed.
const victim = "BAKEN_DB_VICTIM"

// parcels are records that say how many events they were made with.
var parcels = db.Room{Name: "parcel", Schema: fstest.MapFS{
	"schema/sqlite/0001_parcel.sql": {Data: []byte(`-- +goose Up
CREATE TABLE parcel (id TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT;`)},
	"schema/postgres/0001_parcel.sql": {Data: []byte(`-- +goose Up
CREATE TABLE parcel (id text COLLATE "C" PRIMARY KEY, events bigint NOT NULL);`)},
}}

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victim); dsn != "" {
		if err := suffer(context.Background(), dsn); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// suffer makes changes with eight callers and prints the id of each that was
// acknowledged, until something fails or the process is killed.
func suffer(ctx context.Context, dsn string) error {
	d, err := db.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			for {
				id := db.NewID()
				if err := d.Write(ctx, func(tx *db.Tx) error { return addParcel(ctx, tx, id) }); err != nil {
					return
				}
				fmt.Println(id)
			}
		})
	}
	callers.Wait()
	return d.Close()
}

func addParcel(ctx context.Context, tx *db.Tx, id string) error {
	n := 1 + rand.IntN(3)
	events := make([]ledger.Event, n)
	for i := range events {
		events[i] = ledger.Event{Verb: "parcel.sent"}
	}
	if _, err := tx.Exec(ctx, `INSERT INTO parcel (id, events) VALUES ($1, $2)`, id, n); err != nil {
		return err
	}
	return tx.Record(ctx, db.Change{Room: "parcel", Record: id, Version: 1, At: time.UnixMilli(0), Events: events})
}

func TestAcknowledgedIsThere(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { survive(t, dbtest.SQLite(t), nil) })
	t.Run("postgres", func(t *testing.T) {
		server, err := cluster.Start(context.WithoutCancel(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := server.Stop(); err != nil {
				t.Error(err)
			}
		}()
		survive(t, server.DSN(), server)
	})
}

// survive kills a process that makes changes, and at times the server under
// it, until 1,000 changes have been acknowledged; then it looks for each.
func survive(t *testing.T, dsn string, server *cluster.Cluster) {
	t.Helper()
	prepare(t, dsn)
	acknowledged := map[string]bool{}
	var kills, crashes int
	for len(acknowledged) < 1000 {
		child := begin(t, dsn)
		child.read(t, 1+rand.IntN(80), acknowledged)
		if server != nil && rand.IntN(3) == 0 {
			if rand.IntN(2) == 0 {
				killBackend(t, dsn)
			}
			if err := server.Crash(); err != nil {
				t.Fatal(err)
			}
			crashes++
		}
		child.kill(t, acknowledged)
		kills++
	}
	if kills < 5 || (server != nil && crashes == 0) {
		t.Errorf("%d kills and %d crashes of the server prove little", kills, crashes)
	}
	check(t, dsn, acknowledged, fmt.Sprintf("kills=%d server_crashes=%d", kills, crashes))
}

func prepare(t *testing.T, dsn string) {
	t.Helper()
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), parcels); err != nil {
		t.Fatal(err)
	}
}

const (
	noParcel  = `SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM parcel p WHERE p.id = e.record)`
	wrongSum  = `SELECT count(*) FROM parcel p WHERE p.events <> (SELECT count(*) FROM event e WHERE e.room = 'parcel' AND e.record = p.id)`
	twice     = `SELECT count(*) FROM (SELECT 1 FROM event GROUP BY room, record, version, n HAVING count(*) > 1) AS double`
	allParcel = `SELECT id FROM parcel`
)

func check(t *testing.T, dsn string, acknowledged map[string]bool, figures string) {
	t.Helper()
	d, ctx := dbtest.Open(t, dsn), t.Context()
	var ids []string
	wrong := map[string]int64{noParcel: 0, wrongSum: 0, twice: 0}
	err := d.Read(ctx, func(tx *db.Tx) (err error) {
		for query := range wrong {
			if wrong[query], err = db.One(ctx, tx, db.Value[int64], query); err != nil {
				return err
			}
		}
		ids, err = db.All(ctx, tx, db.Value[string], allParcel)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for query, n := range wrong {
		if n != 0 {
			t.Errorf("%d rows that may not be: %s", n, query)
		}
	}
	found := 0
	for _, id := range ids {
		if acknowledged[id] {
			found++
		}
	}
	if found != len(acknowledged) {
		t.Errorf("%d of %d acknowledged changes are there", found, len(acknowledged))
	}
	t.Logf("%s: %s acknowledged=%d found=%d unacknowledged_but_present=%d",
		d.Engine(), figures, len(acknowledged), found, len(ids)-found)
}

// child is a process that makes changes.
type child struct {
	cmd   *exec.Cmd
	lines *bufio.Reader
}

func begin(t *testing.T, dsn string) *child {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+dsn)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &child{cmd, bufio.NewReader(out)}
}

// read waits for that many acknowledgements.
func (c *child) read(t *testing.T, n int, acknowledged map[string]bool) {
	t.Helper()
	for range n {
		line, err := c.lines.ReadString('\n')
		if err != nil {
			t.Fatalf("the child ended by itself: %v, %v", err, c.cmd.Wait())
		}
		acknowledged[strings.TrimSpace(line)] = true
	}
}

// kill ends the process and reads what it acknowledged until then.
func (c *child) kill(t *testing.T, acknowledged map[string]bool) {
	t.Helper()
	if err := c.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	for {
		line, err := c.lines.ReadString('\n')
		if err != nil {
			break // the rest of a line that was cut off acknowledges nothing
		}
		acknowledged[strings.TrimSpace(line)] = true
	}
	_ = c.cmd.Wait() // reports the kill
}

// killBackend kills one of the server's processes, as the kernel does when
// memory runs out.
func killBackend(t *testing.T, dsn string) {
	t.Helper()
	pool, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	var pid int
	err = pool.QueryRowContext(t.Context(), `SELECT pid FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`).Scan(&pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
