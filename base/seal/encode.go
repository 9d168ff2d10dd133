// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import "encoding/binary"

// maxNumber is the largest number that JavaScript holds exactly.
const maxNumber = 1<<53 - 1

// encoder writes the one form of a value that is signed or hashed.
type encoder struct{ b []byte }

// encode starts a value with the text that says what it is.
func encode(domain string) *encoder {
	e := &encoder{}
	e.text(domain)
	return e
}

func (e *encoder) field(b []byte) {
	e.count(len(b))
	e.b = append(e.b, b...)
}

func (e *encoder) text(s string) { e.field([]byte(s)) }

func (e *encoder) number(n uint64) { e.b = binary.BigEndian.AppendUint64(e.b, n) }

func (e *encoder) count(n int) { e.b = binary.BigEndian.AppendUint32(e.b, uint32(n)) }

// decoder reads what encoder wrote. After the first fault it gives zero
// values; done tells.
type decoder struct {
	b   []byte
	bad bool
}

// decode starts to read a value that must begin with the domain.
func decode(domain string, b []byte) *decoder {
	d := &decoder{b: b}
	if d.text() != domain {
		d.bad = true
	}
	return d
}

func (d *decoder) take(n int) []byte {
	if d.bad || n < 0 || n > len(d.b) {
		d.bad = true
		return nil
	}
	out := d.b[:n:n]
	d.b = d.b[n:]
	return out
}

func (d *decoder) count() int {
	b := d.take(4)
	if b == nil {
		return 0
	}
	return int(binary.BigEndian.Uint32(b))
}

func (d *decoder) field() []byte { return d.take(d.count()) }

func (d *decoder) text() string { return string(d.field()) }

// fixed reads a field that must have the length of out.
func (d *decoder) fixed(out []byte) {
	if b := d.field(); len(b) == len(out) {
		copy(out, b)
		return
	}
	d.bad = true
}

func (d *decoder) number() uint64 {
	b := d.take(8)
	if b == nil {
		return 0
	}
	n := binary.BigEndian.Uint64(b)
	if n > maxNumber {
		d.bad = true
		return 0
	}
	return n
}

// done reports whether all was read and nothing was wrong.
func (d *decoder) done() bool { return !d.bad && len(d.b) == 0 }
