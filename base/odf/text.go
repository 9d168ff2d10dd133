// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package odf

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// Attr writes an attribute.
func Attr(name, value string) string { return " " + name + `="` + Escaped(value) + `"` }

// Escaped writes text as XML has it; what XML can't have becomes U+FFFD.
func Escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// Spaced writes one line of text so that none of its spaces goes lost: a space at either
// end, or after another, would (part 3, 6.1.2).
func Spaced(line string) string {
	var out strings.Builder
	parts := strings.Split(Escaped(line), " ")
	for i, part := range parts {
		switch {
		case i == 0:
		case parts[i-1] == "" || part == "" && i == len(parts)-1:
			out.WriteString("<text:s/>")
		default:
			out.WriteString(" ")
		}
		out.WriteString(part)
	}
	return out.String()
}

// Paragraphs writes lines as paragraphs of a style (the default one where empty), so that
// none of their spaces goes lost.
func Paragraphs(style, s string) string {
	begin := `<text:p>`
	if style != "" {
		begin = `<text:p` + Attr("text:style-name", style) + `>`
	}
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		out.WriteString(begin + Spaced(line) + `</text:p>`)
	}
	return out.String()
}
