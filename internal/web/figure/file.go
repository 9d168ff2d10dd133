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

// Download leads to a table as a file below an address, as Send gives it.
func Download(ui *component.UI, below string, t disclose.Table) g.Node {
	return ui.Prose(ui.Download(below+"/"+fileOf(t), text.Key("figure.download"), "CSV", len(csvOf(t))))
}

// Send gives the one of these tables whose file is asked for, to be kept with
// that beginning of its name; false when there is none.
func Send(w http.ResponseWriter, asked, beginning string, tables ...disclose.Table) bool {
	for _, t := range tables {
		if fileOf(t) != asked {
			continue
		}
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": beginning + asked}))
		_, _ = w.Write(csvOf(t)) // a reader who left can't be told
		return true
	}
	return false
}

func fileOf(t disclose.Table) string { return t.Spec().ID + ".csv" }

func csvOf(t disclose.Table) []byte {
	var b bytes.Buffer
	_ = disclose.CSV(&b, t) // a buffer takes everything
	return b.Bytes()
}
