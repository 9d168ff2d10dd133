// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// The address and the keys with which the child process of this test records
// and appends until it is killed.
const (
	victim       = "BAKEN_LEDGER_VICTIM"
	victimSecret = "BAKEN_LEDGER_VICTIM_SECRET"
	victimPublic = "BAKEN_LEDGER_VICTIM_PUBLIC"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victim); dsn != "" {
		if err := suffer(context.Background(), dsn); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// suffer prints "r id" for each record that was acknowledged, and "p id leaf"
// for each proof that was given, until it is killed.
func suffer(ctx context.Context, dsn string) error {
	d, err := db.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	log, err := ledgerdb.New(d, ledgerdb.Options{
		Secret: os.Getenv(victimSecret), Public: os.Getenv(victimPublic),
		Now: time.Now, Log: slog.New(slog.DiscardHandler), Pace: time.Millisecond,
	})
	if err != nil {
		return err
	}
	l := kept{log, d}
	var busy sync.WaitGroup
	busy.Go(func() { _ = l.Run(ctx) })
	for range 8 {
		busy.Go(func() {
			for {
				id := db.NewID()
				if err := l.Record(ctx, opened(id, 1, "cases.opened", "cases.read")); err != nil {
					return
				}
				fmt.Printf("r %s 0\n", id)
				if rand.IntN(4) != 0 {
					continue // so that a batch has some work
				}
				p, err := l.Await(ctx, ledgerdb.Ref{Room: "cases", Record: id, Version: 1, N: 1})
				if err != nil {
					return
				}
				fmt.Printf("p %s %d\n", id, p.Index)
			}
		})
	}
	busy.Wait()
	return nil
}

// told is what a child acknowledged.
type told struct {
	records map[string]bool
	leaves  map[string]int64
}

// kill runs a child until it has acknowledged n things, and reads the rest of
// what it said.
func (o *told) kill(t *testing.T, dsn, secret, public string, n int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), victim+"="+dsn, victimSecret+"="+secret, victimPublic+"="+public)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for i := 0; ; i++ {
		line, err := lines.ReadString('\n')
		if err != nil {
			if i < n {
				t.Fatalf("the child ended by itself: %v, %v", err, cmd.Wait())
			}
			break // a line that was cut off acknowledges nothing
		}
		var what, id string
		var leaf int64
		if _, err := fmt.Sscan(line, &what, &id, &leaf); err != nil {
			t.Fatalf("the child said %q: %v", line, err)
		}
		if what == "p" {
			o.leaves[id] = leaf
		} else {
			o.records[id] = true
		}
		if i == n {
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // reports the kill
}

func TestKilledLogHoldsEveryEventOnce(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		secret, public := ledgertest.Keys(t)
		key, err := ledger.ParseKey(public)
		if err != nil {
			t.Fatal(err)
		}
		d := dbtest.Open(t, dsn)
		if err := d.Migrate(t.Context(), cases, ledgerdb.Room()); err != nil {
			t.Fatal(err)
		}
		l := open(t, d, secret, public)
		o := &told{map[string]bool{}, map[string]int64{}}
		var last ledger.Checkpoint
		kills, left := 0, int64(0)
		for ; len(o.records) < 1000 || kills < 20; kills++ {
			o.kill(t, dsn, secret, public, 1+rand.IntN(100))
			// What was signed before the kill is the beginning of what is now.
			left += int64(kinds(audit(t, l, key))[ledgerdb.NoLeaf])
			last = extends(t, l, key, last)
		}
		for n := 1; n > 0; {
			if n, err = l.Append(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		r := clean(t, l, key)
		check(t, l, o)
		if r.Events != r.Entries || r.Events < int64(2*len(o.records)) {
			t.Errorf("%d events and %d leaves of %d acknowledged records", r.Events, r.Entries, len(o.records))
		}
		t.Logf("%s: kills=%d acknowledged=%d proofs=%d events=%d leaves=%d checkpoints=%d left_without_place_by_kills=%d findings=%d",
			d.Engine(), kills, len(o.records), len(o.leaves), r.Events, r.Entries, r.Checkpoints, left, len(r.Findings))
	})
}

// extends checks that the log of now begins with that of last.
func extends(t *testing.T, l kept, key ledger.Key, last ledger.Checkpoint) ledger.Checkpoint {
	t.Helper()
	if last.Origin == "" {
		last = ledger.Checkpoint{Origin: key.Name(), Root: [32]byte(ledger.DigestOf(nil))}
	}
	e, err := l.Extension(t.Context(), last.Size)
	if errors.Is(err, ledger.ErrEmpty) {
		return last
	}
	if err != nil {
		t.Fatal(err)
	}
	now, _, err := e.Verify(last, key)
	if err != nil {
		t.Fatalf("the log of %d doesn't begin with that of %d: %v", now.Size, last.Size, err)
	}
	return now
}

// check looks for everything that was acknowledged.
func check(t *testing.T, l kept, o *told) {
	t.Helper()
	for id := range o.records {
		p, err := l.Log.Proof(t.Context(), ledgerdb.Ref{Room: "cases", Record: id, Version: 1, N: 1})
		if err != nil {
			t.Errorf("%s was acknowledged: %v", id, err)
			continue
		}
		if leaf, ok := o.leaves[id]; ok && leaf != p.Index {
			t.Errorf("%s was proved at leaf %d and is at %d", id, leaf, p.Index)
		}
	}
}
