// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/text"
)

// all fills the databases. Its order matters to a restore that is broken off
// nowhere but to the log: the loss is declared before any event that waited
// for its place is given one.
func (f *filling) all(ctx context.Context) error {
	for _, step := range []func(context.Context) error{f.shape, f.load, f.pieces, f.renew, f.declare, f.audit} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// shape makes the tables as they were when the backup was made.
func (f *filling) shape(ctx context.Context) error {
	all := append(rooms(), job.Room())
	known := map[string]bool{"db": true}
	for _, r := range append(all, reportdb.ChunkRoom()) {
		known[r.Name] = true
	}
	for room, version := range f.out.Rooms {
		if !known[room] {
			return db.ErrNewer.With("room", room, "found", version, "known", 0)
		}
	}
	if err := f.records.MigrateTo(ctx, f.out.Rooms, all...); err != nil {
		return err
	}
	return f.chunks.MigrateTo(ctx, f.out.Rooms, reportdb.ChunkRoom())
}

// load puts the records back.
func (f *filling) load(ctx context.Context) error {
	return f.records.Load(ctx, func(tx *db.Tx) (err error) {
		tables, err := db.Tables(ctx, tx)
		if err != nil {
			return err
		}
		byName := map[string]db.Table{}
		for _, t := range tables {
			byName[t.Name] = t
			if err := t.Clear(ctx, tx); err != nil {
				return err
			}
		}
		in, file, err := f.folder.Records(f.out.Name())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		f.jobs = nil
		var done int64
		next := func() ([]any, error) {
			if done++; done%shown == 0 {
				f.show(Work{Stage: fillRecords, Done: done, Total: f.out.Rows})
			}
			return in.Row()
		}
		for {
			s, err := in.Next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := f.section(ctx, tx, s, byName, next); err != nil {
				return err
			}
		}
	})
}

func (f *filling) section(ctx context.Context, tx *db.Tx, s backup.Section, tables map[string]db.Table, next func() ([]any, error)) error {
	switch s.Of {
	case backup.OfTable:
		t := db.Table{Name: s.Name, Columns: s.Columns}
		if !t.Same(tables[s.Name]) {
			return ErrAnother.With("table", text.Data(s.Name))
		}
		return t.Fill(ctx, tx, next)
	case backup.OfJobs:
		return f.waiting(next)
	}
	return nil
}

// waiting reads the jobs that were still to be done.
func (f *filling) waiting(next func() ([]any, error)) error {
	for {
		row, err := next()
		if err != nil || row == nil {
			return err
		}
		name, _ := row[0].(string)
		args, _ := row[1].(string)
		due, _ := row[2].(int64)
		f.jobs = append(f.jobs, job.Waiting{Name: name, Args: []byte(args), Due: db.Time(due)})
	}
}

// mostReturned bounds the pieces of one commit: about 32 MiB.
const mostReturned = 32

// pieces puts the attachments back.
func (f *filling) pieces(ctx context.Context) error {
	var batch []backup.Stored
	var done int64
	give := func() error {
		err := f.giveBack(ctx, batch)
		done += int64(len(batch))
		f.show(Work{Stage: returnPieces, Done: done, Total: f.out.Pieces.Count})
		batch = batch[:0]
		return err
	}
	err := f.folder.EachPiece(f.out.Name(), func(s backup.Stored) error {
		if batch = append(batch, s); len(batch) < mostReturned {
			return nil
		}
		return give()
	})
	if err == nil {
		err = give()
	}
	if err == nil && done != f.out.Pieces.Count {
		err = ErrPieces
	}
	return err
}

func (f *filling) giveBack(ctx context.Context, batch []backup.Stored) error {
	return f.chunks.Write(ctx, func(tx *db.Tx) error {
		for _, s := range batch {
			sealed, err := f.folder.Piece(f.out.Name(), s.Digest)
			if err != nil {
				return err
			}
			k, err := keptOf(s)
			if err != nil {
				return err
			}
			if err := reportdb.Return(ctx, tx, k, sealed, f.out.Made); err != nil {
				return err
			}
		}
		return nil
	})
}

func keptOf(s backup.Stored) (k reportdb.Kept, err error) {
	if len(s.Place) != 3 {
		return k, ErrPieces
	}
	upload, isText := s.Place[0].(string)
	attachment, isName := s.Place[1].(string)
	index, isNumber := s.Place[2].(int64)
	if !isText || !isName || !isNumber {
		return k, ErrPieces
	}
	k.Upload, k.Attachment, k.Index, k.Digest, k.Size = report.Upload(upload), attachment, index, s.Digest[:], s.Size
	return k, nil
}

// renew brings the tables up to this version, and puts the jobs back.
func (f *filling) renew(ctx context.Context) error {
	if err := f.records.Migrate(ctx, rooms()...); err != nil {
		return err
	}
	if err := f.chunks.Migrate(ctx, reportdb.ChunkRoom()); err != nil {
		return err
	}
	if err := job.Migrate(ctx, f.records); err != nil {
		return err
	}
	return f.records.Write(ctx, func(tx *db.Tx) error { return job.Refill(ctx, tx, f.jobs) })
}

// declare says in the log what was lost: nothing, when the last checkpoint
// that anyone has is that of the backup.
func (f *filling) declare(ctx context.Context) (err error) {
	secret, err := f.config.secret()
	if err != nil {
		return err
	}
	if f.ledger, err = newLedger(f.records, secret, f.out.Site, f.log); err != nil {
		return err
	}
	if f.lost.Origin == "" || f.lost.Size > f.kept.Size {
		loss := ledger.Loss{Made: f.out.Made, Reached: f.lost.Size, Top: f.lost.Root, At: time.Now().UTC().Truncate(time.Millisecond)}
		if loss, err = f.ledger.Declare(ctx, loss); err != nil {
			return err
		}
		f.out.Loss = &loss
	}
	for n := 1; n > 0; {
		if n, err = f.ledger.Append(ctx); err != nil {
			return err
		}
	}
	return nil
}

// audit holds the log and what was restored against each other.
func (f *filling) audit(ctx context.Context) (err error) {
	a := ledgerdb.Audit{Key: f.key, Rooms: Audited(), Now: time.Now()}
	for _, c := range []ledger.Checkpoint{f.kept, f.lost} {
		if c.Size > 0 {
			a.Known = append(a.Known, c)
		}
	}
	if f.out.Log, err = a.Run(ctx, f.records); err != nil {
		return err
	}
	if n := len(f.out.Log.Findings); n > 0 {
		return fmt.Errorf("%w: %+v", ErrBroken.With("n", n), f.out.Log.Findings[0])
	}
	return nil
}
