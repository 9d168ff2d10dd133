// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"bytes"
	"mime"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web/component"
)

// Labels says in both languages what a message key says, as a table keeps it.
func Labels(c *text.Catalogue) func(key string) disclose.Label {
	return func(key string) disclose.Label {
		return disclose.Label{NL: text.Key(key).In(c.Printer(text.NL)), EN: text.Key(key).In(c.Printer(text.EN))}
	}
}

// Download leads to a table as files below an address, as Send gives them: for office
// programs in the language of the page, and for machines.
func Download(ui *component.UI, below string, t disclose.Table) g.Node {
	links := []g.Node{}
	for _, f := range []file{sheetOf(ui.Printer, t), csvOf(t)} {
		links = append(links, ui.Download(below+"/"+f.name, text.Key("figure.download."+f.format), f.format, len(f.content)))
	}
	return ui.Group(links...)
}

// Send gives the file that is asked for of one of these tables, to be kept with that
// beginning of its name; false when there is none.
func Send(w http.ResponseWriter, r *http.Request, asked, beginning string, tables ...disclose.Table) bool {
	for _, t := range tables {
		f, ok := fileOf(component.For(r).Printer, t, asked)
		if !ok {
			continue
		}
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": beginning + asked}))
		_, _ = w.Write(f.content) // a reader who left can't be told
		return true
	}
	return false
}

// Files gives all files of a table, as a command writes them: for machines, and for office
// programs in each language.
func Files(c *text.Catalogue, t disclose.Table, put func(name string, content []byte)) {
	all := []file{csvOf(t)}
	for _, l := range text.Langs() {
		all = append(all, sheetOf(c.Printer(l), t))
	}
	for _, f := range all {
		put(f.name, f.content)
	}
}

type file struct {
	name, format, kind string
	content            []byte
}

// fileOf gives the file of a table that is asked for, made only then.
func fileOf(p *text.Printer, t disclose.Table, asked string) (file, bool) {
	if asked == t.Spec().ID+".csv" {
		return csvOf(t), true
	}
	for _, l := range text.Langs() {
		if asked == SpreadsheetFile(t.Spec().ID, l) {
			return sheetOf(p.For(l), t), true
		}
	}
	return file{}, false
}

func csvOf(t disclose.Table) file {
	var b bytes.Buffer
	_ = disclose.CSV(&b, t) // a buffer takes everything
	return file{t.Spec().ID + ".csv", "CSV", "text/csv; charset=utf-8", b.Bytes()}
}

func sheetOf(p *text.Printer, t disclose.Table) file {
	raw, err := Spreadsheet(p, t)
	if err != nil {
		panic("figure: a table holds a figure that isn't a number: " + err.Error()) // nor has it a hash
	}
	return file{SpreadsheetFile(t.Spec().ID, p.Lang()), "ODS", "application/vnd.oasis.opendocument.spreadsheet", raw}
}
