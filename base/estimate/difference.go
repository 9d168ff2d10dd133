// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

// Change is a figure before something and the same figure after it.
type Change struct{ Before, After Figure }

// DifferenceInDifferences gives by how much more a figure changed in a group than in
// a reference: (group after − before) − (reference after − before), with the
// covariance of all four, so that who answered twice counts as he should when persons
// (or what they were drawn in) are the units of the design. It is the effect of what
// came between only where the group would have changed as the reference did. The
// degrees of freedom are those of all four domains together. Errors: ErrApart.
//
// Source: D. Card and A.B. Krueger, Minimum wages and employment, American Economic
// Review 84 (1994) 772-793; Kish (1965) §12.4 on samples that overlap.
func DifferenceInDifferences(group, reference Change) (Figure, error) {
	return Combine([]float64{1, -1, -1, 1}, []Figure{group.After, group.Before, reference.After, reference.Before})
}
