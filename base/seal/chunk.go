// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// ChunkSize is how many bytes of an attachment go into one envelope.
const ChunkSize = 1 << 20

const chunkDomain = "baken/seal/chunk/v1"

// Attachment names a file in a case: what its chunks are signed for.
type Attachment struct {
	ID   string // 32 hexadecimal digits, drawn at random
	Size uint64 // bytes in all
}

// NewAttachment draws a name for a file. An upload that is taken up again
// keeps the name, for the same file only.
func NewAttachment(size uint64) Attachment {
	seed := random()
	return Attachment{ID: hex.EncodeToString(seed[:16]), Size: size}
}

// Chunks gives in how many envelopes the attachment goes; an empty one is
// one envelope.
func (a Attachment) Chunks() uint64 {
	return max(1, a.Size/ChunkSize+min(1, a.Size%ChunkSize))
}

// length gives how many bytes a chunk has.
func (a Attachment) length(index uint64) uint64 {
	return min(ChunkSize, a.Size-index*ChunkSize)
}

func (a Attachment) check() error {
	id, err := hex.DecodeString(a.ID)
	if err != nil || len(id) != 16 || hex.EncodeToString(id) != a.ID {
		return ErrName.With("field", "attachment")
	}
	if a.Size > maxNumber {
		return ErrSize
	}
	return nil
}

// chunk is what is signed for a chunk: its bytes by their hash, since a
// browser signs a whole megabyte in 40 ms and a hash of it in one.
type chunk struct {
	cas        Case
	epoch      uint64
	recipients [32]byte
	sender     VerifyKey
	attachment Attachment
	index      uint64
	last       bool
	hash       [32]byte // SHA-256 of the data
}

// SealChunk signs and closes one chunk, the index counted from 0. Chunks stand
// by themselves, so they can be sent in any order, and again. A full chunk
// isn't filled up; the last one is, to its size class.
func (k CaseKey) SealChunk(by SigningKey, a Attachment, index uint64, data []byte) ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	if index >= a.Chunks() {
		return nil, ErrChunk
	}
	if uint64(len(data)) != a.length(index) {
		return nil, ErrSize
	}
	return k.identity.sealChunk(by, chunk{
		cas: k.epoch.Case, epoch: k.epoch.Number, recipients: k.digest, sender: by.VerifyKey(),
		attachment: a, index: index, last: index == a.Chunks()-1, hash: sha256.Sum256(data),
	}, data)
}

// sealChunk signs and closes a chunk as it stands: what is signed, the
// signature, and the data.
func (i Identity) sealChunk(by SigningKey, c chunk, data []byte) ([]byte, error) {
	b := c.encode()
	e := &encoder{b: make([]byte, 0, len(b)+len(data)+128)}
	e.field(b)
	e.field(by.sign(b))
	e.field(data)
	return lock(pad(e.b, chunkClass(e.b, data)), i.key.Recipient())
}

// chunkClass gives the size of a chunk's plaintext: its data are filled up,
// what is signed beside them is of the same length in a whole case.
func chunkClass(body, data []byte) int { return 4 + len(body) - len(data) + Class(len(data)) }

// OpenChunk opens one chunk and checks that it is this one of this attachment,
// by one of the senders. Errors: those of Open, and ErrAttachment, ErrChunk,
// ErrSize and ErrLast.
func (k CaseKey) OpenChunk(raw []byte, a Attachment, index uint64, senders []VerifyKey) ([]byte, error) {
	c, data, err := k.identity.openChunk(raw)
	if err != nil {
		return nil, err
	}
	if err := c.differs(k, a, index, senders); err != nil {
		return nil, err
	}
	if uint64(len(data)) != a.length(index) {
		return nil, ErrSize
	}
	return data, nil
}

// openChunk opens a chunk and checks its signature, not its place.
func (i Identity) openChunk(raw []byte) (chunk, []byte, error) {
	plain, err := i.unlock(raw)
	if err != nil {
		return chunk{}, nil, err
	}
	body, err := unpad(plain)
	if err != nil {
		return chunk{}, nil, err
	}
	d := &decoder{b: body}
	b, signature, data := d.field(), d.field(), d.field()
	if !d.done() || len(data) > ChunkSize {
		return chunk{}, nil, ErrFormat
	}
	c, err := decodeChunk(b)
	if err != nil {
		return chunk{}, nil, err
	}
	if len(plain) != chunkClass(body, data) {
		return chunk{}, nil, ErrPadding
	}
	if c.hash != sha256.Sum256(data) || !c.sender.verify(b, signature) {
		return chunk{}, nil, ErrSignature
	}
	return c, data, nil
}

func (c chunk) differs(k CaseKey, a Attachment, index uint64, senders []VerifyKey) error {
	switch {
	case c.cas.Organisation != k.epoch.Case.Organisation:
		return ErrOrganisation
	case c.cas.ID != k.epoch.Case.ID:
		return ErrCase
	case c.epoch != k.epoch.Number:
		return ErrEpoch
	case c.recipients != k.digest:
		return ErrRecipients
	case !slices.Contains(senders, c.sender):
		return ErrSender
	case c.attachment.ID != a.ID:
		return ErrAttachment
	case c.attachment.Size != a.Size:
		return ErrSize
	case c.index != index:
		return ErrChunk
	case index >= a.Chunks() || c.last != (index == a.Chunks()-1):
		return ErrLast
	}
	return nil
}

func (c chunk) encode() []byte {
	e := encode(chunkDomain)
	e.text(c.cas.Organisation)
	e.text(c.cas.ID)
	e.number(c.epoch)
	e.field(c.recipients[:])
	e.field(c.sender.bytes())
	e.text(c.attachment.ID)
	e.number(c.attachment.Size)
	e.number(c.index)
	e.flag(c.last)
	e.field(c.hash[:])
	return e.b
}

func decodeChunk(b []byte) (chunk, error) {
	d := decode(chunkDomain, b)
	c := chunk{cas: Case{d.text(), d.text()}, epoch: d.number()}
	d.fixed(c.recipients[:])
	c.sender = d.verifyKey()
	c.attachment = Attachment{ID: d.text(), Size: d.number()}
	c.index, c.last = d.number(), d.flag()
	d.fixed(c.hash[:])
	if !d.done() || c.cas.check() != nil || c.attachment.check() != nil {
		return chunk{}, ErrFormat
	}
	return c, nil
}

func (e *encoder) flag(is bool) {
	if is {
		e.number(1)
		return
	}
	e.number(0)
}

func (d *decoder) flag() bool {
	n := d.number()
	if n > 1 {
		d.bad = true
	}
	return n == 1
}
