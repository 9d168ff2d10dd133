// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"context"
	"io"

	"baken/base/ledger/ledgerdb"
	"baken/internal/db"
	"baken/internal/text"
)

// Audit walks a database, prints what it looked at and each finding in words,
// and tells how many findings there are.
func Audit(ctx context.Context, w io.Writer, p *text.Printer, d *db.DB, a ledgerdb.Audit) (findings int, err error) {
	r, err := a.Run(ctx, d)
	if err != nil {
		return 0, err
	}
	s := &screen{w: w, p: p}
	s.line(text.With("ledger.audit.entries", "n", int(r.Entries)))
	s.line(text.With("ledger.audit.checkpoints", "n", int(r.Checkpoints)))
	s.line(text.With("ledger.audit.events", "n", int(r.Events)))
	s.line(text.With("ledger.audit.records", "n", int(r.Records)))
	if r.Deleted > 0 {
		s.line(text.With("ledger.audit.deleted", "n", int(r.Deleted)))
	}
	for _, l := range r.Losses {
		s.line(text.With("ledger.audit.loss", "at", l.At, "made", l.Made, "kept", plain(l.Kept)))
	}
	if r.Pending > 0 {
		s.line(text.With("ledger.audit.pending", "n", int(r.Pending)))
	}
	for _, f := range r.Findings {
		s.line(Finding(f))
	}
	findings = len(r.Findings) + int(r.More)
	if findings == 0 {
		s.line(text.Key("ledger.audit.clean"))
	} else {
		s.line(text.With("ledger.audit.found", "n", findings))
	}
	return findings, s.err
}

// Finding says a finding in words.
func Finding(f ledgerdb.Finding) text.Text {
	return text.With("ledger.audit.finding."+text.Key(f.Kind),
		"room", text.Data(f.Room), "record", text.Data(f.Record), "version", plain(f.Version), "event", plain(f.N),
		"leaf", plain(f.Leaf), "size", plain(f.Size), "tile", text.Data(f.Tile))
}
