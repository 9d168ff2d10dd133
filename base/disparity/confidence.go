// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Confidence is the level of an interval, above 0 and below 1. Its zero value
// is the usual 95%.
type Confidence struct{ level float64 }

const usualLevel = 0.95

// At gives the confidence of a level between 0 and 1, both excluded: At(0.99).
// Any other number is ErrConfidence.
func At(level float64) (Confidence, error) {
	// Written so that NaN is refused as well. Above 1-2⁻⁴⁰ the normal quantile
	// rests on too few bits to be worth printing.
	if !(level > 0 && level < 1-0x1p-40) {
		return Confidence{}, ErrConfidence.With("level", level)
	}
	return Confidence{level: level}, nil
}

// Level gives the level, for instance 0.95.
func (c Confidence) Level() float64 {
	if c.level == 0 {
		return usualLevel
	}
	return c.level
}

// z is the normal quantile at (1+level)/2: 1.96 for 95%.
func (c Confidence) z() float64 { return math.Sqrt2 * math.Erfinv(c.Level()) }

// tail is what an exact interval leaves out on each side: 0.025 for 95%.
func (c Confidence) tail() float64 { return (1 - c.Level()) / 2 }
