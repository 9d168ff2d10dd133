// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"baken/base/seal"
	"baken/hear/report"
)

// spool holds a stream until its length is known, since every chunk of an
// attachment is signed with the length of the whole. One piece is held in
// memory; more are put among the chunks, sealed to a key that is drawn for
// this spool and is never kept, and dropped afterwards.
type spool struct {
	service *report.Service
	upload  report.Upload
	name    string // of the attachment that the pieces pretend to be
	by      seal.SigningKey
	key     seal.CaseKey
	pieces  []seal.Attachment
	memory  []byte // the only piece
}

func (s *Server) spool() *spool {
	return &spool{service: s.service, upload: report.Upload(s.newID()), name: seal.NewAttachment(0).ID, by: seal.NewSigningKey()}
}

// fill reads r to its end and gives its length.
func (p *spool) fill(ctx context.Context, r io.Reader) (uint64, error) {
	buffer := make([]byte, seal.ChunkSize)
	var size uint64
	for {
		n, err := io.ReadFull(r, buffer)
		end := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !end {
			return 0, err
		}
		if size += uint64(n); size > report.MostAttachment { //nolint:gosec // a count of bytes
			return 0, report.ErrLarge.With("most", report.MostAttachment)
		}
		if end && len(p.pieces) == 0 {
			p.memory = buffer[:n]
			return size, nil
		}
		if n > 0 {
			if err := p.add(ctx, buffer[:n]); err != nil {
				return 0, err
			}
		}
		if end {
			return size, nil
		}
	}
}

func (p *spool) add(ctx context.Context, data []byte) error {
	if len(p.pieces) == 0 {
		id := seal.NewIdentity()
		key, _, err := seal.NewEpoch(p.by, seal.Case{Organisation: "spool", ID: string(p.upload)}, 1, []seal.Recipient{id.Recipient()})
		if err != nil {
			return err
		}
		p.key = key
	}
	a := seal.NewAttachment(uint64(len(data)))
	sealed, err := p.key.SealChunk(p.by, a, 0, data)
	if err != nil {
		return err
	}
	if err := p.service.Put(ctx, p.piece(len(p.pieces)), sealed); err != nil {
		return err
	}
	p.pieces = append(p.pieces, a)
	return nil
}

func (p *spool) piece(n int) report.Piece {
	return report.Piece{Upload: p.upload, Attachment: p.name, Index: int64(n)}
}

// reader gives the stream again.
func (p *spool) reader(ctx context.Context) io.Reader {
	return &spoolReader{spool: p, ctx: ctx, rest: bytes.NewReader(p.memory)}
}

type spoolReader struct {
	*spool
	ctx  context.Context //nolint:containedctx // of the one request that the reader lives in
	next int
	rest *bytes.Reader
}

// Read implements io.Reader.
func (r *spoolReader) Read(out []byte) (int, error) {
	for r.rest.Len() == 0 {
		if r.next == len(r.pieces) {
			return 0, io.EOF
		}
		sealed, err := r.service.Chunks.Get(r.ctx, r.piece(r.next))
		if err != nil {
			return 0, fmt.Errorf("read a piece: %w", err)
		}
		data, err := r.key.OpenChunk(sealed, r.pieces[r.next], 0, []seal.VerifyKey{r.by.VerifyKey()})
		if err != nil {
			return 0, fmt.Errorf("open a piece: %w", err)
		}
		r.rest = bytes.NewReader(data)
		r.next++
	}
	return r.rest.Read(out)
}

// drop forgets the pieces.
func (p *spool) drop(ctx context.Context) error {
	if len(p.pieces) == 0 {
		return nil
	}
	return p.service.Discard(context.WithoutCancel(ctx), p.upload)
}
