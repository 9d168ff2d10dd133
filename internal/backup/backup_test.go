// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/internal/backup"
	"baken/internal/db"
)

var seal = []byte("a key of the tests")

// day is the moment of the n-th backup.
func day(n int) time.Time { return time.Date(2026, 3, n, 10, 11, 12, 123e6, time.UTC) }

func columns() []db.Column {
	return []db.Column{{Name: "n", Holds: db.Whole}, {Name: "share", Holds: db.Real}, {Name: "words", Holds: db.Words}, {Name: "raw", Holds: db.Bytes}}
}

func rows() [][]any {
	return [][]any{
		{int64(-1 << 63), 0.1, "<é\u2028>\n{", []byte{0, 255}},
		{int64(1<<63 - 1), nil, "", []byte{}},
		{nil, float64(3), nil, nil},
	}
}

func write(t *testing.T, dir string, n int, pieces ...string) string {
	t.Helper()
	f, err := backup.Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	name, err := draft(f, n, pieces...)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func draft(f *backup.Folder, n int, pieces ...string) (name string, err error) {
	d, err := f.Begin()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, d.Discard()) }()
	if err := d.Writer.Begin(backup.Section{Of: backup.OfTable, Name: "t", Columns: columns()}); err != nil {
		return "", d.Fault(err)
	}
	for _, row := range rows() {
		if err := d.Row(row); err != nil {
			return "", d.Fault(err)
		}
	}
	list := backup.Section{Of: backup.OfPieces, Columns: []db.Column{{Name: "at", Holds: db.Words}, {Name: "digest", Holds: db.Bytes}, {Name: "size", Holds: db.Whole}}}
	if err := d.Writer.Begin(list); err != nil {
		return "", d.Fault(err)
	}
	for _, p := range pieces {
		sum := backup.Digest(sha256.Sum256([]byte(p)))
		there, err := f.HasPiece(sum, int64(len(p)))
		if err == nil && !there {
			err = f.AddPiece(sum, []byte(p))
		}
		if err != nil {
			return "", err
		}
		if err := d.Row([]any{p, sum[:], int64(len(p))}); err != nil {
			return "", d.Fault(err)
		}
	}
	m, err := d.Finish(backup.Manifest{Version: "1", Engine: "sqlite", Site: "baken.example", Made: day(n), Rooms: map[string]int64{"db": 2}}, seal)
	return m.Name(), err
}

// check looks at a whole backup as a restore does.
func check(f *backup.Folder, name string) error {
	m, err := f.Manifest(name)
	if err != nil {
		return err
	}
	if !m.Genuine(seal) {
		return backup.ErrSeal
	}
	if err := f.CheckParts(name, m); err != nil {
		return err
	}
	return f.CheckPieces(name, func(s backup.Stored) (bool, error) {
		_, err := f.Piece(name, s.Digest)
		return err == nil, err
	})
}

func reading(t *testing.T, dir string) *backup.Folder {
	t.Helper()
	f, err := backup.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestRowsComeBack(t *testing.T) {
	dir := t.TempDir()
	name := write(t, dir, 1)
	r, file, err := reading(t, dir).Records(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	s, err := r.Next()
	if err != nil || s.Of != backup.OfTable || s.Name != "t" {
		t.Fatalf("got %+v, %v", s, err)
	}
	var got [][]any
	for {
		row, err := r.Row()
		if err != nil {
			t.Fatal(err)
		}
		if row == nil {
			break
		}
		got = append(got, row)
	}
	if d := cmp.Diff(rows(), got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if s, err := r.Next(); err != nil || s.Of != backup.OfPieces {
		t.Errorf("then: %+v, %v", s, err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

// everything lists the files of a folder but the lock.
func everything(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() != ".lock" {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAChangedByteIsSeen(t *testing.T) {
	dir := t.TempDir()
	name := write(t, dir, 1, "one", "two")
	files := everything(t, dir)
	if len(files) != 4 {
		t.Fatalf("files: %v", files)
	}
	f := reading(t, dir)
	for _, path := range files {
		sound, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := range sound {
			spoilt := bytes.Clone(sound)
			spoilt[at] ^= 1
			if err := os.WriteFile(path, spoilt, 0o600); err != nil {
				t.Fatal(err)
			}
			err := check(f, name)
			if !errors.Is(err, backup.ErrManifest) && !errors.Is(err, backup.ErrSeal) && !errors.Is(err, backup.ErrPart) {
				t.Errorf("byte %d of %s: got %v", at, path, err)
			}
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := check(f, name); err == nil {
			t.Errorf("without %s nothing is wrong", path)
		}
		if err := os.WriteFile(path, sound, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := check(f, name); err != nil {
		t.Errorf("a whole backup: %v", err)
	}
}

func TestPiecesAreKeptOnce(t *testing.T) {
	dir := t.TempDir()
	first := write(t, dir, 1, "one", "two")
	second := write(t, dir, 2, "two", "three")
	f := reading(t, dir)
	for _, name := range []string{first, second} {
		if err := check(f, name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := len(everything(t, dir)); got != 3+2*2 {
		t.Errorf("%d files, want 3 pieces and 2 backups of 2 files", got)
	}
	for _, path := range everything(t, dir) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestExpire(t *testing.T) {
	dir := t.TempDir()
	for n, pieces := range [][]string{1: {"one", "two"}, 2: {"two", "three"}, 3: {"four"}} {
		if n > 0 {
			write(t, dir, n, pieces...)
		}
	}
	f, err := backup.Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, tc := range []struct {
		before      time.Time
		left, files int
	}{
		{day(1), 3, 10},
		{day(2), 2, 3 + 4}, // "one" is named by none any more
		{day(9), 1, 1 + 2}, // the last one stays
	} {
		if _, err := f.Expire(tc.before); err != nil {
			t.Fatal(err)
		}
		names, err := f.Names()
		if err != nil || len(names) != tc.left || len(everything(t, dir)) != tc.files {
			t.Errorf("before %v: %v and %d files, want %d and %d", tc.before, names, len(everything(t, dir)), tc.left, tc.files)
		}
		for _, name := range names {
			if err := check(f, name); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestAFolderIsHeldByOne(t *testing.T) {
	dir := t.TempDir()
	name := write(t, dir, 1, "one")
	f, err := backup.Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Make(dir); !errors.Is(err, backup.ErrBusy) {
		t.Errorf("a second one that writes: %v", err)
	}
	if _, err := backup.Open(dir); !errors.Is(err, backup.ErrBusy) {
		t.Errorf("one that reads: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	one, two := reading(t, dir), reading(t, dir)
	if err := errors.Join(check(one, name), check(two, name)); err != nil {
		t.Errorf("two that read: %v", err)
	}
}

func TestWhatWasBrokenOffIsNoBackup(t *testing.T) {
	dir := t.TempDir()
	name := write(t, dir, 1, "one")
	f, err := backup.Make(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Begin(); err != nil { // and the program is killed
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := reading(t, dir).Names()
	if err != nil || !slices.Equal(names, []string{name}) {
		t.Errorf("backups: %v, %v", names, err)
	}
	_ = write(t, t.TempDir(), 1)
	for _, unknown := range []string{"x", "../x", "2026-03-09T101112.123Z"} {
		if _, err := reading(t, dir).Manifest(unknown); !errors.Is(err, backup.ErrUnknown) {
			t.Errorf("%s: got %v, want %v", unknown, err, backup.ErrUnknown)
		}
	}
}
