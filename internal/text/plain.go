// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strings"
	"unicode"
)

// Plain shows a mark for what isn't a character to read: words of a plan, of data or of a
// file must not steer the terminal on which they are printed.
func Plain(said string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, said)
}
