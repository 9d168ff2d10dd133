// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/url"
	"strings"

	"baken/base/seal"
	"baken/hear/complaint"
)

// Bounds of what is typed in a form, in bytes.
const (
	mostField = 200_000
	// MostFiles is what one paper holds of files: a message has at most 1 MiB, and
	// they go in as text.
	MostFiles = 700_000
)

// Form is what was typed in a form, with the files that came with it. It is in the
// clear, for one request, and doesn't print.
type Form struct {
	plain
	Typed url.Values
	Files []File
}

// Get gives an answer, without the spaces around it.
func (f Form) Get(name string) string { return strings.TrimSpace(f.Typed.Get(name)) }

// ReadForm reads a form as it streams in: into memory, and never into a file. What
// is too large is passed over, so that all else that was typed is given with
// complaint.ErrLarge for files, and seal.ErrLarge for an answer. A field for files
// has a name that ends in "file".
func ReadForm(parts *multipart.Reader) (Form, error) {
	f := Form{Typed: url.Values{}}
	var large error
	for size := 0; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f, large
		}
		if err != nil {
			return f, fmt.Errorf("read a form: %w", err)
		}
		most, name := mostField, part.FormName()
		file := strings.HasSuffix(name, "file")
		if file {
			most = MostFiles - size
		}
		raw, err := atMost(part, most)
		switch {
		case errors.Is(err, complaint.ErrLarge) && file:
			large = err
		case errors.Is(err, complaint.ErrLarge):
			large = seal.ErrLarge.With("most", most)
		case err != nil:
			return f, err
		case !file:
			f.Typed.Add(name, seal.Text(string(raw)))
		case part.FileName() != "":
			size += len(raw)
			f.Files = append(f.Files, File{Name: seal.FileName(seal.Text(part.FileName())), Type: seal.MediaType(part.Header.Get("Content-Type")), Data: raw})
		}
	}
}

// atMost reads all of a part; ErrLarge when it is more.
func atMost(r io.Reader, most int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(raw) > most {
		if _, err = io.Copy(io.Discard, r); err == nil {
			return nil, complaint.ErrLarge.With("most", most)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read a form: %w", err)
	}
	return raw, nil
}
