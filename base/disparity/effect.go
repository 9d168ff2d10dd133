// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"cmp"
	"math"
)

// judge says what an interval allows.
func (r EffectRule) judge(s Statistic) EffectVerdict {
	out := EffectVerdict{
		Rule: r, Statistic: s, Side: Incomparable,
		AsPublished: r.effect(s.Interval.Low, s.Interval.High),
		Effect:      r.effect(s.Envelope.Low, s.Envelope.High),
	}
	from, ok := s.Envelope.Low.Number()
	to, also := s.Envelope.High.Number()
	if !ok || !also {
		return out
	}
	low, none, high := r.bounds()
	out.Side = Undetermined
	switch {
	case from > none:
		out.Side = Higher
	case to < none:
		out.Side = Lower
	}
	out.Beyond = from > high || to < low
	return out
}

func (r EffectRule) effect(low, high Value) Effect {
	from, ok := low.Number()
	to, also := high.Number()
	least, none, most := r.bounds()
	switch {
	case !ok || !also:
		return Underpowered
	case from >= least && to <= most:
		return NoDisparityLargerThan
	case from > none || to < none:
		return Disparity
	}
	return Underpowered
}

// ratios puts differences from a rate on the scale of a ratio.
func (d Detectable) ratios(rate float64) Detectable {
	ratio := func(v Value) Value {
		if v.gap != "" {
			return v
		}
		return value(1+v.number/rate, NoEvents)
	}
	return Detectable{Up: ratio(d.Up), Down: ratio(d.Down)}
}

// smaller gives the smaller of two numbers; the one there is; or the first's gap.
func smaller(x, y Value) Value {
	if y.gap == "" && (x.gap != "" || y.number < x.number) {
		return y
	}
	return x
}

// bySpread gives power and detectable disparity by the standard error of an
// interval that is symmetric on the scale of the measure.
func (r EffectRule) bySpread(x Interval) (Value, Detectable) {
	low, ok := x.Low.Number()
	high, also := x.High.Number()
	if !ok || !also {
		none := missing(cmp.Or(x.Low.gap, x.High.gap))
		return none, Detectable{none, none}
	}
	z, margin := r.Level.z(), r.Margin
	if r.Measure == Ratio {
		low, high, margin = math.Log(low), math.Log(high), math.Log(margin)
	}
	se := (high - low) / (2 * z)
	far := (z + math.Sqrt2*math.Erfinv(2*r.Power-1)) * se
	out := Detectable{Up: Value{number: far}, Down: Value{number: -far}}
	if r.Measure == Ratio {
		out = Detectable{Up: value(math.Exp(far), Unbounded), Down: value(math.Exp(-far), Unbounded)}
	} else if far > 1 {
		out = Detectable{missing(OutOfReach), missing(OutOfReach)}
	}
	return value(chanceBelow(margin/se-z), NoVariation), out
}
