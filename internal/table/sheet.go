// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"bytes"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sheetScanner goes over the XML of a sheet, and tells where cells stand and of what sort
// they are. It reads no text.
type sheetScanner struct {
	xml  []byte
	at   int64
	row  int // of the last row element
	col  int // of the last cell
	done bool
	// merged tells, once done, that cells were merged.
	merged bool
}

// mostSheetRows is how many rows a sheet can have.
const mostSheetRows = excelize.TotalRows

// cellMark is a cell as the scanner sees it.
type cellMark struct {
	col     int // from 1
	kind    string
	style   int
	formula bool
	value   bool // something stands in it
}

// next gives the number of the next row element, from 1, and its cells.
func (s *sheetScanner) next() (row int, cells []cellMark, err error) {
	inside := false
	for {
		name, attrs, closed, ok := s.tag()
		if !ok {
			return 0, nil, ErrBookDamaged // the sheet breaks off
		}
		switch name {
		case "row":
			s.row++
			s.col = 0
			if n, err := strconv.Atoi(attr(attrs, "r")); err == nil {
				if n < s.row || n > mostSheetRows {
					return 0, nil, ErrBookDamaged
				}
				s.row = n
			}
			if closed {
				return s.row, nil, nil
			}
			inside = true
		case "/row":
			return s.row, cells, nil
		case "/sheetData", "sheetData":
			if name == "sheetData" && !closed {
				continue
			}
			s.rest()
			return 0, nil, nil
		case "c":
			if !inside {
				return 0, nil, ErrBookDamaged
			}
			c, err := s.cell(attrs, closed)
			if err != nil {
				return 0, nil, err
			}
			cells = append(cells, c)
		}
	}
}

// rest looks for merged cells behind the rows.
func (s *sheetScanner) rest() {
	s.done = true
	for {
		name, _, _, ok := s.tag()
		if !ok {
			return
		}
		s.merged = s.merged || name == "mergeCell"
	}
}

func (s *sheetScanner) cell(attrs []byte, closed bool) (cellMark, error) {
	s.col++
	if r := attr(attrs, "r"); r != "" {
		n := columnNumber(r)
		if n < s.col {
			return cellMark{}, ErrBookDamaged
		}
		s.col = n
	}
	c := cellMark{col: s.col, kind: attr(attrs, "t")}
	c.style, _ = strconv.Atoi(attr(attrs, "s")) // none is the first
	for !closed {
		name, _, empty, ok := s.tag()
		if !ok {
			return c, ErrBookDamaged
		}
		switch name {
		case "/c":
			return c, nil
		case "f":
			c.formula = true
		case "v", "t":
			text, _, _ := bytes.Cut(s.xml[s.at:], []byte("<"))
			c.value = c.value || !empty && len(text) > 0
			if c.kind == "s" && len(bytes.Trim(text, "0123456789")) > 0 {
				return c, ErrBookDamaged // the library would take the first text of all
			}
		}
	}
	return c, nil
}

// tag goes on to the next tag. Its name has no prefix; that of a closing one begins with a
// slash. closed tells that it stands for both.
func (s *sheetScanner) tag() (name string, attrs []byte, closed, ok bool) {
	for {
		rest := s.xml[s.at:]
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return "", nil, false, false
		}
		rest = rest[i:]
		end := ">"
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end = "]]>"
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		}
		n := bytes.Index(rest, []byte(end))
		if n < 0 {
			return "", nil, false, false
		}
		s.at += int64(i + n + len(end))
		if end != ">" || len(rest) < 2 || rest[1] == '!' {
			continue
		}
		inner := rest[1:n]
		closed = bytes.HasSuffix(inner, []byte("/"))
		inner = bytes.TrimSuffix(inner, []byte("/"))
		word, attrs, _ := bytes.Cut(inner, []byte(" "))
		return local(word), attrs, closed, true
	}
}

// local takes the prefix off a tag's name.
func local(word []byte) string {
	word = bytes.TrimSpace(word)
	slash := bytes.HasPrefix(word, []byte("/"))
	if i := bytes.LastIndexByte(word, ':'); i >= 0 {
		word = word[i+1:]
		if slash {
			return "/" + string(word)
		}
	}
	return string(word)
}

// attr finds an attribute without prefix among those of a tag.
func attr(attrs []byte, name string) string {
	for len(attrs) > 0 {
		key, rest, ok := bytes.Cut(attrs, []byte("="))
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if !ok || len(rest) == 0 {
			return ""
		}
		n := bytes.IndexByte(rest[1:], rest[0])
		if n < 0 {
			return ""
		}
		if string(bytes.TrimSpace(key)) == name {
			return string(rest[1 : 1+n])
		}
		attrs = rest[n+2:]
	}
	return ""
}

// columnNumber reads the letters of a place such as AB12; 0 when it has none.
func columnNumber(place string) int {
	n := 0
	for i := range len(place) {
		if place[i] < 'A' || place[i] > 'Z' || n > maxColumns*26 {
			break
		}
		n = n*26 + int(place[i]-'A') + 1
	}
	return n
}

// holdsCells tells whether anything stands in a sheet.
func holdsCells(xml []byte) bool {
	s := &sheetScanner{xml: xml}
	for !s.done {
		_, cells, err := s.next()
		if err != nil {
			return true // what is wrong with it is told by who reads it
		}
		for _, c := range cells {
			if c.value || c.formula {
				return true
			}
		}
	}
	return false
}
