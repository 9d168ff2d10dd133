// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
	"baken/internal/demo"
)

// paper is what stands in a paper of a complaint, as browsers write it.
type paper struct {
	Day   civil.Date  `json:"day"`
	Facts [][2]string `json:"facts"`
	Text  string      `json:"text"`
	Files []string    `json:"files"`
}

// complaints gives the demo's committee a few made-up complaints about the agency
// whose figures it shows, filed as a browser files them.
func (m making) complaints(ctx context.Context, officers []*officer) error {
	at := slices.IndexFunc(officers, func(o *officer) bool {
		return slices.ContainsFunc(o.as.Roles, func(r org.Membership) bool { return r.Role == org.CommitteeSecretary })
	})
	if at < 0 {
		return org.ErrNotFound
	}
	for _, c := range demo.Complaints() {
		if err := m.complaint(ctx, c, officers[at]); err != nil {
			return fmt.Errorf("make a complaint: %w", err)
		}
	}
	return nil
}

func (m making) complaint(ctx context.Context, c demo.Complaint, secretary *officer) error {
	config := m.app.complaints.Config
	config.Now = func() time.Time { return time.Now().AddDate(0, 0, -c.Days) }
	service := complaint.NewService(config)
	panel, err := service.Panel(ctx, m.world.Grants())
	if err != nil {
		return err
	}
	mine := seal.NewKeyring()
	words, err := seal.ParseLookup(hex.EncodeToString([]byte(rand.Text()[:16])))
	if err != nil {
		return err
	}
	of := seal.Case{Organisation: string(panel.Org), ID: db.NewID()}
	readers := []seal.Recipient{mine.Identity.Recipient()}
	in := complaint.Submitting{
		ID: complaint.ID(of.ID), Org: panel.Org, Words: words,
		Public: complaint.Public{Recipient: mine.Identity.Recipient().String(), Verify: mine.Signing.VerifyKey().String()},
	}
	for _, o := range panel.Secretaries {
		r, err := seal.ParseRecipient(o.Recipient)
		if err != nil {
			return err
		}
		readers, in.To = append(readers, r), append(in.To, o.Person)
	}
	facts := [][2]string{{"name", c.Name}, {"about", c.About}, {"when", c.When}}
	filed, err := sealPaper(mine.Signing, of, 1, complaint.Filing, readers, paper{service.Today(), facts, c.What, []string{}})
	if err != nil {
		return err
	}
	in.Key, in.Envelope = filed.Key, filed.Envelope
	if err := service.Submit(ctx, org.Public(), in); err != nil {
		return err
	}
	var seats []complaint.SeatNumber
	for n := range readers {
		seats = append(seats, complaint.SeatNumber(n+1))
	}
	lives, err := sealPaper(mine.Signing, of, 2, complaint.Details, readers, paper{service.Today(), [][2]string{{"address", c.Address}}, "", []string{}})
	if err != nil {
		return err
	}
	lives.Readers = seats
	if err := service.ActByWords(ctx, words, in.ID, complaint.Act{Since: 1, Papers: []complaint.Sealed{lives}}); err != nil || !c.Acknowledged {
		return err
	}
	letter := paper{service.Today(), [][2]string{}, "Wij hebben uw klacht ontvangen. De commissie onderzoekt hem en hoort u allebei.", []string{}}
	told, err := sealPaper(secretary.ring.Signing, of, 3, complaint.Acknowledgement, readers, letter)
	if err != nil {
		return err
	}
	told.Readers = seats
	return service.Act(ctx, secretary.as, in.ID, complaint.Act{Since: 2, Step: complaint.Acknowledge, Papers: []complaint.Sealed{told}})
}

func sealPaper(by seal.SigningKey, of seal.Case, number uint64, kind complaint.Document, readers []seal.Recipient, p paper) (complaint.Sealed, error) {
	key, sealed, err := seal.NewEpoch(by, of, number, readers)
	if err != nil {
		return complaint.Sealed{}, err
	}
	content, err := json.Marshal(p)
	if err != nil {
		return complaint.Sealed{}, err
	}
	envelope, err := key.Seal(by, seal.Draft{Sequence: 1, Purpose: "complaint", Kind: string(kind), Content: content})
	return complaint.Sealed{Kind: kind, Number: complaint.PaperNumber(number), Key: sealed, Envelope: envelope}, err
}
