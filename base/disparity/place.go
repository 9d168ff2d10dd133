// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Places gives the place of each count among all by its rate: 1 is the highest, and equals
// have the best of their places. A count of nobody has EmptyGroup and takes no place. With
// Bootstrap it says how sure a place is, which in a list of many groups is little.
//
// Source: H. Goldstein and D.J. Spiegelhalter, League tables and their limitations, JRSS A
// 159 (1996) 385-443.
func Places(counts []Count, out []Value) []Value {
	for _, c := range counts {
		x := c.cell()
		if x.n() == 0 {
			out = append(out, missing(EmptyGroup))
			continue
		}
		place := 1
		for _, other := range counts {
			if y := other.cell(); y.n() > 0 && risk(y) > risk(x) {
				place++
			}
		}
		out = append(out, Value{number: float64(place)})
	}
	return out
}
