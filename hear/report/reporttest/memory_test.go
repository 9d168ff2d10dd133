// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"testing"

	"baken/hear/report"
)

func TestMemory(t *testing.T) { Suite(t, func(*testing.T) Kept { return New() }) }

func TestMemoryChunks(t *testing.T) {
	ChunkSuite(t, func(*testing.T) report.Chunks { return NewChunks() })
}

func TestMemoryNotices(t *testing.T) {
	NoticeSuite(t, func(*testing.T) (report.Store, report.Notices) {
		m := New()
		return m, NewNotices(m)
	})
}

func TestMemoryTallies(t *testing.T) {
	TallySuite(t, func(*testing.T) report.Tallies { return NewTallies() })
}
