// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// header is what the first line of a CSV file tells.
type header struct {
	names     []string
	delimiter byte
	skip      int64 // bytes of the byte order mark
}

// maxColumns keeps a stray file from making a statement of megabytes.
const maxColumns = 4096

func readHeader(in io.Reader, src Source) (header, error) {
	head, err := io.ReadAll(io.LimitReader(in, maxRecord+1))
	if err != nil {
		return header{}, ErrNoAccess
	}
	h := header{delimiter: src.Delimiter}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")) && src.Encoding == UTF8, bytes.HasPrefix(head, []byte("\xfe\xff")) && src.Encoding == UTF8:
		return header{}, ErrUTF16
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) && src.Encoding == Latin1:
		return header{}, ErrUTF8
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		h.skip = 3
		head = head[3:]
	}
	record, err := firstRecord(head)
	if err != nil {
		return header{}, err
	}
	if h.delimiter == 0 {
		if h.delimiter, err = sniff(record, src.DecimalComma); err != nil {
			return header{}, err
		}
	} else if !separates(h.delimiter) {
		return header{}, ErrSeparator
	}
	if h.names, err = parseNames(record, h.delimiter, src.Encoding); err != nil {
		return header{}, err
	}
	return h, checkNames(h.names)
}

// firstRecord cuts the first record off, without its line end.
func firstRecord(head []byte) ([]byte, error) {
	quoted := false
	for i, b := range head {
		switch {
		case b == 0:
			return nil, ErrZeroByte.With("line", 1)
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\r' && (i+1 == len(head) || head[i+1] != '\n'):
			return nil, ErrLineEnd.With("line", 1)
		case b == '\n':
			return bytes.TrimSuffix(head[:i], []byte("\r")), nil
		}
	}
	switch {
	case len(head) > maxRecord:
		return nil, ErrLong.With("line", 1, "kb", maxRecord>>10)
	case quoted:
		return nil, ErrUnclosed.With("line", 1)
	}
	return head, nil
}

// separates says which bytes can stand between fields.
func separates(b byte) bool { return strings.IndexByte(",;\t|:^~#", b) >= 0 }

// sniff finds the one delimiter that the first line uses outside quotes. Two
// are a fault rather than a guess, unless one is the comma of a file with
// decimal commas.
func sniff(record []byte, decimalComma bool) (byte, error) {
	var found []byte
	quoted := false
	for _, b := range record {
		if b == '"' {
			quoted = !quoted
		}
		if !quoted && strings.IndexByte(",;\t", b) >= 0 && !slices.Contains(found, b) {
			found = append(found, b)
		}
	}
	if decimalComma && len(found) != 1 {
		found = slices.DeleteFunc(found, func(b byte) bool { return b == ',' })
	}
	switch {
	case len(found) > 1:
		return 0, ErrDelimiter
	case len(found) == 1:
		return found[0], nil
	case decimalComma:
		return ';', nil
	}
	return ',', nil
}

func parseNames(record []byte, delimiter byte, e Encoding) ([]string, error) {
	if len(record) == 0 {
		return nil, ErrHeader
	}
	text := string(record)
	if e == Latin1 {
		text = fromLatin1(record)
	} else if !utf8.ValidString(text) {
		return nil, ErrEncoding.With("line", 1, "encoding", e.String())
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = rune(delimiter)
	names, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, ErrHeader
	}
	if err != nil {
		return nil, ErrQuote.With("line", 1)
	}
	return names, nil
}

func fromLatin1(text []byte) string {
	out := make([]rune, len(text))
	for i, b := range text {
		out[i] = rune(b)
	}
	return string(out)
}

// checkNames refuses columns that can't be told apart by name. The engine
// ignores case in names, so that two which differ only in case are the same,
// and it takes a line end inside a name for the line end of the file.
func checkNames(names []string) error {
	if len(names) > maxColumns {
		return ErrWide.With("most", maxColumns)
	}
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		folded := strings.ToLower(name)
		switch {
		case strings.TrimSpace(name) == "":
			return ErrNoName.With("number", i+1)
		case strings.ContainsAny(name, "\r\n\x00"):
			return ErrNameLine.With("number", i+1)
		case seen[folded]:
			return ErrDuplicate.With("column", name)
		}
		seen[folded] = true
	}
	return nil
}
