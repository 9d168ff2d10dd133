// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// scanner reads a CSV file strictly (RFC 4180, and all line ends the same)
// and counts its records. It shares nothing with the engine's reader, so that
// the two check each other, and it alone knows the line of a mistake.
type scanner struct {
	delimiter byte
	encoding  Encoding
	fields    int // that every record must have

	plain [256]bool // bytes that mean nothing outside quotes

	state     state
	began     bool // the record holds at least one byte
	found     int  // fields that ended in this record
	line      int64
	opened    int64 // line of the last opening quote
	blank     int64 // first empty line that may still turn out to be the end
	length    int   // bytes of the record in earlier chunks
	from      int   // where the record begins in this chunk
	ending    ending
	high      bool // there was a byte above ASCII
	notUTF8   bool
	records   int64
	multiline bool // a quoted field holds a line end
}

type state uint8

const (
	atStart state = iota // of a field
	inField
	inQuotes
	afterQuote
	afterCR
)

type ending uint8

const (
	unknown ending = iota
	lf
	crlf
)

func newScanner(delimiter byte, e Encoding, fields int) *scanner {
	s := &scanner{delimiter: delimiter, encoding: e, fields: fields, line: 1}
	for i := range s.plain {
		b := byte(i)
		s.plain[i] = b != delimiter && b != '"' && b != '\r' && b != '\n' && b != 0
	}
	return s
}

// run scans the whole of in; told hears after each chunk how many bytes
// there were.
func (s *scanner) run(ctx context.Context, in io.Reader, told func(int64)) error {
	buf := make([]byte, 1<<20)
	kept, done := 0, int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("table: %w", context.Cause(ctx))
		}
		n, err := in.Read(buf[kept:])
		if err != nil && !errors.Is(err, io.EOF) {
			return ErrNoAccess
		}
		end := kept + n
		cut := end
		if err == nil {
			cut -= cutRune(buf[:end])
		}
		if ferr := s.chunk(buf[:cut]); ferr != nil {
			return ferr
		}
		done += int64(cut)
		told(done)
		if err != nil {
			return s.finish()
		}
		kept = copy(buf, buf[cut:end])
	}
}

// cutRune gives the number of bytes at the end that begin a letter without
// ending it.
func cutRune(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if utf8.FullRune(b[len(b)-i:]) {
				return 0
			}
			return i
		}
	}
	return 0
}

// chunk checks the letters, then the structure up to the first wrong letter,
// so that the first mistake in the file is the one that is told.
func (s *scanner) chunk(b []byte) error {
	bad := s.letters(b)
	if bad < 0 {
		return s.feed(b)
	}
	if err := s.feed(b[:bad]); err != nil {
		return err
	}
	return ErrEncoding.With("line", s.line, "encoding", s.encoding.String())
}

// letters gives the offset of the first byte that the encoding doesn't
// allow, or -1.
func (s *scanner) letters(b []byte) int {
	valid := utf8.Valid(b)
	if s.encoding == UTF8 {
		if valid {
			return -1
		}
		return firstInvalid(b)
	}
	s.notUTF8 = s.notUTF8 || !valid
	for i, c := range b {
		if c >= 0x80 {
			s.high = true
			if c < 0xa0 { // control characters, which only a Windows code page uses for letters
				return i
			}
		}
	}
	return -1
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// finish ends the file: the last record needs no line end.
func (s *scanner) finish() error {
	switch s.state {
	case inQuotes:
		return ErrUnclosed.With("line", s.opened)
	case afterCR:
		return ErrLineEnd.With("line", s.line)
	default:
	}
	if s.encoding == Latin1 && s.high && !s.notUTF8 {
		return ErrUTF8
	}
	if s.began {
		return s.endRecord(0)
	}
	return nil
}

// String names the encoding as a person would.
func (e Encoding) String() string {
	if e == Latin1 {
		return "Latin-1"
	}
	return "UTF-8"
}

// lines counts the line ends in a quoted stretch.
func (s *scanner) lines(b []byte) {
	n := bytes.Count(b, []byte{'\n'})
	s.line += int64(n)
	s.multiline = s.multiline || n > 0 || bytes.IndexByte(b, '\r') >= 0
}
