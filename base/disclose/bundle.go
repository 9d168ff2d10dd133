// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const (
	format = "baken-bundle/1"
	// MostBytes is the largest bundle that is opened.
	MostBytes = 1_000_000
)

// Header says where the tables of a bundle come from.
type Header struct {
	Format       string    `json:"format"`
	Organisation string    `json:"organisation"` // OIN or TOOI identifier of whose decisions these are
	Title        Label     `json:"title"`
	Population   Label     `json:"population"`
	Shows        Label     `json:"shows"`    // what the figures show
	ShowsNot     Label     `json:"showsNot"` // what they don't show
	Plan         string    `json:"plan"`     // SHA-256 of the plan
	Snapshot     string    `json:"snapshot"` // SHA-256 of the data file
	Engine       string    `json:"engine"`
	Deviations   []Note    `json:"deviations,omitempty"` // how what was done differs from what was settled before
	Made         time.Time `json:"made"`
	Signer       string    `json:"signer,omitempty"` // filled in by Open
}

// Bundle is a signed set of tables.
type Bundle struct {
	Header Header
	Tables []Table
}

type wire struct {
	Header
	Tables []content `json:"tables"`
}

// NewKey makes a signing key for name, which holds no spaces and no plus sign.
// The first result is secret; the second may be given to everyone.
//
// Errors: ErrKey.
func NewKey(name string) (secret, public string, err error) {
	secret, public, err = note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", "", ErrKey
	}
	if _, err := note.NewSigner(secret); err != nil { // only this looks at the name
		return "", "", ErrKey
	}
	return secret, public, nil
}

// CheckKey reads a public key and gives the name of its owner.
func CheckKey(public string) (name string, err error) {
	v, err := note.NewVerifier(public)
	if err != nil {
		return "", ErrKey
	}
	return v.Name(), nil
}

// CheckSecret reads a secret key, as a file holds it. Errors: ErrKey.
func CheckSecret(raw []byte) (secret string, err error) {
	secret = strings.TrimSpace(string(raw))
	if _, err := note.NewSigner(secret); err != nil {
		return "", ErrKey
	}
	return secret, nil
}

// Sign writes a bundle: its content as JSON that a person can read, and under
// it a signature line in the form of a signed note (C2SP signed-note).
func Sign(h Header, tables []Table, secret string) ([]byte, error) {
	signer, err := note.NewSigner(secret)
	if err != nil {
		return nil, ErrKey
	}
	h.Format, h.Signer = format, ""
	w := wire{Header: h}
	for _, t := range tables {
		w.Tables = append(w.Tables, t.content)
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(w); err != nil {
		return nil, err
	}
	out, err := note.Sign(&note.Note{Text: text.String()}, signer)
	if err == nil && len(out) > MostBytes {
		return nil, ErrTooLong.With("most", MostBytes)
	}
	return out, err
}

// Open verifies a bundle against the public keys that are known and gives its
// tables back. Nothing is given back of a bundle whose signature doesn't fit.
//
// Errors: ErrFormat, ErrChanged, ErrSigner, ErrTooLong, ErrRow.
func Open(raw []byte, known ...string) (Bundle, error) {
	if len(raw) > MostBytes {
		return Bundle{}, ErrTooLong.With("most", MostBytes)
	}
	var keys []note.Verifier
	for _, k := range known {
		v, err := note.NewVerifier(k)
		if err != nil {
			return Bundle{}, ErrKey
		}
		keys = append(keys, v)
	}
	n, err := note.Open(raw, note.VerifierList(keys...))
	var unknown *note.UnverifiedNoteError
	var changed *note.InvalidSignatureError
	switch {
	case errors.As(err, &unknown):
		return Bundle{}, ErrSigner.With("signer", signerOf(unknown.Note))
	case errors.As(err, &changed):
		return Bundle{}, ErrChanged
	case err != nil:
		return Bundle{}, ErrFormat
	}
	if _, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64); err != nil {
		return Bundle{}, ErrFormat // other spare bits would make another file of the same content
	}
	return decode(n.Text, n.Sigs[0].Name)
}

func decode(text, signer string) (Bundle, error) {
	var w wire
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil || w.Format != format {
		return Bundle{}, ErrFormat
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Bundle{}, ErrFormat
	}
	b := Bundle{Header: w.Header}
	b.Header.Signer = signer
	for _, c := range w.Tables {
		t := Table{c, signer}
		if err := t.check(); err != nil {
			return Bundle{}, err
		}
		b.Tables = append(b.Tables, t)
	}
	return b, nil
}

func signerOf(n *note.Note) string {
	if len(n.UnverifiedSigs) == 0 {
		return ""
	}
	return n.UnverifiedSigs[0].Name
}
