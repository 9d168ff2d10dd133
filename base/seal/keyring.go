// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

// LeastPassphrase is the fewest characters of a passphrase.
const LeastPassphrase = 12

const (
	workFactor    = 17 // scrypt with N = 2^17 takes about a second in a browser
	maxWorkFactor = 20
	keyringIntro  = "# baken keyring 1\n"
)

// Keyring is what a person reads and signs with. Its file is an identity file
// for the age tool, so that whoever has it and the passphrase can open what is
// his without Baken.
type Keyring struct {
	hidden
	Identity Identity
	Signing  SigningKey
	Held     []Held // case keys kept here as well, in order of case and epoch
}

// Held is the secret key of an epoch, kept in a keyring.
type Held struct {
	Case     Case
	Epoch    uint64
	Identity Identity
}

// NewKeyring draws fresh keys.
func NewKeyring() Keyring { return Keyring{Identity: NewIdentity(), Signing: NewSigningKey()} }

// Hold gives the keyring with the key of one more epoch.
func (k Keyring) Hold(c CaseKey) Keyring {
	held := Held{Case: c.epoch.Case, Epoch: c.epoch.Number, Identity: c.identity}
	at, found := slices.BinarySearchFunc(k.Held, held, compareHeld)
	if found {
		k.Held = slices.Replace(slices.Clone(k.Held), at, at+1, held)
		return k
	}
	k.Held = slices.Insert(slices.Clone(k.Held), at, held)
	return k
}

func compareHeld(a, b Held) int {
	return cmp.Or(
		strings.Compare(a.Case.Organisation, b.Case.Organisation),
		strings.Compare(a.Case.ID, b.Case.ID),
		cmp.Compare(a.Epoch, b.Epoch),
	)
}

// Wrap closes the keyring with a passphrase of at least LeastPassphrase
// characters. It is normalised (NFC), so that it doesn't matter on which
// keyboard an accent was typed.
func (k Keyring) Wrap(passphrase string) ([]byte, error) { return k.WrapAt(passphrase, workFactor) }

// WrapAt is Wrap with another work factor of scrypt than that of Wrap, from 1 to
// 20: what is opened again and again, as in a test, needn't take a second.
func (k Keyring) WrapAt(passphrase string, factor int) ([]byte, error) {
	passphrase = norm.NFC.String(passphrase)
	if utf8.RuneCountInString(passphrase) < LeastPassphrase {
		return nil, ErrWeak.With("least", LeastPassphrase)
	}
	text, err := k.encode()
	if err != nil {
		return nil, err
	}
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, ErrPassphrase
	}
	to.SetWorkFactor(factor)
	return lock(text, to)
}

// Unwrap opens a keyring. Errors: ErrPassphrase when this isn't the
// passphrase, ErrFormat and ErrDamaged.
func Unwrap(raw []byte, passphrase string) (Keyring, error) {
	passphrase = norm.NFC.String(passphrase)
	if passphrase == "" {
		return Keyring{}, ErrPassphrase
	}
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return Keyring{}, ErrPassphrase
	}
	id.SetMaxWorkFactor(maxWorkFactor)
	text, err := unlock(raw, id, ErrPassphrase)
	if err != nil {
		return Keyring{}, err
	}
	return parseKeyring(string(text))
}

// Rewrap closes the keyring with another passphrase. The old file still opens
// with the old one: who fears that it is known makes new keys.
func Rewrap(raw []byte, passphrase, next string) ([]byte, error) {
	k, err := Unwrap(raw, passphrase)
	if err != nil {
		return nil, err
	}
	return k.Wrap(next)
}

// encode writes the identity file, filled up with empty lines to a size class
// so that its length doesn't tell how many cases it holds.
func (k Keyring) encode() ([]byte, error) {
	var b strings.Builder
	b.WriteString(keyringIntro)
	fmt.Fprintf(&b, "%s\n# signing %x\n", k.Identity.Export(), k.Signing.Export())
	for i, h := range k.Held {
		if err := h.Case.check(); err != nil {
			return nil, err
		}
		if h.Epoch < 1 || h.Epoch > maxNumber || i > 0 && compareHeld(k.Held[i-1], h) >= 0 {
			return nil, ErrEpoch
		}
		fmt.Fprintf(&b, "# case %s %s %d\n%s\n", h.Case.Organisation, h.Case.ID, h.Epoch, h.Identity.Export())
	}
	size := Class(b.Len())
	if size > MaxContent {
		return nil, ErrLarge.With("most", MaxContent)
	}
	b.WriteString(strings.Repeat("\n", size-b.Len()))
	return []byte(b.String()), nil
}

// parseKeyring reads an identity file. It takes what encode writes and nothing
// else: the keyring is written again and must be the same.
func parseKeyring(text string) (Keyring, error) {
	k, err := readKeyring(strings.Split(strings.TrimRight(text, "\n"), "\n"))
	if err != nil {
		return Keyring{}, ErrFormat
	}
	if again, err := k.encode(); err != nil || string(again) != text {
		return Keyring{}, ErrFormat
	}
	return k, nil
}

func readKeyring(lines []string) (k Keyring, err error) {
	if len(lines) < 3 || len(lines)%2 == 0 {
		return k, ErrFormat
	}
	if k.Identity, err = ParseIdentity(lines[1]); err != nil {
		return k, err
	}
	var seed []byte
	if _, err = fmt.Sscanf(lines[2], "# signing %x", &seed); err != nil {
		return k, err
	}
	if k.Signing, err = SigningKeyFromSeed(seed); err != nil {
		return k, err
	}
	for pair := range slices.Chunk(lines[3:], 2) {
		h, err := readHeld(pair[0], pair[1])
		if err != nil {
			return k, err
		}
		k.Held = append(k.Held, h)
	}
	return k, nil
}

func readHeld(about, key string) (h Held, err error) {
	words := strings.Split(about, " ")
	if len(words) != 5 {
		return h, ErrFormat
	}
	h.Case = Case{words[2], words[3]}
	if h.Epoch, err = strconv.ParseUint(words[4], 10, 53); err != nil {
		return h, err
	}
	h.Identity, err = ParseIdentity(key)
	return h, err
}
