// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is the one file that a table may read, by its absolute path without
// symbolic links, and what it was when it was opened.
type file struct {
	path   string
	suffix string // of the name that was given, in lower case
	info   fs.FileInfo
	head   []byte // the first bytes, enough to tell what it is
}

// openFile finds the file. Only a regular file will do: a folder, a pipe or
// a device can't be counted twice.
func openFile(name string) (file, error) {
	abs, err := filepath.Abs(name)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err != nil {
		return file{}, accessFault(err)
	}
	f, err := readHead(abs)
	if err != nil {
		return file{}, accessFault(err)
	}
	f.suffix = strings.ToLower(filepath.Ext(name))
	switch {
	case !f.info.Mode().IsRegular():
		return file{}, ErrFolder
	case f.info.Size() == 0:
		return file{}, ErrEmpty
	}
	return f, nil
}

func readHead(path string) (file, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return file{path: path, info: info}, err
	}
	in, err := os.Open(path)
	if err != nil {
		return file{}, err
	}
	head := make([]byte, 8)
	n, err := io.ReadFull(in, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return file{path: path, info: info, head: head[:n]}, errors.Join(err, in.Close())
}

// accessFault keeps the path, which can hold a name, out of the error.
func accessFault(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	return ErrNoAccess
}

// unchanged is a fault when the file isn't what it was: two readers must
// have read the same.
func (f file) unchanged() error {
	now, err := os.Stat(f.path)
	if err != nil || !os.SameFile(f.info, now) || now.Size() != f.info.Size() || !now.ModTime().Equal(f.info.ModTime()) {
		return ErrChanged
	}
	return nil
}

// signatures are the first bytes of files that are often given for a CSV.
func (f file) signature() string {
	for _, s := range []struct{ magic, name string }{
		{"PAR1", "Parquet"},
		{"PARE", "Parquet"},
		{"PK\x03\x04", "ZIP (xlsx, ods)"},
		{"\x1f\x8b", "GZIP"},
		{"\xd0\xcf\x11\xe0", "XLS"},
		{"%PDF-", "PDF"},
	} {
		if bytes.HasPrefix(f.head, []byte(s.magic)) {
			return s.name
		}
	}
	return ""
}

// format decides what the file is; the name and the content must agree.
func (f file) format(said Format) (Format, error) {
	if said == Auto {
		switch f.suffix {
		case ".csv", ".tsv", ".txt":
			said = CSV
		case ".parquet", ".pq":
			said = Parquet
		case ".xlsx", ".xlsm":
			said = XLSX
		}
	}
	found := f.signature()
	switch {
	case said == XLSX && found == "XLS":
		return 0, ErrBookLocked
	case said == XLSX && found != "ZIP (xlsx, ods)":
		return 0, ErrNotXLSX
	case said == Parquet && found != "Parquet":
		return 0, ErrNotParquet
	case said == CSV && found != "":
		return 0, ErrNotCSV.With("found", found)
	case said != Auto:
		return said, nil
	case found == "Parquet":
		return Parquet, nil
	case found != "":
		return 0, ErrFormat
	}
	return CSV, nil
}
