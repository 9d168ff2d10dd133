// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"

	"baken/base/disclose"
	"baken/base/disparity"
)

// scale says how a statistic is printed.
type scale struct {
	by     float64 // 100 for rates, 1 for ratios
	digits int
}

var (
	percents = scale{by: 100, digits: 2}
	ratios   = scale{by: 1, digits: 2}
)

// figure prints a statistic that was worked out from printed rates.
func (s scale) figure(from disparity.Statistic, exact exactness) disclose.Figure {
	f := s.value(from.Estimate)
	f.Interval = s.bounds(from.Interval.Low, from.Interval.High)
	if exact == rounded {
		f.Range = s.bounds(from.Range.Low, from.Range.High)
		f.Envelope = s.bounds(from.Envelope.Low, from.Envelope.High)
		f.Outer = from.Range.Outer
	}
	return f
}

type exactness uint8

const (
	exact exactness = iota
	rounded
)

func exactnessOf(p interface{ Exact() bool }) exactness {
	if p.Exact() {
		return exact
	}
	return rounded
}

func (s scale) value(v disparity.Value) disclose.Figure {
	x, ok := v.Number()
	if !ok {
		return disclose.Figure{Kind: disclose.Undefined, Reason: "outcome.gap." + string(v.Gap())}
	}
	return disclose.Figure{Kind: disclose.Derived, Value: s.round(x), Digits: s.digits}
}

// bounds leaves an end open where there is no number, and out where neither
// end has one.
func (s scale) bounds(low, high disparity.Value) *disclose.Bounds {
	b := &disclose.Bounds{}
	if x, ok := low.Number(); ok {
		x = s.round(x)
		b.Low = &x
	}
	if x, ok := high.Number(); ok {
		x = s.round(x)
		b.High = &x
	}
	if b.Low == nil && b.High == nil {
		return nil
	}
	return b
}

// round keeps four decimals more than are printed, so that who reads the
// figures by machine can check them, and no more than the counts bear.
func (s scale) round(x float64) float64 {
	step := math.Pow10(s.digits + 4)
	return math.Round(x*s.by*step) / step
}

func undefined(reason string) disclose.Figure {
	return disclose.Figure{Kind: disclose.Undefined, Reason: reason}
}
