// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reportdb keeps reports, keys and chunks in the database.
package reportdb

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

//go:embed schema chunks
var schema embed.FS

// Room is the part of the database that holds reports and keys.
func Room() db.Room { return db.Room{Name: "report", Schema: schema} }

// ChunkRoom is the part that holds chunks, which may be another database.
func ChunkRoom() db.Room {
	chunks, err := fs.Sub(schema, "chunks")
	if err != nil {
		panic("reportdb: " + err.Error()) // only for a name that isn't one
	}
	return db.Room{Name: "report_chunk", Schema: chunks}
}

// Records is the query for the id and version of each record that has events
// in the ledger, as an audit asks it.
const Records = `
SELECT id, version FROM report_case
UNION ALL SELECT 'desk:' || org, version FROM report_desk
UNION ALL SELECT 'keyring:' || person, version FROM report_keyring`

// Parts gives, of a case at a version, all that is sealed in it: the audit
// looks for what was logged of each. Noted is where the hash of the first
// epoch's key stands, beside that of the report itself.
const (
	Parts = `
SELECT envelope FROM report_message WHERE report = $1 AND version = $2
UNION ALL SELECT sealed FROM report_grant WHERE report = $1 AND version = $2
UNION ALL SELECT sealed FROM report_epoch WHERE report = $1`
	Noted = "key"
)

// Store implements report.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ report.Store = (*Store)(nil)

// New keeps reports in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

func (s *Store) record(ctx context.Context, tx *db.Tx, as org.Actor, record string, owner org.ID, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "report", Record: record, Org: string(owner), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// found says of a missing row what the room says.
func found(err error) error {
	if errors.Is(err, db.ErrNone) {
		return report.ErrNotFound
	}
	return err
}

// saved tells whether a change of one row found the version that it read.
func saved(rows int64, err error) error {
	if err == nil && rows != 1 {
		return report.ErrStale
	}
	return err
}

// instant reads a time; zero is none.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return db.Time(ms)
}

// ms writes a time; none is zero.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// join writes names of keys, split reads them.
func join(refs []report.Ref) string {
	var b strings.Builder
	for i, r := range refs {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(r))
	}
	return b.String()
}

// spaced writes persons so that each is found between two spaces.
func spaced(persons []org.PersonID) string {
	if len(persons) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteByte(' ')
	for _, p := range persons {
		b.WriteString(string(p) + " ")
	}
	return b.String()
}

func split(s string) []report.Ref {
	var refs []report.Ref
	for r := range strings.FieldsSeq(s) {
		refs = append(refs, report.Ref(r))
	}
	return refs
}

// in writes "column IN ($1, $2)" for values, "1 = 0" for none.
func in[T ~string](column string, values []T) (condition string, args []any) {
	if len(values) == 0 {
		return "1 = 0", nil
	}
	marks := make([]string, len(values))
	args = make([]any, len(values))
	for i, v := range values {
		marks[i] = "$" + strconv.Itoa(i+1)
		args[i] = string(v)
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")", args
}
