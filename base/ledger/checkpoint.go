// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// MostCheckpoint is the largest checkpoint that is opened, in bytes: one with
// some 100 signatures of witnesses.
const MostCheckpoint = 32 << 10

// Checkpoint says what a log was at one moment: the root of its first Size
// entries stands for every one of them.
type Checkpoint struct {
	Origin string // the log's name, as its key has it
	Size   int64
	Root   tlog.Hash
}

// Text gives what is signed (C2SP tlog-checkpoint).
func (c Checkpoint) Text() string {
	return c.Origin + "\n" + strconv.FormatInt(c.Size, 10) + "\n" + base64.StdEncoding.EncodeToString(c.Root[:]) + "\n"
}

// parseCheckpoint reads what Text wrote. This log writes no extension lines,
// so a checkpoint with some isn't one of this log.
func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) != 4 || lines[3] != "" {
		return Checkpoint{}, ErrFormat.With("line", len(lines))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, ErrFormat.With("line", 2)
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, ErrFormat.With("line", 3)
	}
	c := Checkpoint{Origin: lines[0], Size: size, Root: root}
	if c.Origin == "" || c.Text() != text {
		return Checkpoint{}, ErrFormat.With("line", 1)
	}
	return c, nil
}

// NewKey makes the key of a log. Its name is the log's address without scheme,
// "baken.example/ledger"; it holds no spaces and no plus sign. The first
// result is secret; the second is published.
func NewKey(random io.Reader, name string) (secret, public string, err error) {
	if secret, public, err = note.GenerateKey(random, name); err != nil {
		return "", "", err
	}
	if _, err := ParseKey(public); err != nil {
		return "", "", err
	}
	return secret, public, nil
}

// Key is the public key of a log.
type Key struct{ verifier note.Verifier }

// ParseKey reads a public key.
func ParseKey(public string) (Key, error) {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return Key{}, ErrKey
	}
	return Key{v}, nil
}

// Name gives the log's name.
func (k Key) Name() string { return k.verifier.Name() }

// Signer signs the checkpoints of one log.
type Signer struct{ signer note.Signer }

// ParseSigner reads a secret key.
func ParseSigner(secret string) (Signer, error) {
	s, err := note.NewSigner(strings.TrimSpace(secret))
	if err != nil {
		return Signer{}, ErrKey
	}
	return Signer{s}, nil
}

// Name gives the log's name.
func (s Signer) Name() string { return s.signer.Name() }

// Sign gives the checkpoint of this log at size, as it is published.
func (s Signer) Sign(size int64, root tlog.Hash) ([]byte, error) {
	c := Checkpoint{Origin: s.Name(), Size: size, Root: root}
	return note.Sign(&note.Note{Text: c.Text()}, s.signer)
}

// Witnessed says that a witness saw a checkpoint, and nothing that doesn't fit
// it, at a moment.
type Witnessed struct {
	Name string
	At   time.Time
}

// OpenCheckpoint verifies a checkpoint against the log's key. It tells which
// of the given witnesses have signed it too; those it doesn't know are passed
// over.
//
// Errors: ErrFormat, ErrTooLarge, ErrSigner, ErrSignature, ErrOrigin.
func OpenCheckpoint(raw []byte, log Key, witnesses ...WitnessKey) (Checkpoint, []Witnessed, error) {
	if len(raw) > MostCheckpoint {
		return Checkpoint{}, nil, ErrTooLarge.With("most", MostCheckpoint)
	}
	known := []note.Verifier{log.verifier}
	for _, w := range witnesses {
		known = append(known, w)
	}
	n, err := openNote(raw, known)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	var seen []Witnessed
	signed := false
	for _, sig := range n.Sigs {
		if sig.Name == log.Name() && sig.Hash == log.verifier.KeyHash() {
			signed = true
			continue
		}
		seen = append(seen, Witnessed{sig.Name, cosignedAt(sig)})
	}
	switch {
	case !signed:
		return Checkpoint{}, nil, ErrSigner.With("signer", c.Origin)
	case c.Origin != log.Name():
		return Checkpoint{}, nil, ErrOrigin.With("want", log.Name(), "got", c.Origin)
	}
	return c, seen, nil
}

func openNote(raw []byte, known []note.Verifier) (*note.Note, error) {
	n, err := note.Open(raw, note.VerifierList(known...))
	unknown, wrong := new(note.UnverifiedNoteError), new(note.InvalidSignatureError)
	switch {
	case errors.As(err, &unknown):
		return nil, ErrSigner.With("signer", signerOf(unknown.Note))
	case errors.As(err, &wrong):
		return nil, ErrSignature
	case err != nil:
		return nil, ErrFormat.With("line", 1+bytes.Count(raw, []byte("\n")))
	}
	for _, sig := range append(n.Sigs, n.UnverifiedSigs...) {
		// Other spare bits would make another file that says the same.
		if _, err := base64.StdEncoding.Strict().DecodeString(sig.Base64); err != nil {
			return nil, ErrSignature
		}
	}
	return n, nil
}

func signerOf(n *note.Note) string {
	if len(n.UnverifiedSigs) == 0 {
		return ""
	}
	return n.UnverifiedSigs[0].Name
}
