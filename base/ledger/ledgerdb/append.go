// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	// batchLimit bounds one batch, so that its first event doesn't wait long
	// for its last.
	batchLimit = 4096
	// usualPace leaves a busy log at most 50 batches, and checkpoints, a second.
	usualPace = 20 * time.Millisecond
	// rest is how long the log rests after a batch, in batches: a slow database
	// is left to those who report, and the next batch is the larger. With 2 a
	// report cost PostgreSQL a tenth more; with 6 the slowest answers waited up
	// to 0.3 s for their proof (bench/intake, 32 clients).
	rest = 4
	// lookout is how often the events of other processes are looked for.
	lookout = time.Second
)

// Run gives events their places until ctx ends. Of several processes that
// share a database each may run it.
func (l *Log) Run(ctx context.Context) error {
	for {
		begun := time.Now()
		n, err := l.Append(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			l.log.ErrorContext(ctx, "append to the ledger", "error", err)
		case n == batchLimit:
			continue
		}
		took := time.Since(begun)
		if !wait(ctx, max(l.pace-took, rest*took), nil) || !wait(ctx, lookout, l.db.Recorded()) {
			return nil
		}
	}
}

// wait waits that long, or until it is woken; it tells whether to go on.
func wait(ctx context.Context, most time.Duration, wake <-chan struct{}) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-ctx.Done():
		return false
	}
	return true
}

const (
	selectPending = `
SELECT ` + columns + `, COALESCE((SELECT max(id) FROM ledger_checkpoint), 0)
FROM event WHERE leaf IS NULL AND entry IS NOT NULL ORDER BY seq LIMIT $1`
	selectNewest = `SELECT COALESCE(max(id), 0) FROM ledger_checkpoint`
	placeLite    = `
UPDATE event SET leaf = $1 + p.key FROM json_each($2) AS p
WHERE event.seq = p.value AND event.leaf IS NULL`
	// The bounds keep PostgreSQL from reading every event to join a few.
	placePostgres = `
UPDATE event SET leaf = $1 + p.n - 1 FROM json_array_elements_text($2::json) WITH ORDINALITY AS p(seq, n)
WHERE event.seq = p.seq::bigint AND event.leaf IS NULL AND event.seq BETWEEN $3 AND $4`
	insertKey        = `INSERT INTO ledger_key (leaf, desk, entry) VALUES ($1, $2, $3)`
	insertCheckpoint = `INSERT INTO ledger_checkpoint (size, at, signed) VALUES ($1, $2, $3) RETURNING id`
)

// errPlaced says that an event was placed by somebody else, who hadn't the
// turn.
var errPlaced = errors.New("ledgerdb: events were placed out of turn")

// batch is what one turn adds to the log.
type batch struct {
	id     int64 // of the checkpoint; 0 when nothing was added
	events []kept
	growth ledger.Growth
	signed []byte
}

// Append gives the events that wait their places, up to a limit, and tells how
// many those were. When none wait, and the log has begun, nothing is written.
func (l *Log) Append(ctx context.Context) (int, error) {
	var b batch
	err := l.db.InTurn(ctx, "ledger", func(tx *db.Tx) (err error) {
		b, err = l.batch(ctx, tx)
		return err
	})
	if err != nil || b.id == 0 {
		return 0, err
	}
	l.recent.grew(b, l.signer.Name())
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.grown)
	l.grown = make(chan struct{})
	return len(b.events), nil
}

func (l *Log) batch(ctx context.Context, tx *db.Tx) (b batch, err error) {
	var newest int64
	b.events, err = db.All(ctx, tx, func(row db.Row) (kept, error) { return scanKept(row, &newest) }, selectPending, int64(batchLimit))
	if err == nil && len(b.events) == 0 {
		newest, err = db.One(ctx, tx, db.Value[int64], selectNewest)
	}
	if err != nil || len(b.events) == 0 && newest > 0 {
		return batch{}, err
	}
	size, read, err := l.resume(ctx, tx, newest)
	if err != nil {
		return batch{}, err
	}
	entries := make([][]byte, len(b.events))
	for i := range b.events {
		k := &b.events[i]
		leaf := size + int64(i)
		entries[i], k.leaf = k.entry, &leaf
	}
	if b.growth, err = ledger.Grow(size, read, entries); err != nil {
		return batch{}, err
	}
	if err := place(ctx, tx, b.events); err != nil {
		return batch{}, err
	}
	return b, l.store(ctx, tx, &b)
}

// resume gives the size of the log. The log must still be the one that was
// signed last: as this process remembers it or else, after a start or when
// another process was first, as its tiles say.
func (l *Log) resume(ctx context.Context, tx *db.Tx, newest int64) (int64, ledger.Reader, error) {
	if newest == 0 {
		return 0, reader(ctx, tx), nil
	}
	if size, ok := l.recent.at(newest); ok {
		return size, l.recent.reader(ctx, tx), nil
	}
	_, head, err := l.head(ctx, tx)
	if err != nil {
		return 0, nil, err
	}
	read := reader(ctx, tx)
	root, err := ledger.Root(head.Size, read)
	if err != nil {
		return 0, nil, err
	}
	if root != head.Root {
		return 0, nil, ledger.ErrDamaged.With("what", "root")
	}
	return head.Size, read, nil
}

// place marks events with their leaves, and keeps key events where they are
// found by desk.
func place(ctx context.Context, tx *db.Tx, events []kept) error {
	if len(events) == 0 {
		return nil
	}
	seqs := make([]int64, len(events))
	for i, k := range events {
		seqs[i] = k.seq
		if err := list(ctx, tx, k); err != nil {
			return err
		}
	}
	text, err := json.Marshal(seqs)
	if err != nil {
		return err
	}
	query, args := placeLite, []any{*events[0].leaf, string(text)}
	if tx.Engine() == db.Postgres {
		query, args = placePostgres, append(args, seqs[0], seqs[len(seqs)-1]) // they come in order
	}
	n, err := tx.Exec(ctx, query, args...)
	if err == nil && n != int64(len(seqs)) {
		err = errPlaced
	}
	return err
}

func list(ctx context.Context, tx *db.Tx, k kept) error {
	key, err := k.key()
	if key == nil || err != nil {
		return err
	}
	_, err = tx.Exec(ctx, insertKey, *k.leaf, key.Desk, k.entry)
	return err
}

// store writes the tiles in one statement, and the checkpoint.
func (l *Log) store(ctx context.Context, tx *db.Tx, b *batch) (err error) {
	if len(b.growth.Tiles) > 0 {
		query, args := upsertTiles(b.growth.Tiles)
		if _, err := tx.Exec(ctx, query, args...); err != nil {
			return err
		}
	}
	if b.signed, err = l.signer.Sign(b.growth.Size, b.growth.Root); err != nil {
		return err
	}
	b.id, err = db.One(ctx, tx, db.Value[int64], insertCheckpoint, b.growth.Size, l.now(), b.signed)
	return err
}

func upsertTiles(tiles map[ledger.Tile][]byte) (query string, args []any) {
	var values strings.Builder
	for t, content := range tiles {
		if len(args) > 0 {
			values.WriteString(", ")
		}
		n := len(args)
		fmt.Fprintf(&values, "($%d, $%d, $%d)", n+1, n+2, n+3)
		args = append(args, int64(t.Level), t.Index, content)
	}
	return `INSERT INTO ledger_tile (level, n, content) VALUES ` + values.String() +
		` ON CONFLICT (level, n) DO UPDATE SET content = excluded.content`, args
}
