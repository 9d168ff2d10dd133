// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"

	"github.com/cheggaaa/pb/v3"
	"github.com/cheggaaa/pb/v3/termutil"

	"baken/internal/app"
	"baken/internal/table"
	"baken/internal/text"
)

// progress shows how far long work is; nothing where nobody looks.
type progress struct {
	out   *os.File
	say   *text.Printer
	bar   *pb.ProgressBar
	stage text.Key
}

func newProgress(out *os.File, say *text.Printer) *progress { return &progress{out: out, say: say} }

// terminal tells whether somebody looks at the file.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// columns gives the width in which to print: that of the terminal, or a
// hundred where there is none.
func columns(f *os.File) int {
	const usual, least = 100, 40
	if !terminal(f) {
		return usual
	}
	wide, err := termutil.TerminalWidth()
	if err != nil {
		return usual
	}
	return max(wide, least)
}

func (p *progress) step(s table.Step) { p.show(stageKey(s.Stage), s.Done, s.Total) }

func (p *progress) work(w app.Work) { p.show(w.Stage, w.Done, w.Total) }

func (p *progress) show(stage text.Key, done, total int64) {
	if !terminal(p.out) {
		return
	}
	if p.bar == nil || p.stage != stage {
		p.finish()
		p.stage = stage
		p.bar = pb.New64(total).SetWriter(p.out)
		p.bar.Set("prefix", stage.In(p.say)+" ")
		p.bar.Start()
	}
	p.bar.SetCurrent(done)
}

func stageKey(s table.Stage) text.Key {
	switch s {
	case table.Reading:
		return "app.reading"
	case table.Scanning:
		return "app.columns"
	default:
		return "app.counting"
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Finish()
		p.bar = nil
	}
}
