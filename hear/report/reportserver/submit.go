// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/url"
	"slices"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
)

// mostField is the most bytes of one answer in a form.
const mostField = 200_000

// Submit reads a form as it streams in, with at most one attachment, seals it
// and takes it in. The fields are what, conduct, grounds, source,
// position, when, hope and file, in any order. It gives what was typed, so that the form can be
// shown again when something is wrong; the file isn't among it.
//
// Errors: report.ErrEmpty, ErrCode, ErrLarge, ErrNoDesk and those of Submit.
func (s *Server) Submit(ctx context.Context, id org.ID, parts *multipart.Reader) (Filed, url.Values, error) {
	typed := url.Values{}
	b, err := s.begin(ctx, id)
	if err != nil {
		return Filed{}, typed, err
	}
	if err := s.receive(ctx, b, parts, typed); err != nil {
		return Filed{}, typed, err
	}
	list := func(name string) []string {
		return slices.DeleteFunc(slices.Clone(typed[name]), func(v string) bool { return v == "" })
	}
	b.said.What, b.said.Source, b.said.When = typed.Get("what"), typed.Get("source"), typed.Get("when")
	b.said.Position = typed.Get("position")
	b.said.Conduct, b.said.Grounds, b.said.Hope = list("conduct"), list("grounds"), list("hope")
	if err := b.said.check(s.now()); err != nil {
		return Filed{}, typed, err
	}
	done, err := s.submit(ctx, b)
	return done, typed, err
}

// receive takes the parts of a form: answers into typed, a file into the
// chunks of the case.
func (s *Server) receive(ctx context.Context, b *sealing, parts *multipart.Reader, typed url.Values) error {
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a form: %w", err)
		}
		switch {
		case part.FormName() == "file" && part.FileName() != "" && len(b.filing.Files) == 0:
			err = s.attach(ctx, b, part)
		case part.FormName() == "file":
			_, err = io.Copy(io.Discard, part)
		default:
			err = answer(part, typed)
		}
		if err != nil {
			return err
		}
	}
}

func answer(part *multipart.Part, typed url.Values) error {
	raw, err := io.ReadAll(io.LimitReader(part, mostField+1))
	if err != nil {
		return fmt.Errorf("read a form: %w", err)
	}
	if len(raw) > mostField {
		return report.ErrLarge.With("most", mostField)
	}
	typed.Add(part.FormName(), seal.Text(string(raw)))
	return nil
}

// attach seals a file whose length isn't known until it has ended.
func (s *Server) attach(ctx context.Context, b *sealing, part *multipart.Part) error {
	spool := s.spool()
	defer func() { _ = spool.drop(ctx) }() // what stays is swept
	size, err := spool.fill(ctx, part)
	if err != nil {
		return fmt.Errorf("take in a file: %w", err)
	}
	a := seal.NewAttachment(size)
	upload := report.Upload(s.newID())
	put := func(index uint64, sealed []byte) error {
		return s.service.Put(ctx, report.Piece{Upload: upload, Attachment: a.ID, Index: int64(index)}, sealed) //nolint:gosec // at most 100
	}
	if err := b.key.SealAttachment(b.keys.Signing, a, spool.reader(ctx), 0, put); err != nil {
		return fmt.Errorf("seal a file: %w", err)
	}
	b.filing.Upload = upload
	b.filing.Files = []report.Attachment{{ID: a.ID, Chunks: int64(a.Chunks())}} //nolint:gosec // at most 100
	b.said.Attachments = []Manifest{{
		ID: a.ID, Name: seal.FileName(seal.Text(part.FileName())), Type: seal.MediaType(part.Header.Get("Content-Type")),
		Size: size, Chunks: a.Chunks(), Removed: []Removed{},
	}}
	return nil
}
