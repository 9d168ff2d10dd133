// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"time"
)

// Upload names a place for chunks that don't belong to a message yet: 26
// letters and digits, drawn by who uploads. Whoever knows it may add to it.
type Upload string

// ParseUpload reads the name of an upload.
func ParseUpload(s string) (Upload, error) {
	if !isID(s) {
		return "", ErrID.With("field", "upload")
	}
	return Upload(s), nil
}

// Piece names one chunk.
type Piece struct {
	Upload     Upload
	Attachment string
	Index      int64
}

func (p Piece) check() error {
	if _, err := ParseUpload(string(p.Upload)); err != nil {
		return err
	}
	if !isFile(p.Attachment) {
		return ErrID.With("field", "attachment")
	}
	if p.Index < 0 || p.Index >= MostChunks {
		return ErrLarge.With("most", MostAttachment)
	}
	return nil
}

// Present lists, of each attachment of an upload, the chunks that are there.
type Present map[string][]int64

// missing counts the chunks of these attachments that aren't there.
func (p Present) missing(files []Attachment) int {
	n := 0
	for _, f := range files {
		there := map[int64]bool{}
		for _, i := range p[f.ID] {
			there[i] = true
		}
		for i := range f.Chunks {
			if !there[i] {
				n++
			}
		}
	}
	return n
}

// Chunks keeps sealed chunks of attachments, beside the records: nothing large
// goes through the writer of records.
type Chunks interface {
	// Put keeps a chunk: the first one of its name stays. ErrChunkTwice when
	// another one is there.
	Put(ctx context.Context, p Piece, sealed []byte, at time.Time) error
	Get(ctx context.Context, p Piece) ([]byte, error)
	Present(ctx context.Context, u Upload) (Present, error)
	// Claim keeps an upload from being swept for as long as an upload that has
	// just begun, and gives what is there.
	Claim(ctx context.Context, u Upload, at time.Time) (Present, error)
	// Drop forgets an upload that is idle since that instant still.
	Drop(ctx context.Context, u Upload, since time.Time) error
	// Idle lists uploads that nobody has added to or claimed since an instant,
	// after the given one, in order.
	Idle(ctx context.Context, since time.Time, after Upload, most int) ([]Upload, error)
}
