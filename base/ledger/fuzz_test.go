// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger_test

import (
	"bytes"
	"testing"

	"baken/base/ledger"
)

func FuzzProofFile(f *testing.F) {
	h := newHouse(f)
	for _, key := range []*ledger.KeyEvent{nil, deskKey()} {
		raw, err := h.prove(f, facts(), key, 3, 4).File()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ledger.ParseProof(raw)
		if err != nil {
			return
		}
		if again, err := p.File(); err != nil || !bytes.Equal(again, raw) {
			t.Errorf("what was read isn't what is written, %v:\n%q\n%q", err, raw, again)
		}
		_, _, _ = p.Verify(h.key)
	})
}

func FuzzCheckpoint(f *testing.F) {
	h := newHouse(f)
	h.grow(f, []byte("a"), []byte("b"))
	f.Add(h.checkpoint(f))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _, err := ledger.OpenCheckpoint(raw, h.key)
		if err != nil {
			return
		}
		if c.Size != h.size || c.Root != h.root || !bytes.HasPrefix(raw, []byte(c.Text()+"\n")) {
			t.Errorf("a checkpoint was forged: %q", raw)
		}
	})
}

func FuzzExtension(f *testing.F) {
	h := newHouse(f)
	h.grow(f, []byte("a"), []byte("b"), []byte("c"))
	old := ledger.Checkpoint{Origin: h.key.Name(), Size: 1, Root: [32]byte{1}}
	hashes, err := ledger.Consistency(3, 1, h.read)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ledger.Extension{Old: 1, Hashes: hashes, Checkpoint: h.checkpoint(f)}.File())
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, err := ledger.ParseExtension(raw)
		if err != nil {
			return
		}
		if !bytes.Equal(e.File(), raw) {
			t.Errorf("what was read isn't what is written:\n%q\n%q", raw, e.File())
		}
		if _, _, err := e.Verify(old, h.key); err == nil {
			t.Errorf("a log that never was is extended: %q", raw)
		}
	})
}

func FuzzKeyEvent(f *testing.F) {
	entry, err := (ledger.Leaf{Shown: facts().Shown}).Entry(deskKey())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(entry)
	f.Fuzz(func(t *testing.T, entry []byte) {
		k, err := ledger.ParseKeyEvent(entry)
		if err != nil {
			return
		}
		if again, err := k.Entry(); err != nil || !bytes.Equal(again, entry) {
			t.Errorf("what was read isn't what is written: %q, %q", entry, again)
		}
		if !ledger.IsKeyEntry(entry) {
			t.Errorf("a key event isn't told from a commitment: %q", entry)
		}
	})
}

func FuzzRecognise(f *testing.F) {
	f.Add([]byte(`{"format":"baken-bundle/1"}`))
	f.Add([]byte("baken-proof/1\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if kind, err := ledger.Recognise(raw); (err == nil) != (kind != "") {
			t.Errorf("%q, %v", kind, err)
		}
	})
}
