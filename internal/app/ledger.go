// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"baken/account/publish/publishdb"
	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgerdb"
	"baken/examine/outcome/outcomedb"
	"baken/ground/document/documentdb"
	"baken/ground/identity/identitydb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/complaint/complaintdb"
	"baken/hear/counsel/counseldb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/tallydb"
	"baken/internal/db"
	"baken/internal/text"
)

// Uses of the server's secret beside those of ground/identity: each has a key
// of its own.
const (
	forLedger = "baken ledger key"
	forLookup = "baken report lookup"
)

func derive(secret []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, purpose, 32)
}

// newLedger gives the log of a database, which is called after the site.
func newLedger(d *db.DB, secret []byte, site string, log *slog.Logger) (*ledgerdb.Log, error) {
	private, public, err := ledgerKeys(secret, site)
	if err != nil {
		return nil, err
	}
	return ledgerdb.New(d, ledgerdb.Options{Secret: private, Public: public, Now: time.Now, Log: log})
}

// ledgerKeys makes the log's keys, which follow from the server's secret: who
// holds the database alone can't sign.
func ledgerKeys(secret []byte, site string) (private, public string, err error) {
	seed, err := derive(secret, forLedger)
	if err != nil {
		return "", "", err
	}
	if private, public, err = ledger.NewKey(bytes.NewReader(seed), site+"/ledger"); err != nil {
		return "", "", fmt.Errorf("make the ledger's key: %w", err)
	}
	return private, public, nil
}

// Audited lists the records that have events in the ledger, room by room.
func Audited() []ledgerdb.Records {
	return []ledgerdb.Records{
		{Room: "counsel", Query: counseldb.Records},
		{Room: "complaint", Query: complaintdb.Records},
		{Room: "document", Query: documentdb.Records},
		{Room: "identity", Query: identitydb.Records},
		{Room: "org", Query: orgdb.Records},
		{Room: "outcome", Query: outcomedb.Records},
		{Room: "publish", Query: publishdb.Records},
		{Room: "report", Query: reportdb.Records, Parts: reportdb.Parts, Noted: reportdb.Noted},
		{Room: "tally", Query: tallydb.Records},
	}
}

// proofs shows the log to the rooms as report.Ledger.
type proofs struct{ *ledgerdb.Log }

// Proof implements report.Ledger.
func (p proofs) Proof(ctx context.Context, e report.Event) (string, error) {
	proof, err := p.Await(ctx, ledgerdb.Ref{Room: "report", Record: e.Record, Version: e.Version})
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ledger.ErrPending) {
		return "", report.ErrLater
	}
	if err != nil {
		return "", err
	}
	file, err := proof.File()
	return string(file), err
}

// Keys implements report.Ledger. A log that hasn't begun knows no keys.
func (p proofs) Keys(ctx context.Context, desk org.ID) (ledger.DeskKeys, error) {
	keys, err := p.Log.Keys(ctx, string(desk))
	if errors.Is(err, ledger.ErrEmpty) || errors.Is(err, db.ErrNone) {
		return ledger.DeskKeys{Events: []ledger.LoggedKey{}}, nil
	}
	return keys, err
}

// Audit holds the log and the database against each other, says what it finds
// and tells how many findings there are.
func (a *App) Audit(ctx context.Context, w io.Writer, p *text.Printer) (int, error) {
	key, err := ledger.ParseKey(a.hear.ledger.Key())
	if err != nil {
		return 0, err
	}
	return ledgercli.Audit(ctx, w, p, a.db, ledgerdb.Audit{Key: key, Rooms: Audited(), Now: time.Now()})
}
