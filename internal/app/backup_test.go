// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/job"
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
	all, err := Backups(dir, Thorough)
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
			for n := 1 + rand.IntN(12); n > 0 && lines.Scan(); n-- { // each dies elsewhere
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

// When the log and the records that were backed up don't fit, nobody is served
// what is restored of them.
func TestARestoreThatDoesNotFitIsNotServed(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		h := begin(t, database(t))
		h.files("kept", 1, 10)
		err := h.db.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE event SET actor = 'somebody else' WHERE leaf = 1`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "backups")
		h.backup(dir)
		h.leave()
		config := h.config
		config.Database = database(t)
		if _, err := Restore(t.Context(), config, Restoring{Dir: dir}, slog.New(slog.DiscardHandler), func(Work) {}); !errors.Is(err, ErrBroken) {
			t.Errorf("got %v, want %v", err, ErrBroken)
		}
		path, file := strings.CutPrefix(config.Database, "sqlite:")
		if file {
			left, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
			if err != nil || len(left) != 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
			return
		}
		if _, err := Open(t.Context(), config, slog.New(slog.DiscardHandler)); !errors.Is(err, db.ErrRestoring) {
			t.Errorf("it is served: %v", err)
		}
	})
}

// A backup that an older version made, whose log had no table of losses, is
// restored into the tables of this version.
func TestAnOlderBackup(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		config := Config{Listen: "localhost:0", Site: "http://localhost:8080", Database: database(t), Key: filepath.Join(t.TempDir(), "server.key")}
		if err := writeSecret(config.Key, bytes.Repeat([]byte{7}, 32)); err != nil {
			t.Fatal(err)
		}
		s, err := openStores(t.Context(), config, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		older := map[string]int64{"db": 2, "org": 1, "identity": 1, "publish": 1, "ledger": 1, "report": 1, "job": 1, "report_chunk": 1}
		err = errors.Join(
			s.records.MigrateTo(t.Context(), older, append(rooms(), job.Room())...),
			s.chunks.MigrateTo(t.Context(), older, reportdb.ChunkRoom()), job.Migrate(t.Context(), s.records), s.close(),
		)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "backups")
		if _, err := Backup(t.Context(), config, dir, slog.New(slog.DiscardHandler), func(Work) {}); err != nil {
			t.Fatal(err)
		}
		config.Database = database(t)
		out, err := Restore(t.Context(), config, Restoring{Dir: dir}, slog.New(slog.DiscardHandler), func(Work) {})
		if err != nil || out.Loss == nil || out.Loss.Kept != 0 || out.Rooms["ledger"] != 1 {
			t.Fatalf("got %+v, %v", out, err)
		}
		a, err := Open(t.Context(), config, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		closed(t, a)
	})
}

// Work that was still to be done is done after a restore.
func TestJobsComeBack(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		h := begin(t, database(t))
		slot := time.Now().UTC().Truncate(time.Hour)
		err := h.db.Write(t.Context(), func(tx *db.Tx) error { return job.Insert(t.Context(), tx, sweepUploads{slot}) })
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "backups")
		h.backup(dir)
		h.leave()
		n, _ := h.restored(Restoring{Dir: dir}, database(t))
		var got []job.Waiting
		err = n.db.Read(t.Context(), func(tx *db.Tx) error {
			got, err = job.Undone(t.Context(), tx)
			return err
		})
		want, _ := json.Marshal(sweepUploads{slot})
		if err != nil || len(got) != 1 || got[0].Name != "report.sweep" || !sameJSON(got[0].Args, want) || time.Since(got[0].Due).Abs() > time.Hour {
			t.Errorf("got %+v, %v; want report.sweep of %s", got, err, want)
		}
	})
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && fmt.Sprint(x) == fmt.Sprint(y)
}

// Backups go when the setting says, and what they alone held goes with them.
func TestBackupsExpire(t *testing.T) {
	h := begin(t, dbtest.SQLite(t))
	h.files("kept", 1, 10)
	dir := filepath.Join(t.TempDir(), "backups")
	old := h.aged(dir, 3)
	recent := h.aged(dir, 1)
	if expired := h.backup(dir).Expired; len(expired) != 0 {
		t.Errorf("expired without a setting: %v", expired)
	}
	h.config.BackupDays = "2"
	if expired := h.backup(dir).Expired; !slices.Equal(expired, []string{old}) {
		t.Errorf("expired: %v, want %s", expired, old)
	}
	all, err := Backups(dir, Thorough)
	if err != nil || len(all) != 3 || all[0].Name != recent {
		t.Errorf("left: %+v, %v", all, err)
	}
}

// aged puts an empty backup of some days ago into a folder.
func (h *house) aged(dir string, days int) string {
	h.t.Helper()
	key, err := h.config.backupKey()
	if err != nil {
		h.t.Fatal(err)
	}
	folder, err := backup.Make(dir)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = folder.Close() }()
	draft, err := folder.Begin()
	if err != nil {
		h.t.Fatal(err)
	}
	m, err := draft.Finish(backup.Manifest{Made: time.Now().AddDate(0, 0, -days)}, key)
	if err != nil {
		h.t.Fatal(err)
	}
	return m.Name()
}
