// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
)

// maxRecord is the longest row of a CSV file that is read, header included.
const maxRecord = 1 << 20

// readCSV takes the columns from the first line and checks and counts every
// row that follows.
func (t *Table) readCSV(ctx context.Context, src Source) (err error) {
	in, err := os.Open(t.file.path)
	if err != nil {
		return accessFault(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	h, err := readHeader(in, src)
	if err != nil {
		return err
	}
	for i, name := range h.names {
		t.columns = append(t.columns, column{Column{name, KindText}, "c" + strconv.Itoa(i)})
	}
	if _, err := in.Seek(h.skip, io.SeekStart); err != nil {
		return accessFault(err)
	}
	s := newScanner(h.delimiter, src.Encoding, len(h.names))
	err = s.run(ctx, in, func(done int64) { t.set.tell(Reading, done, t.file.info.Size()) })
	if err != nil {
		return err
	}
	t.rows = s.records - 1
	t.from = t.csvSQL(h, src.Encoding, s.multiline)
	return nil
}

// csvSQL writes every choice out, so that the engine guesses nothing but the
// line ends. (Told them, version 1.5.6 drops all rows of a file with CRLF.)
// Its parallel reader guesses where a row begins when a field holds a line
// end; such a file is read by one thread.
func (t *Table) csvSQL(h header, e Encoding, multiline bool) string {
	var b strings.Builder
	b.WriteString("read_csv(" + literal(pattern(t.file.path)) + ", auto_detect = false, columns = {")
	for i, c := range t.columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(literal(c.ident) + ": 'VARCHAR'")
	}
	b.WriteString("}, header = true, strict_mode = true, null_padding = false, ignore_errors = false" +
		`, quote = '"', escape = '"', comment = '', nullstr = '', compression = 'none'` +
		", hive_partitioning = false, filename = false, max_line_size = 2097152" +
		", delim = " + literal(string(rune(h.delimiter))))
	if e == Latin1 {
		b.WriteString(", encoding = 'latin-1'")
	} else {
		b.WriteString(", encoding = 'utf-8'")
	}
	if multiline {
		b.WriteString(", parallel = false")
	}
	b.WriteString(")")
	return b.String()
}
