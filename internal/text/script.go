// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import "strings"

// Templates gives the message of a key with its arguments still in braces, for
// a script in the browser to fill in: the message itself, or its singular and
// its plural under ".one" and ".other".
func (p *Printer) Templates(k Key) map[Key]string {
	found := make(map[Key]string)
	for _, form := range []Key{"", ".one", ".other"} {
		if t, ok := p.catalogue.messages[p.lang][k+form]; ok {
			found[k+form] = t.String()
		}
	}
	if len(found) == 0 {
		p.catalogue.miss(string(k))
	}
	return found
}

// String writes the message as it stands in its file.
func (t template) String() string {
	var b strings.Builder
	for _, part := range t {
		b.WriteString(part.words)
		if part.name != "" {
			b.WriteString("{" + part.name + "}")
		}
	}
	return b.String()
}
