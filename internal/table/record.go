// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import "bytes"

// feed runs the structure of the file over the next bytes.
func (s *scanner) feed(b []byte) error {
	s.from = 0
	for i := 0; i < len(b); {
		var err error
		switch s.state {
		case inQuotes:
			i = s.inQuotes(b, i)
		case afterQuote:
			i, err = s.afterQuote(b, i)
		case afterCR:
			i, err = s.afterCR(b, i)
		default:
			i, err = s.unquoted(b, i)
		}
		if err != nil {
			return err
		}
	}
	if err := s.short(len(b)); err != nil {
		return err
	}
	s.length += len(b) - s.from
	return nil
}

// short refuses a record that is longer than the engine's reader takes.
func (s *scanner) short(i int) error {
	if s.length+i-s.from > maxRecord {
		return ErrLong.With("line", s.line, "kb", maxRecord>>10)
	}
	return nil
}

// unquoted goes over fields without quotes, up to the first byte that is
// neither theirs nor a delimiter, and takes that.
func (s *scanner) unquoted(b []byte, i int) (int, error) {
	start := i // of the field, as far as it is in these bytes
	if s.state == inField {
		start--
	}
	for ; i < len(b); i++ {
		if s.plain[b[i]] {
			continue
		}
		if b[i] != s.delimiter {
			break
		}
		s.found++
		s.began = true
		start = i + 1
	}
	s.state = atStart
	if i > start {
		s.state, s.began = inField, true
	}
	if i == len(b) {
		return i, nil
	}
	if b[i] != '"' {
		return s.separator(b, i)
	}
	if s.state == inField {
		return i, ErrQuote.With("line", s.line)
	}
	s.state, s.began, s.opened = inQuotes, true, s.line
	return i + 1, nil
}

// separator takes a delimiter or the begin of a line end.
func (s *scanner) separator(b []byte, i int) (int, error) {
	switch b[i] {
	case s.delimiter:
		s.found++
		s.state, s.began = atStart, true
		return i + 1, nil
	case '\r':
		s.state = afterCR
		return i + 1, nil
	case '\n':
		return s.endLine(i, lf)
	case 0:
		return i, ErrZeroByte.With("line", s.line)
	}
	return i, ErrQuote.With("line", s.line)
}

// inQuotes goes on to the next quote.
func (s *scanner) inQuotes(b []byte, i int) int {
	n := bytes.IndexByte(b[i:], '"')
	if n < 0 {
		s.lines(b[i:])
		return len(b)
	}
	s.lines(b[i : i+n])
	s.state = afterQuote
	return i + n + 1
}

// afterQuote tells a doubled quote from the end of the field.
func (s *scanner) afterQuote(b []byte, i int) (int, error) {
	if b[i] == '"' {
		s.state = inQuotes
		return i + 1, nil
	}
	return s.separator(b, i)
}

func (s *scanner) afterCR(b []byte, i int) (int, error) {
	if b[i] != '\n' {
		return i, ErrLineEnd.With("line", s.line)
	}
	return s.endLine(i, crlf)
}

func (s *scanner) endLine(i int, e ending) (int, error) {
	if s.ending != unknown && s.ending != e {
		return i, ErrLineEnd.With("line", s.line)
	}
	s.ending = e
	if err := s.short(i); err != nil {
		return i, err
	}
	if err := s.endRecord(1); err != nil {
		return i, err
	}
	s.length, s.from = 0, i+1
	return i + 1, nil
}

// endRecord counts a record. An empty line is a missing value in a table of
// one column; elsewhere it may stand only at the end of the file.
func (s *scanner) endRecord(lines int64) error {
	switch {
	case !s.began && s.fields > 1:
		if s.blank == 0 {
			s.blank = s.line
		}
	case s.blank > 0:
		return ErrBlank.With("line", s.blank)
	case s.found+1 != s.fields:
		return ErrFields.With("line", s.line, "want", s.fields, "found", s.found+1)
	default:
		s.records++
	}
	s.line += lines
	s.state, s.began, s.found = atStart, false, 0
	return nil
}
