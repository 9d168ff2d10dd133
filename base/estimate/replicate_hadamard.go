// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

// hadamard gives a matrix of ones and minus ones of which all rows are orthogonal and
// the first is of ones alone, so that the others add up to nothing: the smallest of
// at least a size that orderOf makes.
func hadamard(least int) [][]int8 {
	for m := least; ; m++ {
		h := orderOf(m)
		if h == nil {
			continue
		}
		for k, sign := range h[0] {
			for _, row := range h {
				if sign < 0 {
					row[k] = -row[k]
				}
			}
		}
		return h
	}
}

// orderOf makes a Hadamard matrix of an order; none where it knows no way.
//
// Source: J.J. Sylvester, Thoughts on inverse orthogonal matrices, Philosophical
// Magazine 34 (1867) 461-475, on doubling; R.E.A.C. Paley, On orthogonal matrices,
// J. Mathematics and Physics 12 (1933) 311-320, of fields of q elements: order q+1
// when q is 3 more than a multiple of 4, and 2(q+1) when it is 1 more. Here q is a
// prime or the square of one.
func orderOf(m int) [][]int8 {
	if m == 1 {
		return [][]int8{{1}}
	}
	if m > 2 && m%4 != 0 || m%2 != 0 {
		return nil
	}
	if chi := character(m - 1); chi != nil && (m-1)%4 == 3 {
		return paley(m-1, chi, -1, [2][2]int8{{1}}, [2][2]int8{{1}}, 1)
	}
	if q := m/2 - 1; q > 1 && q%4 == 1 {
		if chi := character(q); chi != nil {
			return paley(q, chi, 1, [2][2]int8{{1, 1}, {1, -1}}, [2][2]int8{{1, -1}, {-1, -1}}, 2)
		}
	}
	half := orderOf(m / 2)
	if half == nil {
		return nil
	}
	out := square(m)
	for i := range out {
		for j := range out {
			out[i][j] = half[i%(m/2)][j%(m/2)]
			if i >= m/2 && j >= m/2 {
				out[i][j] = -out[i][j]
			}
		}
	}
	return out
}

// paley gives C⊗a + I⊗b, where C has χ(i−j) with a row of ones above it, and a column
// of ones or minus ones before it, and a and b have a size.
func paley(q int, chi func(i, j int) int8, column int8, a, b [2][2]int8, size int) [][]int8 {
	out := square(size * (q + 1))
	for i := range out {
		for j := range out {
			x, y := i/size, j/size
			part := a[i%size][j%size]
			switch {
			case x == y:
				out[i][j] = b[i%size][j%size]
			case x == 0:
				out[i][j] = part
			case y == 0:
				out[i][j] = column * part
			default:
				out[i][j] = chi(x-1, y-1) * part
			}
		}
	}
	return out
}

// character gives χ(i−j) in the field of q elements: 1 when the difference is a
// square in it, −1 when it isn't, and 0 when there is none. None when q is neither an
// odd prime p nor its square; an element a + b√g of the latter, with g no square in
// that of p, is a square when a² − gb² is one there, as its power (p²−1)/2 is that of
// a² − gb² to (p−1)/2.
func character(q int) func(i, j int) int8 {
	if p := root(q); prime(p) && p > 2 {
		chi := legendre(p)
		g := 1
		for chi[g] > 0 {
			g++
		}
		return func(i, j int) int8 {
			a, b := (i/p-j/p+p)%p, (i%p-j%p+p)%p
			return chi[((a*a-g*b*b)%p+p)%p]
		}
	}
	if !prime(q) || q == 2 {
		return nil
	}
	chi := legendre(q)
	return func(i, j int) int8 { return chi[(i-j+q)%q] }
}

// legendre gives of each number below a prime whether it is a square.
func legendre(p int) []int8 {
	chi := make([]int8, p)
	for x := 1; x < p; x++ {
		chi[x] = -1
	}
	for x := 1; x < p; x++ {
		chi[x*x%p] = 1
	}
	return chi
}

// root gives the square root of a number, 0 where it is no square.
func root(q int) int {
	p := 0
	for p*p < q {
		p++
	}
	if p*p == q {
		return p
	}
	return 0
}

func prime(p int) bool {
	for d := 2; d*d <= p; d++ {
		if p%d == 0 {
			return false
		}
	}
	return p > 1
}

func square(m int) [][]int8 {
	out := make([][]int8, m)
	for i := range out {
		out[i] = make([]int8, m)
	}
	return out
}
