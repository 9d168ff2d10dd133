// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

// WrapCheaply wraps with a work factor for tests.
func (k Keyring) WrapCheaply(passphrase string) ([]byte, error) { return k.WrapAt(passphrase, 4) }
