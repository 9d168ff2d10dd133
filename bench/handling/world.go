// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"crypto/rand"
	"errors"
	"math"
	mrand "math/rand/v2"
	"sync"
	"time"

	"baken/base/civil"
	"baken/bench/drive"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/db"
)

// world is a government with one desk beside the independent one, and the
// reports that are there already.
type world struct {
	drive.World
	there []drive.Sealed
}

func newWorld() *world { return &world{World: drive.NewWorld(2, 6)} }

// desk is the organisation to which is reported.
func (w *world) desk() org.ID { return w.Orgs[1] }

// seal makes reports, on all cores.
func (w *world) seal(count int) error {
	office := w.Office(w.desk())
	w.there = make([]drive.Sealed, count)
	_, _, err := drive.Crowd(8, count, func(n int) (err error) {
		w.there[n], err = drive.Seal(office)
		return err
	})
	return err
}

// days is over how long the reports that are there came in.
const days = 100

// fill puts them into the database, as a server would after so many days. Their
// receipts are known to nobody: only the server's own secret gives the hash by
// which it finds one.
func (w *world) fill(ctx context.Context, d *db.DB) error {
	store, now, office := reportdb.New(d, time.Now), time.Now(), w.Office(w.desk())
	var refs []report.Ref
	for _, m := range office.All() {
		refs = append(refs, m.Public.Ref())
	}
	each := days * 24 * time.Hour / time.Duration(len(w.there))
	_, _, err := drive.Crowd(64, len(w.there), func(n int) error {
		f, draw := w.there[n].Filing, mrand.New(mrand.NewPCG(4, uint64(n))) //nolint:gosec // counted from 0, and no secret
		c := report.Case{
			Head: report.Head{ID: f.Case, Org: f.Org, SealedBy: f.SealedBy}, Reporter: f.Reporter,
			Epochs: []report.Epoch{{Number: 1, Recipient: f.Recipient, Readers: refs, Sealed: f.SealedKey}},
			Said:   []report.Message{{Seq: 1, Epoch: 1, Version: 1, Envelope: f.Envelope}},
		}
		_, _ = rand.Read(c.Lookup[:]) // never fails
		c, events := report.File(c, now.Add(-time.Duration(n)*each))
		w.handled(&c.Head, draw)
		return store.Submit(ctx, org.System("bench"), c, events)
	})
	if err != nil || d.Engine() != db.Postgres {
		return err
	}
	_, err = d.Jobs().ExecContext(ctx, "VACUUM ANALYZE") // which the server does by itself, some minutes later
	return err
}

// handled gives an old report a state: a third is new, of the others half has
// an officer, and most are under a regime.
func (w *world) handled(h *report.Head, draw *mrand.Rand) {
	chance := draw.Float64()
	if chance < 0.35 {
		return
	}
	h.State, h.Read = report.Acknowledged, h.Submitted.Add(time.Hour)
	if chance > 0.7 {
		h.State = report.Answered
	}
	if draw.IntN(2) == 0 {
		h.Handler = w.Officers[draw.IntN(len(w.Officers))].ID
	}
	regimes := []report.Regime{report.RegimeReport, report.RegimeReport, report.RegimeSignal, report.RegimeComplaint, report.RegimeWhistleblower}
	if i := draw.IntN(len(regimes) + 1); i < len(regimes) {
		h.Tracks = []report.Track{{Regime: regimes[i], Since: civil.On(h.Submitted)}}
	}
}

// book is every report that the benchmark knows of, with what was acknowledged
// of it.
type book struct {
	mu    sync.Mutex
	cases map[report.ID]*known
}

// known is one report.
type known struct {
	drive.Sealed
	mine  bool             // filed while it was measured: the receipt finds it
	filed bool             // acknowledged
	said  map[int64]string // what was acknowledged, by place
}

func (w *world) book() *book {
	b := &book{cases: map[report.ID]*known{}}
	for _, s := range w.there {
		b.cases[s.Filing.Case] = &known{Sealed: s, filed: true, said: map[int64]string{}}
	}
	return b
}

// begin notes a report that is about to be filed.
func (b *book) begin(s drive.Sealed) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cases[s.Filing.Case] = &known{Sealed: s, mine: true, said: map[int64]string{}}
}

// filed notes that a report was acknowledged.
func (b *book) filed(id report.ID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cases[id].filed = true
}

// said notes that a message was acknowledged.
func (b *book) said(id report.ID, seq int64, text string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := b.cases[id]
	switch {
	case k == nil:
		return errors.New("a report that nobody filed")
	case k.said[seq] != "":
		return errors.New("two messages were acknowledged in one place")
	case seq < 2 || seq > math.MaxInt32:
		return errors.New("no place for a message")
	}
	k.said[seq] = text
	return nil
}
