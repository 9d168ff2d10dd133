// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// MostProof is the largest proof file that is read, in bytes.
const MostProof = 256 << 10

const (
	proofFormat = "baken-proof/1"
	tlogProof   = "c2sp.org/tlog-proof@v1"
	mostHashes  = 63
)

// Proof shows that one event was logged. Its file has two parts: what was
// logged, in words, and from "c2sp.org/tlog-proof@v1" on a proof in the form
// of C2SP tlog-proof.
type Proof struct {
	Leaf
	Key        *KeyEvent // of a key event
	Index      int64
	Hashes     []tlog.Hash
	Checkpoint []byte // signed
}

// Entry gives the entry of the log that the proof is about.
func (p Proof) Entry() ([]byte, error) {
	return p.Leaf.Entry(p.Key)
}

// Entry gives the entry of the log for this leaf: its commitment, or, when a
// desk's keys changed, the change with the commitment in it.
func (l Leaf) Entry(key *KeyEvent) ([]byte, error) {
	commitment := l.Commitment()
	if key == nil {
		return commitment[:], nil
	}
	k := *key
	k.Org, k.At, k.Leaf = l.Org, l.At, commitment
	return k.Entry()
}

// Verify checks, offline, that the log of that key holds the event: as the
// file says it, at the place that the file says.
//
// Errors: those of OpenCheckpoint, and ErrInclusion.
func (p Proof) Verify(log Key, witnesses ...WitnessKey) (Checkpoint, []Witnessed, error) {
	c, seen, err := OpenCheckpoint(p.Checkpoint, log, witnesses...)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	entry, err := p.Entry()
	if err != nil {
		return Checkpoint{}, nil, err
	}
	if err := CheckInclusion(c, p.Index, entry, p.Hashes); err != nil {
		return Checkpoint{}, nil, err
	}
	return c, seen, nil
}

// CheckInclusion checks that entry is the index-th entry of the log of which c
// is a checkpoint.
func CheckInclusion(c Checkpoint, index int64, entry []byte, hashes []tlog.Hash) error {
	if tlog.CheckRecord(hashes, c.Size, c.Root, index, tlog.RecordHash(entry)) != nil {
		return ErrInclusion
	}
	return nil
}

// File writes the proof.
//
// Errors: ErrField when a fact can't stand on a line.
func (p Proof) File() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(proofFormat + "\n")
	for _, f := range p.fields() {
		if f.value == "" && f.name != "payload" && f.name != "org" || !oneLine(f.value) {
			return nil, ErrField.With("field", f.name)
		}
		b.WriteString(f.name + " " + f.value + "\n")
	}
	b.WriteString("\n" + tlogProof + "\nindex " + strconv.FormatInt(p.Index, 10) + "\n")
	writeHashes(&b, p.Hashes)
	b.WriteString("\n")
	b.Write(p.Checkpoint)
	return b.Bytes(), nil
}

func (p Proof) fields() []field {
	all := []field{
		{"room", p.Room},
		{"record", p.Record},
		{"org", p.Org},
		{"version", strconv.FormatInt(p.Version, 10)},
		{"event", strconv.FormatInt(p.N, 10)},
		{"verb", p.Verb},
		{"at", p.At.UTC().Format(instant)},
		{"payload", p.Payload.String()},
		{"salt", p.Salt.String()},
		{"kept", p.Kept.String()},
	}
	if k := p.Key; k != nil {
		all = append(all, field{"desk", k.Desk}, field{"number", strconv.FormatInt(k.Number, 10)},
			field{"change", string(k.Change)}, field{"member", k.Member}, field{"recipient", k.Recipient})
	}
	return all
}

// ParseProof reads what File wrote, and nothing else. It verifies nothing.
func ParseProof(raw []byte) (Proof, error) {
	if len(raw) > MostProof {
		return Proof{}, ErrTooLarge.With("most", MostProof)
	}
	l := lines{rest: string(raw)}
	l.exact(proofFormat)
	var p Proof
	p.Room, p.Record, p.Org = l.field("room"), l.field("record"), l.field("org")
	p.Version, p.N = l.number("version"), l.number("event")
	p.Verb, p.At = l.field("verb"), l.instant("at")
	if strings.HasPrefix(l.rest, "payload \n") {
		l.next()
	} else {
		p.Payload = l.digest("payload")
	}
	p.Salt, p.Kept = l.digest("salt"), l.digest("kept")
	if l.has("desk") {
		p.Key = &KeyEvent{
			Desk: l.field("desk"), Number: l.number("number"), Change: KeyChange(l.field("change")),
			Member: l.field("member"), Recipient: l.field("recipient"),
		}
	}
	l.exact("")
	l.exact(tlogProof)
	p.Index = l.number("index")
	p.Hashes = l.hashes()
	p.Checkpoint = []byte(l.rest)
	if l.err != nil {
		return Proof{}, l.err
	}
	if again, err := p.File(); err != nil || !bytes.Equal(again, raw) {
		return Proof{}, ErrFormat.With("line", l.at)
	}
	return p, nil
}

func writeHashes(b *bytes.Buffer, hashes []tlog.Hash) {
	for _, h := range hashes {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
}

// hashes reads hashes up to an empty line.
func (l *lines) hashes() []tlog.Hash {
	var all []tlog.Hash
	for line := l.next(); line != "" && l.err == nil; line = l.next() {
		h, err := tlog.ParseHash(line)
		if err != nil || h.String() != line || len(all) == mostHashes {
			l.fail()
		}
		all = append(all, h)
	}
	return all
}
