// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// ScriptForm is a form that only the page's script reads, for what must not
// leave the browser. It has no address to be sent to: should the script be
// gone, its button sends nothing.
func (ui *UI) ScriptForm(name string, body ...g.Node) g.Node {
	return h.Form(h.Class("baken-form"), g.Attr("data-form", name), h.Method("dialog"), g.Attr("novalidate"), g.Group(body))
}

// Named lets the page's script know a Form or an UploadForm by name and take it
// over. It stands first in what stands in the form.
func (ui *UI) Named(name string) g.Node { return g.Attr("data-form", name) }
