// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "strings"

// Case names a case of an organisation. Both names are kept in clear beside
// the envelopes, and signed inside them.
type Case struct {
	Organisation string // 1 to 128 characters, printable ASCII without space
	ID           string // the same
}

// Most bytes in the name of an organisation or case, and of a purpose or kind.
const (
	maxName  = 128
	maxLabel = 64
)

func (c Case) check() error {
	if !isName(c.Organisation) {
		return ErrName.With("field", "organisation")
	}
	if !isName(c.ID) {
		return ErrName.With("field", "case")
	}
	return nil
}

// isName reports whether s is printable ASCII without a space, so that it is
// the same bytes in every language.
func isName(s string) bool {
	if s == "" || len(s) > maxName {
		return false
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// isLabel reports whether s can be a purpose or a kind: lower-case letters,
// digits, dots and dashes.
func isLabel(s string) bool {
	if s == "" || len(s) > maxLabel {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return true
}

// Text makes what somebody typed fit to be JSON that is the same bytes in every language:
// UTF-8, with line ends as one character.
func Text(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
}
