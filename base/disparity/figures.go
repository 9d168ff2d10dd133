// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// AgainstOne gives, for a bootstrap, the figures of groups beside a reference
// group, which is counts[reference]: four for each group in order, its rate, and
// against the reference the risk difference, risk ratio and odds ratio. Those of
// the reference against itself are 0, 1 and 1 where its rate exists. A reference
// that isn't among the counts is a mistake of the programmer and panics.
func AgainstOne(reference int) Statistics {
	return func(counts []Count, out []Value) []Value {
		ref := counts[reference].cell()
		for _, c := range counts {
			t := table{c.cell(), ref}
			out = append(out, value(risk(t.group), EmptyGroup), value(difference(t), EmptyGroup), ratio(t), odds(t))
		}
		return out
	}
}
