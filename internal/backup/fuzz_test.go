// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"baken/internal/backup"
)

func FuzzManifest(f *testing.F) {
	dir := f.TempDir()
	folder, err := backup.Make(dir)
	if err != nil {
		f.Fatal(err)
	}
	name, err := draft(folder, 1, "one")
	if err != nil {
		f.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, name, "manifest.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"format":"baken-backup/1","parts":[{"name":"../x"}]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := backup.ParseManifest(content)
		if err != nil {
			return
		}
		if again, err := m.Encode(); err != nil || !bytes.Equal(again, content) {
			t.Errorf("what was read isn't what is written, %v:\n%s\n%s", err, content, again)
		}
		for _, p := range m.Parts {
			if filepath.Base(p.Name) != p.Name {
				t.Errorf("a part leads out of the backup: %q", p.Name)
			}
		}
		if m.Genuine(seal) && !bytes.Equal(content, raw) {
			t.Errorf("a seal was forged:\n%s", content)
		}
	})
}

func FuzzRecords(f *testing.F) {
	f.Add([]byte(`{"of":"table","name":"t","columns":[{"name":"n","holds":"whole"},{"name":"raw","holds":"bytes"}]}` + "\n[1,\"AP8=\"]\n[null,null]\n"))
	f.Add([]byte("[1]\n{}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		r := backup.NewReader(bytes.NewReader(content))
		for {
			s, err := r.Next()
			if err != nil {
				return
			}
			for {
				row, err := r.Row()
				if err != nil {
					return
				}
				if row == nil {
					break
				}
				if len(row) != len(s.Columns) {
					t.Errorf("a row of %d for %d columns", len(row), len(s.Columns))
				}
			}
		}
	})
}
