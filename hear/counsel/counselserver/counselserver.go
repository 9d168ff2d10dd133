// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counselserver seals a request for a talk for who has no JavaScript.
//
// It promises that what somebody writes is in the server's memory for one
// request and nowhere else: not in a file, a log or an error. It can't promise
// what a browser can: for that request, whoever controls the server could read
// along. The counsellor sees which requests came this way.
package counselserver

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Service is what sealing needs of the room; counsel.Service does it.
type Service interface {
	Listener(ctx context.Context, in org.ID, id counsel.EntryID) (counsel.Listener, error)
	Ask(ctx context.Context, in org.ID, to counsel.EntryID, id counsel.RequestID, envelope []byte) error
}

// Server seals.
type Server struct {
	service Service
	newID   func() string
}

// New gives a server that names each request by a new id.
func New(s Service, newID func() string) *Server { return &Server{s, newID} }

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
func (plain) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[words of who asks]")) }

// LogValue gives nothing of it.
func (plain) LogValue() slog.Value { return slog.StringValue("[words of who asks]") }

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
	id := counsel.RequestID(s.newID())
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
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"))
}
