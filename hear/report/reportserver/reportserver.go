// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reportserver seals and opens for visits without JavaScript.
//
// It promises that a reporter's words are in the server's memory for one
// request and nowhere else: they are read as they stream in, sealed at once,
// and never in a file, a log or an error; an attachment passes in pieces of
// 1 MiB. It can't promise what a browser can: for that request, whoever
// controls the server could read along. Reports that came this way are marked,
// and both sides see it.
package reportserver

import (
	"context"
	"fmt"
	"strings"
	"time"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
)

// Server seals and opens.
type Server struct {
	service   *report.Service
	now       func() time.Time
	newID     func() string
	stretcher *seal.Stretcher
}

// New gives a server for the reports of a service.
func New(s *report.Service, now func() time.Time, newID func() string) *Server {
	return &Server{service: s, now: now, newID: newID, stretcher: seal.NewStretcher()}
}

// Filed is what a reporter keeps of a report. The words are secret.
type Filed struct {
	plain
	Case    report.ID
	Words   []string
	Version int64
}

// Event is what the proof of the report is asked by.
func (f Filed) Event() report.Event { return report.Event{Record: string(f.Case), Version: f.Version} }

// sealing is a report on its way in.
type sealing struct {
	filing  report.Filing
	receipt seal.Receipt
	keys    seal.ReceiptKeys
	key     seal.CaseKey
	said    Said
}

// begin draws the receipt and the key of a new case.
func (s *Server) begin(ctx context.Context, id org.ID) (*sealing, error) {
	office, err := s.service.Office(ctx, id)
	if err != nil {
		return nil, err
	}
	b := &sealing{receipt: seal.NewReceipt()}
	if b.keys, err = s.stretcher.Stretch(ctx, b.receipt, office.Site); err != nil {
		return nil, fmt.Errorf("stretch a receipt: %w", err)
	}
	return b, b.open(office, report.ID(s.newID()))
}

// Seal gives a report as it is sent in, sealed to an office and to the keys of
// a receipt: what a browser does, for a demo and for measuring.
func Seal(office report.Office, id report.ID, keys seal.ReceiptKeys, said Said) (report.Filing, error) {
	b := &sealing{keys: keys, said: said}
	if err := b.open(office, id); err != nil {
		return report.Filing{}, err
	}
	return b.close()
}

// open starts the first epoch of the case.
func (b *sealing) open(office report.Office, id report.ID) error {
	readers := []seal.Recipient{b.keys.Identity.Recipient()}
	for _, m := range office.All() {
		r, err := seal.ParseRecipient(m.Public.Recipient)
		if err != nil {
			return fmt.Errorf("read the key of a member: %w", err)
		}
		readers = append(readers, r)
	}
	key, sealed, err := seal.NewEpoch(b.keys.Signing, seal.Case{Organisation: string(office.Org), ID: string(id)}, 1, readers)
	if err != nil {
		return fmt.Errorf("start an epoch: %w", err)
	}
	b.key = key
	b.filing = report.Filing{
		Case: id, Org: office.Org, SealedBy: report.ByServer, Lookup: b.keys.Lookup,
		Reporter:  report.Public{Recipient: b.keys.Identity.Recipient().String(), Verify: b.keys.Signing.VerifyKey().String()},
		Recipient: key.Epoch().Recipient.String(), SealedKey: sealed,
	}
	for _, r := range readers {
		b.filing.Recipients = append(b.filing.Recipients, report.RefOf(r.String()))
	}
	return nil
}

// close seals what was said.
func (b *sealing) close() (report.Filing, error) {
	content, err := b.said.Encode()
	if err != nil {
		return report.Filing{}, fmt.Errorf("write a report: %w", err)
	}
	if b.filing.Envelope, err = b.key.Seal(b.keys.Signing, draft(1, KindReport, content)); err != nil {
		return report.Filing{}, fmt.Errorf("seal a report: %w", err)
	}
	return b.filing, nil
}

// File seals a report without attachments and takes it in.
func (s *Server) File(ctx context.Context, id org.ID, said Said) (Filed, error) {
	if err := said.check(s.now()); err != nil {
		return Filed{}, err
	}
	b, err := s.begin(ctx, id)
	if err != nil {
		return Filed{}, err
	}
	b.said = said
	return s.submit(ctx, b)
}

func (s *Server) submit(ctx context.Context, b *sealing) (Filed, error) {
	filing, err := b.close()
	if err != nil {
		return Filed{}, err
	}
	if err := s.service.Turn(ctx, filing.Org); err != nil {
		return Filed{}, fmt.Errorf("wait for a turn: %w", err)
	}
	event, err := s.service.Submit(ctx, filing)
	if err != nil {
		return Filed{}, err
	}
	return Filed{Case: filing.Case, Words: b.receipt.Words(), Version: event.Version}, nil
}

// Proof gives the proof of a report or an answer; report.ErrLater when the log
// needs longer than ctx lasts.
func (s *Server) Proof(ctx context.Context, e report.Event) (string, error) {
	return s.service.Proof(ctx, e)
}

// keysOf makes the keys of a receipt as it was typed.
func (s *Server) keysOf(ctx context.Context, words string) (seal.ReceiptKeys, error) {
	receipt, err := seal.ParseReceipt(strings.TrimSpace(words))
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	site, err := s.service.SiteName(ctx)
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	return s.stretcher.Stretch(ctx, receipt, site)
}
