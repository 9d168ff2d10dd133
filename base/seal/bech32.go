// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "strings"

// The age library reads a secret key from text only; to make one from a seed
// takes the text form itself: Bech32 (BIP 173).

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// identityText writes a seed as age writes a hybrid identity.
func identityText(seed [32]byte) string {
	const prefix = "age-secret-key-pq-"
	data := regroup(seed[:], 8, 5)
	sum := bech32Sum(prefix, data)
	var b strings.Builder
	b.WriteString(prefix + "1")
	for _, v := range append(data, sum[:]...) {
		b.WriteByte(bech32Alphabet[v])
	}
	return strings.ToUpper(b.String())
}

// identitySeed gives the seed of an identity that age has accepted.
func identitySeed(text string) (seed [32]byte) {
	lower := strings.ToLower(text)
	data := lower[strings.LastIndexByte(lower, '1')+1 : len(lower)-6]
	values := make([]byte, len(data))
	for i := range len(data) {
		values[i] = byte(strings.IndexByte(bech32Alphabet, data[i]))
	}
	copy(seed[:], regroup(values, 5, 8))
	return seed
}

// regroup turns groups of from bits into groups of to bits; bits left over
// fill a last group when the groups become smaller, and are dropped when
// they become larger.
func regroup(in []byte, from, to uint) []byte {
	var out []byte
	var held, bits uint
	for _, v := range in {
		held = held<<from | uint(v)
		bits += from
		for bits >= to {
			bits -= to
			out = append(out, byte(held>>bits&(1<<to-1)))
		}
	}
	if to < from && bits > 0 {
		out = append(out, byte(held<<(to-bits)&(1<<to-1)))
	}
	return out
}

// bech32Sum computes the six check characters.
func bech32Sum(prefix string, data []byte) (sum [6]byte) {
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	state := uint32(1)
	feed := func(v byte) {
		top := state >> 25
		state = (state&0x1ffffff)<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				state ^= g
			}
		}
	}
	for i := range len(prefix) {
		feed(prefix[i] >> 5)
	}
	feed(0)
	for i := range len(prefix) {
		feed(prefix[i] & 31)
	}
	for _, v := range data {
		feed(v)
	}
	for range sum {
		feed(0)
	}
	for i := range sum {
		sum[i] = byte((state ^ 1) >> (5 * (5 - i)) & 31)
	}
	return sum
}
