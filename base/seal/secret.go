// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/rand"
	"fmt"
)

// hidden is embedded by types that hold a secret, so that no way of printing
// them shows it.
type hidden struct{}

const secretText = "[secret]"

// String gives "[secret]".
func (hidden) String() string { return secretText }

// GoString gives "[secret]".
func (hidden) GoString() string { return secretText }

// Format prints "[secret]" whatever the verb.
func (hidden) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(secretText)) }

// MarshalText gives "[secret]", in logs too: a secret leaves through Export
// only.
func (hidden) MarshalText() ([]byte, error) { return []byte(secretText), nil }

// random draws a seed.
func random() (seed [32]byte) {
	_, _ = rand.Read(seed[:]) // never fails: crypto/rand ends the program instead
	return seed
}
