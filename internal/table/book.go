// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// book is a workbook, unpacked in memory.
type book struct {
	file   *excelize.File
	sheets []sheet
	dates  []bool // whether a cell of that style shows a date
	old    bool   // days are counted from 1904
}

type sheet struct {
	name string
	xml  []byte
}

// openBook unpacks a workbook. What is packed may be a thousand times smaller than what
// comes out: more than half of the memory is refused, and nothing is unpacked to disk.
func openBook(path string, memory Bytes) (*book, error) {
	limit := int64(memory / 2)
	f, err := excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	switch {
	case errors.Is(err, excelize.ErrWorkbookFileFormat), errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, ErrBookDamaged
	case err != nil && strings.HasPrefix(err.Error(), "unzip size exceeds"): // it has no name
		return nil, ErrBookLarge.With("mb", limit>>20)
	case err != nil:
		return nil, ErrBookDamaged
	}
	b := &book{file: f}
	if err := b.parts(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

// parts finds the sheets and the styles that are dates.
func (b *book) parts() error {
	list := b.file.GetSheetList()
	if b.file.WorkBook == nil || len(list) == 0 {
		return ErrBookDamaged
	}
	if p := b.file.WorkBook.WorkbookPr; p != nil {
		b.old = p.Date1904
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(b.part("xl/_rels/workbook.xml.rels"), &links); err != nil {
		return ErrBookDamaged
	}
	targets := map[string]string{}
	for _, l := range links.All {
		at := path.Join("xl", l.Target)
		if strings.HasPrefix(l.Target, "/") {
			at = l.Target[1:]
		}
		targets[l.ID] = at
	}
	for _, s := range b.file.WorkBook.Sheets.Sheet {
		at, ok := targets[s.ID]
		if !ok {
			return ErrBookDamaged
		}
		if strings.HasPrefix(at, "xl/worksheets/") { // others hold a chart
			b.sheets = append(b.sheets, sheet{s.Name, b.part(at)})
		}
	}
	return b.styles()
}

// part gives one file of the package as it was unpacked.
func (b *book) part(name string) []byte {
	content, _ := b.file.Pkg.Load(name)
	raw, _ := content.([]byte)
	return raw
}

// styles finds out which cell styles show a number as a date.
func (b *book) styles() error {
	raw := b.part("xl/styles.xml")
	if raw == nil {
		return nil
	}
	var s struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := xml.Unmarshal(raw, &s); err != nil {
		return ErrBookDamaged
	}
	own := map[int]string{}
	for _, f := range s.Formats {
		own[f.ID] = f.Code
	}
	for _, c := range s.Cells {
		code, ok := own[c.Format]
		b.dates = append(b.dates, ok && dateCode(code) || !ok && dateFormat(c.Format))
	}
	return nil
}

// choose finds the sheet that is named, or the only one that holds something.
func (b *book) choose(name string) (sheet, error) {
	var full []sheet
	var names []string
	for _, s := range b.sheets {
		if name != "" && s.name == name {
			return s, nil
		}
		if holdsCells(s.xml) {
			full = append(full, s)
			names = append(names, s.name)
		}
	}
	switch {
	case name != "":
		return sheet{}, ErrSheet.With("sheet", name, "sheets", strings.Join(names, ", "))
	case len(full) == 0:
		return sheet{}, ErrEmpty
	case len(full) > 1:
		return sheet{}, ErrSheets.With("sheets", strings.Join(names, ", "))
	}
	return full[0], nil
}

// dateFormat knows the formats that every workbook has without writing them down
// (ECMA-376, part 1, 18.8.30).
func dateFormat(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// dateCode tells whether a format of the workbook's own shows a date or a time: it has one
// of their letters outside quotes, escapes and square brackets.
func dateCode(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	if code == "general" {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			end := byte('"')
			if code[i] == '[' {
				end = ']'
			}
			n := strings.IndexByte(code[i+1:], end)
			if n < 0 {
				return false
			}
			if inside := code[i+1 : i+1+n]; end == ']' && inside != "" && strings.Trim(inside, "hms") == "" {
				return true // [h]: hours beyond a day
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}
