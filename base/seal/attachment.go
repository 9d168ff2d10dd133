// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

const manifestDomain = "baken/seal/manifest/v1"

// most bytes in the name of a file.
const maxFileName = 255

// Manifest tells what an attachment is. It travels as the content of a
// message, so that the name and the type of a file never stand in clear.
type Manifest struct {
	Attachment
	Name string // as FileName gives it
	Type string // media type, such as image/jpeg
}

// Encode gives the content of the message. Errors: ErrName, ErrSize.
func (m Manifest) Encode() ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	e := encode(manifestDomain)
	e.text(m.ID)
	e.number(m.Size)
	e.text(m.Name)
	e.text(m.Type)
	return e.b, nil
}

// ParseManifest reads the content of the message.
func ParseManifest(content []byte) (Manifest, error) {
	d := decode(manifestDomain, content)
	m := Manifest{Attachment: Attachment{ID: d.text(), Size: d.number()}, Name: d.text(), Type: d.text()}
	if !d.done() || m.check() != nil {
		return Manifest{}, ErrFormat
	}
	return m, nil
}

func (m Manifest) check() error {
	if err := m.Attachment.check(); err != nil {
		return err
	}
	if m.Name != FileName(m.Name) {
		return ErrName.With("field", "name")
	}
	if !isName(m.Type) {
		return ErrName.With("field", "type")
	}
	return nil
}

// FileName makes a name fit to be shown and saved elsewhere: no path, no
// control characters, none that turn the direction of reading (which make
// "gpj.exe" look like "exe.jpg"), and at most 255 bytes. A name of which
// nothing remains is "file".
func FileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if unfit(r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	clean = strings.TrimLeft(clean, ".")
	for len(clean) > maxFileName {
		_, n := utf8.DecodeLastRuneInString(clean)
		clean = clean[:len(clean)-n]
	}
	if clean == "" {
		return "file"
	}
	return clean
}

// MediaType gives the type that somebody named for a file, or that of unknown bytes where
// it can't be one.
func MediaType(said string) string {
	if !isName(said) {
		return "application/octet-stream"
	}
	return said
}

func unfit(r rune) bool {
	return r < ' ' || r >= 0x7f && r <= 0x9f || r == '/' || r == '\\' ||
		r == 0x61c || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// SealAttachment seals the chunks of what r gives, from the chunk with this
// index on, and hands each to put; r must stand at that chunk. It holds one
// chunk at a time. An upload that broke off goes on from the chunk that
// didn't arrive.
func (k CaseKey) SealAttachment(by SigningKey, a Attachment, r io.Reader, from uint64, put func(index uint64, raw []byte) error) error {
	buffer := make([]byte, ChunkSize)
	for index := from; index < a.Chunks(); index++ {
		data := buffer[:a.length(index)]
		if _, err := io.ReadFull(r, data); err != nil {
			return fmt.Errorf("read chunk %d: %w", index, err)
		}
		raw, err := k.SealChunk(by, a, index, data)
		if err != nil {
			return err
		}
		if err := put(index, raw); err != nil {
			return fmt.Errorf("keep chunk %d: %w", index, err)
		}
	}
	return nil
}

// OpenAttachment writes the attachment to w, asking fetch for the chunks in
// order. It writes only bytes that were checked, but w must forget them when
// an error is returned: they are not the whole file.
func (k CaseKey) OpenAttachment(w io.Writer, a Attachment, senders []VerifyKey, fetch func(index uint64) ([]byte, error)) error {
	for index := range a.Chunks() {
		raw, err := fetch(index)
		if err != nil {
			return fmt.Errorf("fetch chunk %d: %w", index, err)
		}
		data, err := k.OpenChunk(raw, a, index, senders)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return fmt.Errorf("write chunk %d: %w", index, err)
		}
	}
	return nil
}
