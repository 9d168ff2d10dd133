// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import "runtime"

// Bytes is an amount of memory.
type Bytes int64

// The units in which memory is given.
const (
	MiB Bytes = 1 << 20
	GiB Bytes = 1 << 30
)

// Settings bound what reading one table may cost. The zero value is usable.
type Settings struct {
	Memory   Bytes      // of the engine; 1 GiB when zero. More is a fault: nothing is spilled to disk.
	Threads  int        // of the engine; one per processor when zero
	Cells    int        // groups that one question may give; a million when zero
	Spill    string     // folder for what Repeats can't hold in memory; the system's own for such files when empty
	Progress func(Step) // told now and then how far the work is; may be nil
}

// Stage is a part of the work.
type Stage uint8

// The stages: Reading checks the file once, Grouping answers one question,
// Scanning gives the cells of columns.
const (
	Reading Stage = iota
	Grouping
	Scanning
)

// Step is how far a stage is: bytes when Reading, rows when Grouping, cells when
// Scanning.
// Grouping tells only its begin and its end.
type Step struct {
	Stage       Stage
	Done, Total int64
}

func (s Settings) withDefaults() Settings {
	if s.Memory <= 0 {
		s.Memory = GiB
	}
	if s.Threads <= 0 {
		s.Threads = runtime.GOMAXPROCS(0)
	}
	if s.Cells <= 0 {
		s.Cells = 1_000_000
	}
	return s
}

// most is how much the engine may put in the folder for spilling, in its own words.
func (s Settings) most() string {
	if s.Spill == "" {
		return "0KiB"
	}
	return "90% of available disk space"
}

func (s Settings) tell(stage Stage, done, total int64) {
	if s.Progress != nil {
		s.Progress(Step{stage, done, total})
	}
}

// Grouping gives what tells the progress of another's counting of rows as if it were done
// here; nil where nobody is told.
func (s Settings) Grouping() func(done, total int64) {
	if s.Progress == nil {
		return nil
	}
	return func(done, total int64) { s.tell(Grouping, done, total) }
}
