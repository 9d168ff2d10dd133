// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"io"
	"strings"

	"baken/ground/org"
)

// Recovery codes let somebody in who lost his code app: ten of 50 random
// bits, each for once. They are kept as keyed hashes; without the server's
// key they can't be tried out.
const (
	recoveryCodes = 10
	recoverySize  = 10 // letters
)

// letters are Crockford's: no i, l, o or u to be misread.
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

func newRecovery(random io.Reader) ([]string, error) {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		b := make([]byte, 7)
		if _, err := io.ReadFull(random, b); err != nil {
			return nil, fmt.Errorf("draw a recovery code: %w", err)
		}
		s := letters.EncodeToString(b)[:recoverySize]
		codes[i] = s[:recoverySize/2] + "-" + s[recoverySize/2:]
	}
	return codes, nil
}

// parseRecovery reads a code as people type it: in capitals, with spaces, an
// o for a zero.
func parseRecovery(s string) (string, bool) {
	s = strings.NewReplacer(" ", "", "-", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(s))
	if len(s) != recoverySize || strings.Trim(s, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		return "", false
	}
	return s, true
}

func (k Key) recovery(p org.PersonID, code string) []byte {
	plain, _ := parseRecovery(code)
	return k.mac(forRecovery, string(p), plain)
}

func (k Key) recoveries(p org.PersonID, codes []string) [][]byte {
	out := make([][]byte, len(codes))
	for i, c := range codes {
		out[i] = k.recovery(p, c)
	}
	return out
}

// useRecovery takes a code out of those that are left.
func (k Key) useRecovery(a *Account, code string) bool {
	want, found := k.recovery(a.Person, code), false
	var left [][]byte
	for _, h := range a.Recovery {
		if subtle.ConstantTimeCompare(h, want) == 1 {
			found = true
			continue
		}
		left = append(left, h)
	}
	a.Recovery = left
	return found
}
