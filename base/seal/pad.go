// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"encoding/binary"
	"math/bits"
)

const (
	leastClass  = 512
	doubleUntil = 64 << 10
	steps       = 9 // classes in a doubling above doubleUntil
)

// Class gives the size that a plaintext of n bytes is filled up to: 512 bytes
// and its doublings to 64 KiB, and from there nine classes in each doubling.
// So most messages of a case have one of a handful of lengths, and a large
// one grows by less than an eighth: a class is at most 11.2% above the one
// below. n is at least 0 and at most 2^40.
//
// Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files
// and Communication with PURBs", 2019) has finer steps at these sizes, about
// 3% at 64 KiB; texts are small enough to afford coarser ones.
func Class(n int) int {
	if n <= leastClass {
		return leastClass
	}
	below := 1 << (bits.Len(uint(n-1)) - 1) // the largest power of two below n
	if n <= doubleUntil {
		return 2 * below
	}
	step := (steps*(n-below) + below - 1) / below // rounded up
	return below * (steps + step) / steps
}

// pad gives the body behind its length, and zeros up to size bytes.
func pad(body []byte, size int) []byte {
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(body)))
	copy(out[4:], body)
	return out
}

// unpad gives the body of what pad made. It doesn't judge the size, which
// depends on what is inside.
func unpad(b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, ErrPadding
	}
	n := uint64(binary.BigEndian.Uint32(b))
	if n > uint64(len(b)-4) {
		return nil, ErrPadding
	}
	var rest byte
	for _, x := range b[4+n:] {
		rest |= x
	}
	if rest != 0 {
		return nil, ErrPadding
	}
	return b[4 : 4+n], nil
}
