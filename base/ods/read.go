// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// File is a spreadsheet that is read.
type File struct{ content *zip.File }

// Open looks whether a file is a spreadsheet. Errors: ErrFormat, ErrSecret, ErrLarge.
func Open(r io.ReaderAt, size int64) (*File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, ErrFormat
	}
	var content *zip.File
	for _, f := range z.File {
		switch f.Name {
		case "mimetype":
			if said, err := part(f, 200); err != nil || strings.TrimSpace(string(said)) != kind {
				return nil, ErrFormat
			}
		case "META-INF/manifest.xml":
			said, err := part(f, 1<<20)
			if err != nil {
				return nil, ErrFormat
			}
			if bytes.Contains(said, []byte("encryption-data")) {
				return nil, ErrSecret
			}
		case "content.xml":
			content = f
		}
	}
	switch {
	case content == nil:
		return nil, ErrFormat
	case content.UncompressedSize64 > MostContent:
		return nil, ErrLarge.With("most", MostContent>>20)
	}
	return &File{content}, nil
}

// part reads a small part of a file.
func part(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(raw)) > most {
		err = ErrFormat
	}
	return raw, errors.Join(err, r.Close())
}

// Sheets gives the names of the sheets. Errors: ErrFormat, ErrLarge.
func (f *File) Sheets() (names []string, err error) {
	err = f.walk(func(d *decoder, name string) error {
		names = append(names, name)
		return d.skip()
	})
	return names, err
}

// Rows gives the rows of a sheet that hold something, with their places from nought; cells
// go up to the last that holds something, and one that lies under another is empty. The
// cells are do's until it comes back. Errors: ErrSheet, ErrFormat, ErrLarge, ErrRows, ErrWide, ErrCells, and
// those of do.
func (f *File) Rows(sheet string, do func(row int, cells []Cell) error) error {
	var names []string
	found := false
	err := f.walk(func(d *decoder, name string) error {
		if names = append(names, name); found || name != sheet {
			return d.skip()
		}
		found = true
		return (&rows{decoder: d, do: do}).table()
	})
	if err == nil && !found {
		return ErrSheet.With("sheet", sheet, "sheets", strings.Join(names, ", "))
	}
	return err
}

// walk goes through the sheets of a file; do reads one to its end.
func (f *File) walk(do func(d *decoder, name string) error) (err error) {
	r, err := f.content.Open()
	if err != nil {
		return ErrFormat
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	limited := &limit{r: r, left: MostContent}
	d := &decoder{Decoder: xml.NewDecoder(limited), limit: limited}
	for _, name := range []string{"document-content", "body", "spreadsheet"} {
		if err := d.into(officeSpace, name); err != nil {
			return err
		}
	}
	for {
		start, err := d.next()
		if err != nil || start == nil {
			return err
		}
		if start.Name != (xml.Name{Space: tableSpace, Local: "table"}) {
			err = d.skip()
		} else {
			err = do(d, attribute(start, tableSpace, "name"))
		}
		if err != nil {
			return err
		}
	}
}

// limit stops reading where a file unpacks to more than it said.
type limit struct {
	r    io.Reader
	left int64
	over bool
}

func (l *limit) Read(p []byte) (int, error) {
	if l.left <= 0 {
		l.over = true
		return 0, io.ErrUnexpectedEOF
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}
