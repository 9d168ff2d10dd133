// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"testing"

	"baken/base/seal"
)

func BenchmarkSeal4kB(b *testing.B) {
	d := newDesk(b)
	draft := seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: make([]byte, 4096)}
	for b.Loop() {
		if _, err := d.key.Seal(d.reporter.Signing, draft); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReport is what one report costs: a new epoch for three readers and
// a message of 4 kB under it.
func BenchmarkReport(b *testing.B) {
	d := newDesk(b)
	draft := seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: make([]byte, 4096)}
	for b.Loop() {
		key, _, err := seal.NewEpoch(d.reporter.Signing, theCase, 1, d.readers())
		if err != nil {
			b.Fatal(err)
		}
		if _, err := key.Seal(d.reporter.Signing, draft); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenEpoch(b *testing.B) {
	d := newDesk(b)
	for b.Loop() {
		if _, err := seal.OpenEpoch(d.envelope, d.member.Identity, d.want()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen4kB(b *testing.B) {
	d := newDesk(b)
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: make([]byte, 4096)})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.key.Open(raw, d.report()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSealChunk(b *testing.B) {
	d := newDesk(b)
	a, data := seal.NewAttachment(seal.ChunkSize), make([]byte, seal.ChunkSize)
	b.SetBytes(seal.ChunkSize)
	for b.Loop() {
		if _, err := d.key.SealChunk(d.reporter.Signing, a, 0, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStretch(b *testing.B) {
	r := seal.NewReceipt()
	for b.Loop() {
		if _, err := r.Stretch("site"); err != nil {
			b.Fatal(err)
		}
	}
}
