// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"baken/base/estimate"
	"baken/base/fault"
)

// tape gives numbers of bytes, and zeros after their end.
type tape []byte

func (b *tape) next(below int) int {
	if len(*b) == 0 {
		return 0
	}
	x := int((*b)[0]) % below
	*b = (*b)[1:]
	return x
}

// odd are the numbers that something may go wrong with, beside ordinary ones.
var odd = []float64{
	1, 2, 3, 5, 10, 0.5, 100, 7, 0, -1, 1e-9, 1e9, 1e300, 1e-300, math.MaxFloat64, math.SmallestNonzeroFloat64,
	math.NaN(), math.Inf(1), math.Inf(-1), -3, 4, 6, 8, 9,
}

// numbers gives as many numbers, hardly ever one more or one less, or none.
func (b *tape) numbers(n int) []float64 {
	switch b.next(32) {
	case 0:
		n++
	case 1:
		n = max(n-1, 0)
	case 2:
		return nil
	}
	ordinary := b.next(4) > 0
	out := make([]float64, n)
	for i := range out {
		if out[i] = odd[b.next(len(odd))]; ordinary {
			out[i] = float64(1 + b.next(5))
		}
	}
	return out
}

func (b *tape) factor(n int) estimate.Factor {
	f := estimate.Factor{Name: "f", Levels: []string{"a", "b", "c"}[:b.next(4)]}
	for range b.numbers(n) {
		f.Codes = append(f.Codes, int32(b.next(len(f.Levels)+1)-b.next(16)/15))
	}
	if b.next(2) == 0 && len(f.Levels) > 0 { // in order, so that a level has somebody
		for i := range f.Codes {
			f.Codes[i] = int32(i % len(f.Levels))
		}
	}
	return f
}

func (b *tape) design() estimate.Design {
	n := b.next(10)
	d := estimate.Design{
		Weights: b.numbers(n),
		Lonely:  []estimate.Lonely{estimate.Refuse, estimate.Certainty, estimate.Remove, estimate.Adjust, estimate.Average, "x"}[b.next(6)],
		Domains: []estimate.LonelyDomains{estimate.OnlyDrawn, estimate.AlsoDomains, "x"}[b.next(3)],
	}
	for range b.next(4) {
		var st estimate.Stage
		if b.next(2) > 0 {
			st.Strata = b.factor(n)
		}
		if b.next(2) > 0 {
			for range b.numbers(n) {
				st.Units = append(st.Units, int64(b.next(4)))
			}
		}
		if b.next(2) > 0 {
			st.Population = b.numbers(n)
		}
		d.Stages = append(d.Stages, st)
	}
	return d
}

func (b *tape) calibration(n int) estimate.Calibration {
	c := estimate.Calibration{
		Distance: []estimate.Distance{estimate.Linear, estimate.Raking, estimate.Logit, ""}[b.next(4)],
		Bounds:   []estimate.Bounds{{}, {Low: 0.1, High: 8}, {Low: 0, High: 2}, {Low: 2, High: 1}, {Low: math.NaN(), High: math.Inf(1)}}[b.next(5)],
	}
	for range b.next(3) {
		f := b.factor(n)
		c.Margins = append(c.Margins, estimate.Margin{Factor: f, Totals: b.numbers(len(f.Levels))})
	}
	for range b.next(3) {
		x := estimate.Column{Name: "x", Values: b.numbers(n)}
		c.Auxiliaries = append(c.Auxiliaries, estimate.Auxiliary{Column: x, Total: odd[b.next(len(odd))]})
	}
	return c
}

// Whatever is drawn and calibrated to, it gives figures or one of this package's
// errors.
func FuzzSurvey(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte{6, 5, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 2, 5, 1, 1, 2, 3, 4})
	f.Add([]byte("\x09survey of nine with two stages, and margins to rake it to"))
	f.Add([]byte("\x08\x10\x01aaaabbbb\x01\x00\x01\x01\x02\x10\x01cccccccc\x00\x00\x00\x01\x00\x01\x02\x10\x01dddddddd\x00\x10\x01ee"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := tape(raw)
		s, err := b.design().Survey()
		if !typed(t, err) {
			return
		}
		sums(t, &b, s)
		fitted, _, err := s.Calibrate(b.calibration(s.Len()))
		if !typed(t, err) {
			return
		}
		sums(t, &b, fitted)
		again, _, err := fitted.Calibrate(b.calibration(s.Len()))
		if typed(t, err) {
			sums(t, &b, again)
		}
	})
}

// sums makes some of each kind.
func sums(t *testing.T, b *tape, s *estimate.Survey) {
	y := estimate.Column{Name: "y", Values: b.numbers(s.Len())}
	by := b.factor(s.Len())
	in := estimate.Domain(nil)
	if b.next(2) > 0 {
		in = by.In(0)
	}
	total, err := s.Total(y, in)
	if !typed(t, err) {
		return
	}
	total.Effect(estimate.WithoutReplacement)
	for _, of := range []func() (estimate.Figure, error){
		func() (estimate.Figure, error) { return s.Mean(y, in) },
		func() (estimate.Figure, error) { return s.Ratio(y, y, in) },
	} {
		f, err := of()
		if !typed(t, err) {
			continue
		}
		if se := f.SE(); se < 0 {
			t.Errorf("error %v", se)
		}
		_, err = f.Interval(0.95)
		typed(t, err)
		_, err = estimate.Combine([]float64{1, -1}, []estimate.Figure{f, total})
		typed(t, err)
	}
	m := estimate.Item{Name: "m", Values: make([]int8, s.Len())}
	for i := range m.Values {
		m.Values[i] = int8(b.next(256) - 128)
	}
	_, err = s.Means(by, m)
	typed(t, err)
}

// typed holds that an error is one that a person can be told; true when there is none.
func typed(t *testing.T, err error) bool {
	t.Helper()
	var one *fault.Error
	if err != nil && (!errors.As(err, &one) || one.Kind() != fault.Invalid || !strings.HasPrefix(one.Key(), "estimate.")) {
		t.Errorf("not one of ours: %v", err)
	}
	return err == nil
}
