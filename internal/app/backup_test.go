// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/hear/report"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// The settings and the folder with which the child process of a test makes
// backups until it is killed.
const (
	victimDatabase = "BAKEN_BACKUP_VICTIM"
	victimKey      = "BAKEN_BACKUP_VICTIM_KEY"
	victimDir      = "BAKEN_BACKUP_VICTIM_DIR"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victimDatabase); dsn != "" {
		c := Config{Site: "http://localhost:8080", Database: dsn, Key: os.Getenv(victimKey)}
		for {
			show := func(w Work) { fmt.Println(w.Stage, w.Done) }
			if _, err := Backup(context.Background(), c, os.Getenv(victimDir), slog.New(slog.DiscardHandler), show); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

func each(t *testing.T, test func(t *testing.T, database func(testing.TB) string)) {
	t.Helper()
	for name, database := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) { test(t, database) })
	}
}

// whole checks that every backup in the folder is whole, and counts them.
func whole(t *testing.T, dir string) int {
	t.Helper()
	all, err := Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if b.Wrong != nil || b.Made.IsZero() {
			t.Errorf("%s, made %v: %v", b.Name, b.Made, b.Wrong)
		}
	}
	return len(all)
}

// A backup that is killed leaves those from before, and the next one works.
func TestKilledBackupLeavesEarlierOnes(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		dsn := database(t)
		h := begin(t, dsn)
		dir := filepath.Join(t.TempDir(), "backups")
		kept := h.files("kept", 3, report.ChunkSize)
		h.backup(dir)
		before := whole(t, dir)
		const kills = 12
		for range kills {
			child := exec.CommandContext(t.Context(), os.Args[0])
			child.Env = append(os.Environ(), victimDatabase+"="+dsn, victimKey+"="+h.config.Key, victimDir+"="+dir)
			said, err := child.StdoutPipe()
			if err == nil {
				err = child.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(said)
			for n := 1 + rand.IntN(500); n > 0 && lines.Scan(); n-- { // each dies elsewhere
			}
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = child.Wait() // reports the kill
			if now := whole(t, dir); now < before {
				t.Errorf("%d backups, and there were %d", now, before)
			}
		}
		h.backup(dir)
		left, err := filepath.Glob(filepath.Join(dir, ".new-*"))
		if err != nil || len(left) != 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
		t.Logf("%d kills, %d backups whole", kills, whole(t, dir))
		h.leave()
		n, _ := h.restored(Restoring{Dir: dir}, database(t))
		for _, f := range kept {
			n.opens(f)
		}
	})
}

// Reports come in while backups are made: each backup holds whole reports, and
// nobody waits for long.
func TestBackupBesideIntake(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		h := begin(t, database(t))
		dir := filepath.Join(t.TempDir(), "backups")
		h.files("before", 1, report.ChunkSize)
		var mu sync.Mutex
		var all []filed
		var longest time.Duration
		stop := make(chan struct{})
		var reporters sync.WaitGroup
		for i := range 3 {
			reporters.Go(func() {
				for n := 0; ; n++ {
					select {
					case <-stop:
						return
					default:
					}
					began := time.Now()
					f := h.file(fmt.Sprintf("report %d of %d", n, i), report.ChunkSize+9)
					mu.Lock()
					all, longest = append(all, f), max(longest, time.Since(began))
					mu.Unlock()
				}
			})
		}
		var acknowledged []filed
		var last Backed
		for range 5 {
			mu.Lock()
			acknowledged = append([]filed(nil), all...)
			mu.Unlock()
			last = h.backup(dir)
		}
		close(stop)
		reporters.Wait()
		h.leave()
		n, done := h.restored(Restoring{Dir: dir}, database(t))
		n.audited()
		for _, f := range acknowledged {
			n.opens(f)
		}
		if done.Name != last.Name || last.Pieces.Missing != 0 {
			t.Errorf("restored %s with %+v", done.Name, last.Pieces)
		}
		t.Logf("%d reports beside 5 backups, %d acknowledged before the last; the longest took %v", len(all), len(acknowledged), longest.Round(time.Millisecond))
	})
}

// Of a backup of which a byte was changed nothing is restored.
func TestRestoreRefusesAChangedBackup(t *testing.T) {
	h := begin(t, dbtest.SQLite(t))
	h.files("kept", 1, report.ChunkSize+1)
	dir := filepath.Join(t.TempDir(), "backups")
	h.backup(dir)
	h.leave()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		sound, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		spoilt := bytes.Clone(sound)
		spoilt[len(spoilt)/2] ^= 4
		err = os.WriteFile(path, spoilt, 0o600)
		h.refused(Restoring{Dir: dir}, dbtest.SQLite(t), backup.ErrPart, backup.ErrManifest, backup.ErrSeal)
		return errors.Join(err, os.WriteFile(path, sound, 0o600))
	})
	if err != nil {
		t.Fatal(err)
	}
	n, _ := h.restored(Restoring{Dir: dir}, dbtest.SQLite(t))
	n.audited()
}

