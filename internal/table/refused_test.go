// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"baken/base/fault"
)

// Whatever the system has against a file is said, as the end of a sentence.
func TestRefused(t *testing.T) {
	for errno, want := range map[syscall.Errno]*fault.Error{
		syscall.ENOENT: ErrAbsent, syscall.EACCES: ErrClosed, syscall.EROFS: ErrClosed, syscall.EISDIR: ErrIsFolder, syscall.ENOTDIR: ErrNotFolder,
		syscall.ENOSPC: ErrFull, syscall.EDQUOT: ErrFull, syscall.EFBIG: ErrFull, syscall.EIO: ErrBroken,
	} {
		for _, err := range []error{&fs.PathError{Op: "open", Path: "a.csv", Err: errno}, &os.LinkError{Op: "rename", Old: "b", New: "a.csv", Err: errno}} {
			path, why := Refused(fmt.Errorf("write: %w", err))
			if path != "a.csv" || !errors.Is(why, want) {
				t.Errorf("%v: %s, %v, want %v", errno, path, why, want)
			}
		}
		for _, lang := range []string{"nl", "en"} {
			if said := messages(t, lang)[want.Key()]; !strings.HasSuffix(said, ".") {
				t.Errorf("%v in %s: %q", errno, lang, said)
			}
		}
	}
	if path, why := Refused(ErrFolder); path != "" || why != nil {
		t.Errorf("what the system didn't refuse: %s, %v", path, why)
	}
}

func TestReadAtMost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	if raw, err := ReadAtMost(path, 4); string(raw) != "0123" || err != nil {
		t.Errorf("%q, %v", raw, err)
	}
	if _, err := ReadAtMost(filepath.Join(t.TempDir(), "nothing"), 4); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
