// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintserver seals and opens the papers of complaints for visits
// without JavaScript.
//
// It promises that what somebody writes, the words with which he comes back and
// the keys that follow from them are in the server's memory for one request and
// nowhere else: not in a file, a log or an error. It holds each paper that it opens
// against what a browser holds it against. It can't promise what a browser can: for
// that request, whoever controls the server could read along. The pages say so
// before anything is typed, and every paper that was sealed here says it inside, to
// all who read it.
package complaintserver

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"strings"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
)

// Service is what sealing needs of the room; complaint.Service does it.
type Service interface {
	Today() civil.Date
	Panel(ctx context.Context, about org.ID) (complaint.Panel, error)
	Submit(ctx context.Context, as org.Actor, in complaint.Submitting) error
	Follow(ctx context.Context, of seal.Lookup) ([]complaint.Standing, error)
	ActByWords(ctx context.Context, of seal.Lookup, id complaint.ID, a complaint.Act) error
	Names(ctx context.Context, c complaint.Complaint) (map[org.PersonID]string, error)
}

// Orgs knows what organisations are called today.
type Orgs interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// Config is what a Server works with.
type Config struct {
	Service Service
	Orgs    Orgs
	Lookup  seal.LookupKey                        // by which the service finds who comes with words
	Site    func(context.Context) (string, error) // with what words are stretched
}

// Server seals and opens.
type Server struct {
	Config
	stretcher *seal.Stretcher
}

// New gives a server.
func New(c Config) *Server { return &Server{Config: c, stretcher: seal.NewStretcher()} }

// stretch makes the keys of words, a few at a time.
func (s *Server) stretch(ctx context.Context, words seal.Receipt) (seal.ReceiptKeys, error) {
	site, err := s.Site(ctx)
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	return s.stretcher.Stretch(ctx, words, site)
}

// keysOf makes the keys of words as they were typed. Errors: those of
// seal.ParseReceipt.
func (s *Server) keysOf(ctx context.Context, words string) (seal.ReceiptKeys, error) {
	receipt, err := seal.ParseReceipt(strings.TrimSpace(words))
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	return s.stretch(ctx, receipt)
}

// publicOf gives the public keys that follow from words.
func publicOf(k seal.ReceiptKeys) complaint.Public {
	return complaint.Public{Recipient: k.Identity.Recipient().String(), Verify: k.Signing.VerifyKey().String()}
}

// plain is embedded by what is in the clear, so that no log shows it.
type plain struct{}

// Format prints nothing of it, whatever the verb.
func (plain) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[words of a party]")) }

// LogValue gives nothing of it.
func (plain) LogValue() slog.Value { return slog.StringValue("[words of a party]") }

// newID draws an id as a browser does: not one that tells the moment.
func newID() complaint.ID {
	const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	raw := make([]byte, 26)
	_, _ = rand.Read(raw) // never fails
	for i, b := range raw {
		raw[i] = alphabet[b%byte(len(alphabet))]
	}
	return complaint.ID(raw)
}