// refused checks that a restore is refused with one of these errors, and that
// nothing was made.
func (h *house) refused(r Restoring, dsn string, want ...error) {
	h.t.Helper()
	config := h.config
	config.Database = dsn
	_, err := Restore(h.t.Context(), config, r, slog.New(slog.DiscardHandler), func(Work) {})
	met := false
	for _, w := range want {
		met = met || errors.Is(err, w)
	}
	if !met {
		h.t.Errorf("got %v, want one of %v", err, want)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(strings.TrimPrefix(dsn, "sqlite:")), "*"))
	if err != nil || len(left) != 0 {
		h.t.Errorf("files were made: %v, %v", left, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		dsn := database(t)
		h := begin(t, dsn)
		h.files("kept", 1, 10)
		early := h.checkpoint()
		h.files("more", 1, 10)
		dir := filepath.Join(t.TempDir(), "backups")
		last := h.backup(dir)
		h.leave()
		try := func(change func(*Config, *Restoring)) error {
			config, r := h.config, Restoring{Dir: dir}
			config.Database = dsn
			change(&config, &r)
			_, err := Restore(t.Context(), config, r, slog.New(slog.DiscardHandler), func(Work) {})
			return err
		}
		other := filepath.Join(t.TempDir(), "other.key")
		if err := writeSecret(other, bytes.Repeat([]byte{8}, 32)); err != nil {
			t.Fatal(err)
		}
		for name, tc := range map[string]struct {
			change func(*Config, *Restoring)
			want   error
		}{
			"a database that holds something": {func(*Config, *Restoring) {}, db.ErrNotEmpty},
			"another key":                     {func(c *Config, _ *Restoring) { c.Key = other }, backup.ErrSeal},
			"an unknown backup":               {func(_ *Config, r *Restoring) { r.Name = "2026-03-02T101112.123Z" }, backup.ErrUnknown},
			"a folder without backups":        {func(_ *Config, r *Restoring) { r.Dir = t.TempDir() }, backup.ErrNone},
			"a checkpoint from before":        {func(_ *Config, r *Restoring) { r.LostTo = early }, ErrLostTo},
			"what is no checkpoint":           {func(_ *Config, r *Restoring) { r.LostTo = []byte("x") }, ledger.ErrFormat},
		} {
			if err := try(tc.change); !errors.Is(err, tc.want) {
				t.Errorf("%s: got %v, want %v", name, err, tc.want)
			}
		}
		n, done := h.restored(Restoring{Dir: dir, LostTo: []byte(last.Checkpoint)}, database(t))
		if done.Loss != nil {
			t.Errorf("nothing was lost, and %+v is declared", done.Loss)
		}
		if !bytes.Equal(n.checkpoint(), []byte(last.Checkpoint)) {
			t.Error("the log isn't the one that was backed up")
		}
		n.audited()
	})
}

// What a restore that was broken off leaves isn't served.
func TestABrokenRestoreIsNotServed(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		config := Config{Listen: "localhost:0", Site: "http://localhost:8080", Database: database(t), Key: filepath.Join(t.TempDir(), "server.key")}
		if err := writeSecret(config.Key, bytes.Repeat([]byte{7}, 32)); err != nil {
			t.Fatal(err)
		}
		killed := errors.New("killed")
		d := dbtest.Open(t, config.Database)
		if err := d.Restore(t.Context(), func(context.Context) error { return killed }); !errors.Is(err, killed) {
			t.Fatal(err)
		}
		if a, err := Open(t.Context(), config, slog.New(slog.DiscardHandler)); !errors.Is(err, db.ErrRestoring) {
			t.Errorf("got %v, %v; want %v", a, err, db.ErrRestoring)
		}
		if err := d.Restore(t.Context(), func(context.Context) error { return nil }); !errors.Is(err, db.ErrNotEmpty) {
			t.Errorf("a second restore: got %v, want %v", err, db.ErrNotEmpty)
		}
	})
}

func TestNothingToBackUp(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		config := Config{Site: "http://localhost:8080", Database: database(t), Key: filepath.Join(t.TempDir(), "server.key")}
		if err := writeSecret(config.Key, bytes.Repeat([]byte{7}, 32)); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "backups")
		if _, err := Backup(t.Context(), config, dir, slog.New(slog.DiscardHandler), func(Work) {}); !errors.Is(err, ErrNothing) {
			t.Errorf("got %v, want %v", err, ErrNothing)
		}
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a folder was made: %v", err)
		}
	})
}

// A piece that the server itself has lost, or holds changed, keeps no other
// piece from the backup.
func TestDamagedPiecesAreCounted(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		h := begin(t, database(t))
		kept := h.files("kept", 1, 10)
		for _, spoil := range []string{
			`DELETE FROM report_chunk WHERE upload = (SELECT max(upload) FROM report_chunk)`,
			`UPDATE report_chunk SET sealed = digest WHERE upload = (SELECT max(upload) FROM report_chunk)`,
		} {
			h.files("spoilt"+fmt.Sprint(len(spoil)), 1, 10)
			err := h.hear.chunks.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), spoil)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		dir := filepath.Join(t.TempDir(), "backups")
		if got := h.backup(dir).Pieces; got.Missing != 2 || got.Count != 1 {
			t.Errorf("got %+v, want 1 piece and 2 missing", got)
		}
		h.leave()
		n, _ := h.restored(Restoring{Dir: dir}, database(t))
		n.opens(kept[0])
	})
}
