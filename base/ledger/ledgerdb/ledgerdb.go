// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledgerdb keeps the log in the record database.
//
// It promises that every recorded event gets exactly one leaf, whatever dies
// when; that a checkpoint is given out only after what it covers is durable;
// and that it never signs a log that doesn't begin with the one it signed
// last.
//
// An event is committed with its leaf's content, in the commit of its record.
// Its place in the log is given right after, in a batch, by one writer at a
// time (Append). A crash in between leaves events without a place, which the
// next batch takes up; the same commit marks an event as placed and grows the
// log, so no event is placed twice.
package ledgerdb

import (
	"cmp"
	"embed"
	"log/slog"
	"sync"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room gives the log's tables.
func Room() db.Room { return db.Room{Name: "ledger", Schema: schema} }

// Log is the log of one database.
type Log struct {
	db     *db.DB
	signer ledger.Signer
	key    ledger.Key
	public string
	now    func() time.Time
	log    *slog.Logger
	pace   time.Duration

	recent recent

	mu    sync.Mutex
	grown chan struct{} // closed when this process has added a batch
}

// Options are what a Log needs besides its database.
type Options struct {
	Secret string // the log's secret key (ledger.NewKey)
	Public string // and its public key
	Now    func() time.Time
	Log    *slog.Logger
	Pace   time.Duration // the least time between two batches; 0 is 20 ms
}

// New gives the log of d. Keys that don't belong together are refused.
func New(d *db.DB, o Options) (*Log, error) {
	signer, err := ledger.ParseSigner(o.Secret)
	if err != nil {
		return nil, err
	}
	key, err := ledger.ParseKey(o.Public)
	if err != nil {
		return nil, err
	}
	signed, err := signer.Sign(0, [32]byte{})
	if err != nil {
		return nil, err
	}
	if _, _, err := ledger.OpenCheckpoint(signed, key); err != nil {
		return nil, ledger.ErrKey
	}
	return &Log{
		db: d, signer: signer, key: key, public: o.Public, now: o.Now, log: o.Log,
		pace: cmp.Or(o.Pace, usualPace), grown: make(chan struct{}),
	}, nil
}

// Key gives the log's public key, as it is published.
func (l *Log) Key() string { return l.public }
