// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counselserver seals and opens for visits without JavaScript: a request
// for a talk, and aftercare.
//
// It promises that what somebody writes, and the words of a receipt, are in the
// server's memory for one request and nowhere else: not in a file, a log or an
// error. It can't promise what a browser can: for that request, whoever controls
// the server could read along. The pages say so before anything is typed, and
// the counsellor sees which requests for a talk came this way.
package counselserver

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Service is what sealing needs of the room; counsel.Service does it.
type Service interface {
	Listener(ctx context.Context, in org.ID, id counsel.EntryID) (counsel.Listener, error)
	Ask(ctx context.Context, in org.ID, to counsel.EntryID, id counsel.RequestID, envelope []byte) error

	Today() civil.Date
	Follow(ctx context.Context, of seal.Lookup) (counsel.Following, error)
	BeginCare(ctx context.Context, b counsel.Beginning) error
	SayCare(ctx context.Context, of seal.Lookup, seq int64, envelope []byte) error
	EndCare(ctx context.Context, of seal.Lookup) error
}

// Server seals and opens.
type Server struct {
	service   Service
	site      func(context.Context) (string, error)
	stretcher *seal.Stretcher
}

// New gives a server. The site is with what receipts are stretched for reports.
func New(s Service, site func(context.Context) (string, error)) *Server {
	return &Server{service: s, site: site, stretcher: seal.NewStretcher()}
}

// newID draws an id as a browser does: not one that tells the moment.
func newID() string {
	const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	raw := make([]byte, 26)
	_, _ = rand.Read(raw) // never fails
	for i, b := range raw {
		raw[i] = alphabet[b%byte(len(alphabet))]
	}
	return string(raw)
}

// Wish is what somebody writes who asks for a talk. It is in the clear, for one
// request, and doesn't print.
type Wish struct {
	plain
	Contact string // how the counsellor reaches him; the only answer that is needed
	When    string // when it suits him
	About   string
}

// plain is embedded by what is in the clear, so that no log shows it.
type plain struct{}

// Format prints nothing of it, whatever the verb.
func (plain) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[words of a visitor]")) }

// LogValue gives nothing of it.
func (plain) LogValue() slog.Value { return slog.StringValue("[words of a visitor]") }

// Ask seals a wish to a counsellor and sends it on. Errors: counsel.ErrReach,
// and those of counsel.Service.Ask.
func (s *Server) Ask(ctx context.Context, in org.ID, to counsel.EntryID, w Wish) error {
	if strings.TrimSpace(w.Contact) == "" {
		return counsel.ErrReach
	}
	l, err := s.service.Listener(ctx, in, to)
	if err != nil {
		return err
	}
	id := counsel.RequestID(newID())
	envelope, err := sealed(w, seal.Case{Organisation: string(in), ID: string(id)}, l.Recipient)
	if err != nil {
		return err
	}
	return s.service.Ask(ctx, in, to, id, envelope)
}

// written is a wish as internal/asset/src/ask/wish.ts reads it.
type written struct {
	Contact  string `json:"contact"`
	When     string `json:"when"`
	About    string `json:"about"`
	SealedBy string `json:"sealedBy"`
}

func sealed(w Wish, c seal.Case, to string) ([]byte, error) {
	key, err := seal.ParseRecipient(to)
	if err != nil {
		return nil, fmt.Errorf("read the key of a counsellor: %w", err)
	}
	content, err := json.Marshal(written{fit(w.Contact), fit(w.When), fit(w.About), "server"})
	if err != nil {
		return nil, fmt.Errorf("write a request: %w", err)
	}
	envelope, err := seal.Letter{Case: c, Purpose: counsel.RequestPurpose, Content: content}.Seal(key)
	if err != nil {
		return nil, fmt.Errorf("seal a request: %w", err)
	}
	return envelope, nil
}

// fit makes what was typed fit to be JSON in every language.
func fit(s string) string {
	return strings.TrimSpace(seal.Text(s))
}
