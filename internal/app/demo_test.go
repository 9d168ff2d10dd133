// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/account/publish"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/demo"
	"baken/internal/text"
)

// small is a demo that is made quickly; each Progress is counted.
func small(t *testing.T, dir, database string, seed uint64, progress func()) DemoConfig {
	t.Helper()
	return DemoConfig{
		Dir: dir, Listen: "127.0.0.1:0", Database: database, Seed: seed, Decisions: 20_000, Effort: 10,
		Progress: func(text.Text) { progress() },
	}
}

func opened(t *testing.T, c DemoConfig) (*App, []DemoAccount) {
	t.Helper()
	a, accounts, err := OpenDemo(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatalf("open the demo: %v", err)
	}
	return a, accounts
}

func closed(t *testing.T, a *App) {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

// events counts all that ever happened in the demo.
func events(t *testing.T, a *App) (n int64) {
	t.Helper()
	err := a.db.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.Value[int64], `SELECT count(*) FROM event`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// madeOnce makes a demo, and opens it again: that makes nothing.
func madeOnce(t *testing.T, dir, database string) (*App, []DemoAccount) {
	t.Helper()
	told := 0
	c := small(t, dir, database, 2023, func() { told++ })
	a, accounts := opened(t, c)
	before := events(t, a)
	world := demo.New(2023)
	checkDemo(t, a, world, accounts)
	closed(t, a)
	if told == 0 || before < int64(len(world.Orgs)+len(world.People)) {
		t.Errorf("told %d times of %d events", told, before)
	}
	told = 0
	a, again := opened(t, c)
	if diff := cmp.Diff(accounts, again); diff != "" {
		t.Error(diff)
	}
	if after := events(t, a); after != before || told != 0 {
		t.Errorf("the second start added %d events and told %d times", after-before, told)
	}
	return a, accounts
}

func TestDemoOnPostgres(t *testing.T) {
	dir, database := filepath.Join(t.TempDir(), "demo"), dbtest.Postgres(t)
	a, _ := madeOnce(t, dir, database)
	defer closed(t, a)
	beside, err := ExistingDemo(t.Context(), dir, database, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatalf("open it beside: %v", err)
	}
	closed(t, beside)
	if _, err := ExistingDemo(t.Context(), dir, "", slog.New(slog.DiscardHandler)); !errors.Is(err, ErrDemoOther) {
		t.Errorf("no database: got %v, want %v", err, ErrDemoOther)
	}
}

func TestLifeOfADemo(t *testing.T) {
	dir, log := filepath.Join(t.TempDir(), "demo"), slog.New(slog.DiscardHandler)
	a, first := madeOnce(t, dir, "")
	t.Run("nothing is given away", func(t *testing.T) { nothingGivenAway(t, a, demo.New(2023), dir) })
	mine := []string{filepath.Join(dir, "mine.txt"), filepath.Join(dir, "data", "mine.csv")}
	for _, path := range mine {
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	beside, err := ExistingDemo(t.Context(), dir, "", log)
	if err != nil {
		t.Fatalf("open it beside: %v", err)
	}
	closed(t, beside)
	if _, err := ExistingDemo(t.Context(), dir, dbtest.Postgres(t), log); !errors.Is(err, ErrDemoOther) {
		t.Errorf("another database: got %v, want %v", err, ErrDemoOther)
	}
	if err := Fresh(dir); !errors.Is(err, ErrDemoBusy) {
		t.Errorf("forget it while it is open: got %v, want %v", err, ErrDemoBusy)
	}
	closed(t, a)
	a, same := opened(t, small(t, dir, "", 2, func() {}))
	closed(t, a)
	if !cmp.Equal(first, same) {
		t.Error("another seed changed a demo that was there")
	}
	if err := Fresh(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := ExistingDemo(t.Context(), dir, "", log); !errors.Is(err, ErrNoDemo) {
		t.Errorf("after Fresh: %v", err)
	}
	a, second := heldWhileMade(t, dir)
	defer closed(t, a)
	if cmp.Equal(first, second) {
		t.Error("the same accounts after Fresh with another seed")
	}
	checkDemo(t, a, demo.New(2), second)
	for _, path := range mine {
		if raw, err := os.ReadFile(path); err != nil || string(raw) != "mine" {
			t.Errorf("%s: %q, %v", path, raw, err)
		}
	}
}

// heldWhileMade makes a demo, and tries to come in between.
func heldWhileMade(t *testing.T, dir string) (*App, []DemoAccount) {
	t.Helper()
	var screen strings.Builder
	log := slog.New(slog.NewTextHandler(&screen, &slog.HandlerOptions{Level: slog.LevelWarn}))
	tried := false
	a, accounts, err := OpenDemo(t.Context(), small(t, dir, "", 2, func() {
		if tried {
			return
		}
		tried = true
		if _, _, err := OpenDemo(t.Context(), small(t, dir, "", 2, func() {}), log); !errors.Is(err, ErrDemoBusy) {
			t.Errorf("open it while it is made: got %v, want %v", err, ErrDemoBusy)
		}
		if err := Fresh(dir); !errors.Is(err, ErrDemoBusy) {
			t.Errorf("forget it while it is made: got %v, want %v", err, ErrDemoBusy)
		}
	}), log)
	if err != nil {
		t.Fatal(err)
	}
	checkLog(t, dir, screen.String())
	return a, accounts
}

// checkDemo looks whether the demo is whole: everyone is there, and the
// figures are public.
func checkDemo(t *testing.T, a *App, world demo.World, accounts []DemoAccount) {
	t.Helper()
	tree, err := a.orgs.Today(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range world.Orgs {
		if got, ok := tree.Find(o.ID); !ok || got.Parent(demo.Start()) != o.Parent {
			t.Errorf("%s: %+v", o.Name.EN, got)
		}
	}
	for _, o := range world.Orgs {
		help, err := a.help.Help(t.Context(), o.ID)
		if gap := help.Gap != counsel.NoGap; err != nil || gap != (help.Org == world.WithoutCounsellor()) {
			t.Errorf("help in %s: %q, %v", o.Name.EN, help.Gap, err)
		}
	}
	checkComplaints(t, a, world)
	shelf, err := a.figures.Shelf(t.Context(), publish.Query{Limit: 10})
	if err != nil || len(shelf) != 2 || shelf[0].State != publish.Published || shelf[1].State != publish.Published {
		t.Errorf("on the shelf: %d, %v", len(shelf), err)
	}
	checkPlan(t, a, shelf)
	roles := map[org.Role]bool{}
	for _, one := range accounts {
		roles[one.Role] = true
		if one.Passphrase == "" || len(one.Secret) != 32 || one.Org.NL == "" {
			t.Errorf("account %+v", one)
		}
	}
	for _, role := range []org.Role{org.Administrator, org.ProgrammeManager, org.Controller, org.Employee, org.Auditor} {
		if !roles[role] {
			t.Errorf("nobody to try as %s", role)
		}
	}
}

// checkPlan looks whether the plan of the decisions was registered before they were counted;
// that of the staff's answers compares nothing, and can't be.
func checkPlan(t *testing.T, a *App, shelf []publish.Publication) {
	t.Helper()
	got := map[publish.Foresight]int{}
	for _, one := range shelf {
		one, err := a.figures.Open(t.Context(), one.ID)
		if err != nil || one.State != publish.Published {
			t.Fatalf("%s: %v", one.State, err)
		}
		bundle, err := one.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		plan, err := registry{a.plans}.Registered(t.Context(), bundle.Header.Plan, one.Org)
		if err != nil {
			t.Fatal(err)
		}
		got[plan.Foresight(bundle.Header.Made, one.Imported)]++
	}
	if diff := cmp.Diff(map[publish.Foresight]int{publish.Beforehand: 1, publish.Unregistered: 1}, got); diff != "" {
		t.Errorf("plans (-want +got): %s", diff)
	}
}

func TestADemoThatWasBrokenOffIsMadeAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	for _, stage := range []int{1, 3, 4} {
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		c := small(t, dir, "", 2023, func() {
			if told++; told == stage {
				cancel()
			}
		})
		if _, _, err := OpenDemo(ctx, c, slog.New(slog.DiscardHandler)); err == nil {
			t.Fatalf("broken off at stage %d, it opened", stage)
		}
		if _, err := ExistingDemo(t.Context(), dir, "", slog.New(slog.DiscardHandler)); !errors.Is(err, ErrNoDemo) {
			t.Errorf("half a demo, broken off at stage %d: %v", stage, err)
		}
	}
	a, accounts := opened(t, small(t, dir, "", 2023, func() {}))
	defer closed(t, a)
	checkDemo(t, a, demo.New(2023), accounts)
}

// What the demo didn't make itself it doesn't empty: a database on a server
// could be anybody's.
func TestADatabaseInUseIsLeftAlone(t *testing.T) {
	database := dbtest.Postgres(t)
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	broken := small(t, filepath.Join(t.TempDir(), "demo"), database, 2023, func() {
		if told++; told == 4 {
			cancel()
		}
	})
	log := slog.New(slog.DiscardHandler)
	if _, _, err := OpenDemo(ctx, broken, log); err == nil {
		t.Fatal("broken off, it opened")
	}
	if _, _, err := OpenDemo(t.Context(), broken, log); !errors.Is(err, ErrDemoDatabase) {
		t.Errorf("the same demo again: got %v, want %v", err, ErrDemoDatabase)
	}
	other := small(t, filepath.Join(t.TempDir(), "other"), database, 2023, func() {})
	if _, _, err := OpenDemo(t.Context(), other, log); !errors.Is(err, ErrDemoDatabase) {
		t.Errorf("another demo: got %v, want %v", err, ErrDemoDatabase)
	}
}

func TestAFolderOfSomebodyElseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"server.key", "baken.db", "ready.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log := slog.New(slog.DiscardHandler)
	if _, _, err := OpenDemo(t.Context(), small(t, dir, "", 1, func() {}), log); !errors.Is(err, ErrDemoForeign) {
		t.Errorf("open: got %v, want %v", err, ErrDemoForeign)
	}
	if err := Fresh(dir); !errors.Is(err, ErrDemoForeign) {
		t.Errorf("fresh: got %v, want %v", err, ErrDemoForeign)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%d files, %v", len(entries), err)
	}
	absent := filepath.Join(dir, "absent")
	if err := Fresh(absent); err != nil {
		t.Errorf("nothing to forget: %v", err)
	}
	if _, err := ExistingDemo(t.Context(), absent, "", log); !errors.Is(err, ErrNoDemo) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := os.Stat(absent); err == nil {
		t.Error("a folder was made")
	}
	under := filepath.Join(dir, "server.key", "demo")
	if _, _, err := OpenDemo(t.Context(), small(t, under, "", 1, func() {}), log); !errors.Is(err, ErrDemoFolder) {
		t.Errorf("under a file: got %v, want %v", err, ErrDemoFolder)
	}
}

// checkLog looks whether what isn't grave went into the folder and not on the
// screen.
func checkLog(t *testing.T, dir, screen string) {
	t.Helper()
	if screen != "" {
		t.Errorf("on the screen: %s", screen)
	}
	raw, err := os.ReadFile(filepath.Join(dir, demoLog))
	if err != nil || !strings.Contains(string(raw), "migrated") {
		t.Errorf("in the log: %q, %v", raw, err)
	}
}
