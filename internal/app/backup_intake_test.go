// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"baken/base/seal"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/hear/report/reporttest"
	"baken/internal/db"
)

// quick is a report without the half second that words cost.
type quick struct {
	lookup seal.Lookup
	file   report.Piece
}

func (h *house) quick(ctx context.Context) (q quick, err error) {
	office, err := h.hear.reports.Office(ctx, h.desk)
	if err != nil {
		return q, err
	}
	keys := reporttest.Keys(h.t)
	f, err := reportserver.Seal(office, report.ID(db.NewID()), keys, reportserver.Said{What: "x"})
	if err != nil {
		return q, err
	}
	q = quick{keys.Lookup, report.Piece{Upload: report.Upload(db.NewID()), Attachment: seal.NewAttachment(0).ID}}
	f.SealedBy, f.Upload, f.Files = report.ByBrowser, q.file.Upload, []report.Attachment{{ID: q.file.Attachment, Chunks: 1}}
	if err := h.hear.reports.Put(ctx, q.file, reporttest.Sealed(strings.Repeat(db.NewID(), 4000))); err != nil {
		return q, err
	}
	_, err = h.hear.reports.Submit(ctx, f)
	return q, err
}

// holds checks that a report is there with its file.
func (h *house) holds(q quick) {
	h.t.Helper()
	_, err := h.hear.reports.Open(h.t.Context(), q.lookup)
	if err == nil {
		_, err = h.hear.reports.Chunk(h.t.Context(), q.lookup, q.file.Attachment, 0)
	}
	if err != nil {
		h.t.Errorf("a report that was acknowledged: %v", err)
	}
}

// desk files reports until it is told to stop, and notes how long each took.
type desk struct {
	mu   sync.Mutex
	done []quick
	took []time.Duration
}

func (d *desk) work(h *house, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		began := time.Now()
		q, err := h.quick(h.t.Context())
		if err != nil {
			h.t.Error(err)
			return
		}
		d.mu.Lock()
		d.done, d.took = append(d.done, q), append(d.took, time.Since(began))
		d.mu.Unlock()
	}
}

func (d *desk) acknowledged() []quick {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.done)
}

// slowest gives the time that 99 in 100 of the last reports stayed below.
func (d *desk) slowest(since int) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	took := slices.Sorted(slices.Values(d.took[since:]))
	return took[len(took)*99/100].Round(100 * time.Microsecond)
}

// Reports come in while backups are made: each backup holds whole reports, and
// nobody is refused.
func TestBackupBesideIntake(t *testing.T) {
	each(t, func(t *testing.T, database func(testing.TB) string) {
		h := begin(t, database(t))
		dir := filepath.Join(t.TempDir(), "backups")
		var d desk
		stop := make(chan struct{})
		var reporters sync.WaitGroup
		for range 4 {
			reporters.Go(func() { d.work(h, stop) })
		}
		for len(d.acknowledged()) < 400 {
			runtime.Gosched()
		}
		alone, since := d.slowest(0), len(d.acknowledged())
		var before []quick
		var last Backed
		began, backups := time.Now(), 0
		for ; backups < 3 || len(d.acknowledged()) < since+400; backups++ {
			before = d.acknowledged()
			last = h.backup(dir)
		}
		took := time.Since(began) / time.Duration(backups)
		beside := d.slowest(since)
		close(stop)
		reporters.Wait()
		h.leave()
		n, done := h.restored(Restoring{Dir: dir}, database(t))
		n.audited()
		for _, q := range before {
			n.holds(q)
		}
		if done.Name() != last.Name() || last.Pieces.Missing != 0 || last.Pieces.Count < int64(len(before)) {
			t.Errorf("restored %s with %+v of %d reports", done.Name(), last.Pieces, len(before))
		}
		t.Logf("%d backups of some %d rows, %v each; p99 of a report: %v alone, %v beside them", backups, last.Rows, took.Round(time.Millisecond), alone, beside)
	})
}
