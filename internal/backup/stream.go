// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"baken/internal/db"
)

// What a section of the records holds.
const (
	OfTable  = "table"  // rows of a table, as it is called
	OfJobs   = "jobs"   // work that was still to be done
	OfPieces = "pieces" // which pieces of attachments there are
)

// Section begins a row of rows: each is a JSON array with a value for each
// column, bytes in base64.
type Section struct {
	Of      string      `json:"of"`
	Name    string      `json:"name,omitempty"`
	Columns []db.Column `json:"columns"`
}

// Writer writes records: a line of JSON for each section and each row.
type Writer struct {
	out  *json.Encoder
	rows int64
}

func newWriter(w io.Writer) *Writer {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &Writer{out: out}
}

// Begin begins a section.
func (w *Writer) Begin(s Section) error { return w.out.Encode(s) }

// Row adds a row to the section that began last.
func (w *Writer) Row(row []any) error {
	w.rows++
	return w.out.Encode(row)
}

// Rows tells how many rows were written.
func (w *Writer) Rows() int64 { return w.rows }

// mostLine bounds a line: the largest value is a piece of a page, or a
// message, of less than a megabyte.
const mostLine = 64 << 20

// Reader reads records. A section is read to its end before the next one, by
// Row, or passed over, by Next.
type Reader struct {
	in      *bufio.Reader
	section Section
	line    int
	next    []byte // the line that began the next section
}

// NewReader reads what a Writer wrote.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, 1<<16)} }

func (r *Reader) wrong() error { return ErrFormat.With("line", r.line) }

// read gives a line, without its end; io.EOF at the end of all.
func (r *Reader) read() ([]byte, error) {
	var line []byte
	for {
		part, err := r.in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(line) <= mostLine:
			continue
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil, io.EOF
		case errors.Is(err, io.EOF), errors.Is(err, bufio.ErrBufferFull):
			return nil, r.wrong()
		case err != nil:
			return nil, err
		}
		r.line++
		return line[:len(line)-1], nil
	}
}

// Next gives the next section; io.EOF when there is none.
func (r *Reader) Next() (Section, error) {
	for r.next == nil {
		line, err := r.read()
		if err != nil {
			return Section{}, err
		}
		if bytes.HasPrefix(line, []byte("{")) {
			r.next = line
		}
	}
	var s Section
	in := json.NewDecoder(bytes.NewReader(r.next))
	in.DisallowUnknownFields()
	r.next = nil
	if err := in.Decode(&s); err != nil || len(s.Columns) == 0 {
		return Section{}, r.wrong()
	}
	r.section = s
	return s, nil
}

// Row gives the next row of the section: int64, float64, string, []byte or nil
// for each column. It gives nil when the section has ended.
func (r *Reader) Row() ([]any, error) {
	if r.next != nil {
		return nil, nil
	}
	line, err := r.read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(line, []byte("{")) {
		r.next = line
		return nil, nil
	}
	var values []json.RawMessage
	if err := json.Unmarshal(line, &values); err != nil || len(values) != len(r.section.Columns) {
		return nil, r.wrong()
	}
	row := make([]any, len(values))
	for i, raw := range values {
		if row[i], err = value(raw, r.section.Columns[i].Holds); err != nil {
			return nil, r.wrong()
		}
	}
	return row, nil
}

var errValue = errors.New("not what the column holds")

func value(raw []byte, holds db.Holds) (any, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	switch holds {
	case db.Whole:
		return strconv.ParseInt(string(raw), 10, 64)
	case db.Real:
		return strconv.ParseFloat(string(raw), 64)
	case db.Words:
		return words(raw)
	case db.Bytes:
		s, err := words(raw)
		if err != nil {
			return nil, err
		}
		return base64.StdEncoding.Strict().DecodeString(s)
	}
	return nil, errValue
}

func words(raw []byte) (s string, err error) {
	err = json.Unmarshal(raw, &s)
	return s, err
}
