// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup_test

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"baken/internal/backup"
	"baken/internal/db"
)

// cramped holds the folder into which the child process of this test writes,
// with no room for a file of more than 64 kB.
const cramped = "BAKEN_BACKUP_CRAMPED"

func TestMain(m *testing.M) {
	if dir := os.Getenv(cramped); dir != "" {
		if err := cram(dir); err != nil {
			fmt.Println(err)
		}
		return
	}
	os.Exit(m.Run())
}

// cram makes a backup that is too large in its records or in a piece.
func cram(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 64_000, Max: 64_000}); err != nil {
		return err
	}
	f, err := backup.Make(dir)
	if err != nil {
		return err
	}
	noise := make([]byte, 100_000)
	_, _ = rand.Read(noise)
	pieces := f.AddPiece(backup.Digest(sha256.Sum256(noise)), noise)
	d, err := f.Begin()
	if err != nil {
		return err
	}
	err = d.Writer.Begin(backup.Section{Of: backup.OfTable, Name: "t", Columns: []db.Column{{Name: "raw", Holds: db.Bytes}}})
	for range 20 {
		err = errors.Join(err, d.Row([]any{noise}))
	}
	if err != nil {
		err = d.Fault(err)
	} else {
		_, err = d.Finish(backup.Manifest{Made: day(2)}, seal)
	}
	return fmt.Errorf("%w; %w; %w", pieces, err, d.Discard())
}

func TestAFullDiskLeavesEarlierBackups(t *testing.T) {
	dir := t.TempDir()
	name := write(t, dir, 1, "one", "two")
	before := everything(t, dir)
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), cramped+"="+dir)
	out, err := child.CombinedOutput()
	if err != nil || strings.Count(string(out), "backup.full") != 2 {
		t.Errorf("the child said %q, %v", out, err)
	}
	f := reading(t, dir)
	if err := check(f, name); err != nil {
		t.Error(err)
	}
	if after := everything(t, dir); len(after) != len(before) {
		t.Errorf("files are left behind: %v", after)
	}
}
