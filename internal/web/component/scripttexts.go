// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"bytes"
	"encoding/json"
	"maps"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// ScriptTexts gives the page's script what it will say, in the reader's
// language, so that a script holds no words itself. The script reads them from
// the element with the id texts, as an object of keys and messages; arguments
// stand in braces, and a message with a number under ".one" and ".other".
func (ui *UI) ScriptTexts(keys ...text.Key) g.Node {
	all := make(map[text.Key]string)
	for _, k := range keys {
		maps.Copy(all, ui.Printer.Templates(k))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it becomes an attribute, which is escaped as one
	if err := e.Encode(all); err != nil {
		panic("component: a map of strings can always be written: " + err.Error())
	}
	return h.Div(h.ID("texts"), g.Attr("data-texts", string(bytes.TrimSpace(b.Bytes()))), g.Attr("hidden"))
}
