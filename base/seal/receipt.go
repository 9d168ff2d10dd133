// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"

	"golang.org/x/crypto/scrypt"
)

const (
	receiptWords = 8
	wordBits     = 11
	entropyBytes = 10
	maxReceipt   = 1024 // bytes that are looked at as a typed receipt
)

// Receipt is what a reporter keeps: eight words, which are 80 random bits and
// 8 that check them.
type Receipt struct {
	hidden
	entropy [entropyBytes]byte
}

// NewReceipt draws a receipt.
func NewReceipt() Receipt {
	var r Receipt
	_, _ = rand.Read(r.entropy[:]) // never fails
	return r
}

// check gives the byte that tells a typing error, in 255 of 256 cases that
// still are eight words of the list.
func (r Receipt) check() byte {
	e := encode("baken/seal/receipt-check/v1")
	e.field(r.entropy[:])
	sum := sha256.Sum256(e.b)
	return sum[0]
}

// Words gives the eight words. They are secret.
func (r Receipt) Words() []string {
	groups := regroupBits(append(r.entropy[:], r.check()))
	words := make([]string, receiptWords)
	for i, g := range groups {
		words[i] = wordList()[g]
	}
	return words
}

// Export gives the words with spaces between them. The text is secret.
func (r Receipt) Export() string { return strings.Join(r.Words(), " ") }

// regroupBits cuts 88 bits into eight numbers of 11 bits.
func regroupBits(b []byte) (out [receiptWords]int) {
	for bit := range receiptWords * wordBits {
		out[bit/wordBits] = out[bit/wordBits]<<1 | int(b[bit/8]>>(7-bit%8)&1)
	}
	return out
}

// ParseReceipt reads a receipt as somebody types it: capitals, accents, and
// whatever stands between the words don't matter. Errors: ErrReceiptWord for
// the first word that isn't in the list (Suggest knows the nearest),
// ErrReceiptCount, ErrLarge, and ErrReceiptCheck when these eight don't belong together.
func ParseReceipt(text string) (Receipt, error) {
	if len(text) > maxReceipt {
		return Receipt{}, ErrLarge.With("most", maxReceipt)
	}
	words := SplitWords(text)
	var bits [receiptWords * wordBits / 8]byte
	for i, w := range words {
		at, ok := position(w)
		if !ok {
			return Receipt{}, ErrReceiptWord.With("position", i+1)
		}
		for j := range wordBits {
			if bit := i*wordBits + j; bit/8 < len(bits) {
				bits[bit/8] |= byte(at>>(wordBits-1-j)&1) << (7 - bit%8)
			}
		}
	}
	if len(words) != receiptWords {
		return Receipt{}, ErrReceiptCount.With("have", len(words), "want", receiptWords)
	}
	r := Receipt{entropy: [entropyBytes]byte(bits[:entropyBytes])}
	if subtle.ConstantTimeByteEq(bits[entropyBytes], r.check()) != 1 {
		return Receipt{}, ErrReceiptCheck
	}
	return r, nil
}

// ReceiptKeys is all that follows from a receipt: where its case is found, and
// the two keys to read and to sign with.
type ReceiptKeys struct {
	hidden
	Lookup   Lookup
	Identity Identity
	Signing  SigningKey
}

// Stretch makes the keys of a receipt on one site. It takes half a second on
// purpose, so that guessing receipts costs that much each. The site is a name
// such as the host, so that the same words are other keys elsewhere. Errors:
// ErrName.
func (r Receipt) Stretch(site string) (ReceiptKeys, error) {
	if !isName(site) {
		return ReceiptKeys{}, ErrName.With("field", "site")
	}
	salt := encode("baken/seal/receipt/v1")
	salt.text(site)
	secret, err := scrypt.Key(r.entropy[:], salt.b, 1<<16, 8, 1, 32)
	if err != nil {
		return ReceiptKeys{}, err
	}
	derive := func(what string, out []byte) error {
		b, err := hkdf.Key(sha256.New, secret, nil, "baken/seal/receipt/v1/"+what, len(out))
		copy(out, b)
		return err
	}
	var keys ReceiptKeys
	var identity, signing [32]byte
	for _, err := range []error{derive("lookup", keys.Lookup.id[:]), derive("identity", identity[:]), derive("signing", signing[:])} {
		if err != nil {
			return ReceiptKeys{}, err
		}
	}
	keys.Identity, keys.Signing = identityFrom(identity), signingKeyFrom(signing)
	return keys, nil
}
