// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPowerAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		n := 1 + r.Int64N(size(r, 30, 1000, 1_000_000))
		m := n
		if r.IntN(2) == 0 {
			m = 1 + r.Int64N(size(r, 30, 1000, 1_000_000))
		}
		rate := 0.01 + 0.98*r.Float64()
		difference := (0.999*r.Float64() - rate) * math.Exp(-4*r.Float64())
		level := []float64{0.95, 0.9, 0.99}[r.IntN(3)]
		rows = append(rows, []float64{float64(n), float64(m), rate, difference, level, 0.5 + 0.49*r.Float64()})
	}
	reached := 0
	for i, want := range ask(t, "power.R", rows) {
		in := rows[i]
		d := Design{Group: int64(in[0]), Reference: int64(in[1]), Rate: in[2], Level: Confidence{in[4]}}
		for k, v := range []Variance{PooledVariance, UnpooledVariance} {
			d.Variance = v
			agree(t, string(v)+" power", in, d.Power(in[3]), want[k], 1e-14)
			got := d.Detectable(in[5])
			for j, end := range []Value{got.Up, got.Down} {
				if want := want[2+2*k+j]; want != -9 {
					reached++
					agree(t, string(v)+" detectable", in, end, want, 1e-11)
				} else if _, ok := end.Number(); ok && math.Abs(end.number) < (1-1e-11)*max(in[2], 1-in[2]) && end.Gap() != OutOfReach {
					t.Errorf("%v: %s detectable %v, R finds none", in, v, end)
				}
			}
		}
	}
	if reached < tries {
		t.Errorf("only %d of %d designs find anything", reached, 4*tries)
	}
}

func TestPowerRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		many := rapid.Int64Range(1, 5000)
		d := Design{
			Group: many.Draw(t, "group"), Reference: many.Draw(t, "reference"),
			Rate:     rapid.Float64Range(0, 1).Draw(t, "rate"),
			Variance: rapid.SampledFrom([]Variance{PooledVariance, UnpooledVariance}).Draw(t, "variance"),
		}
		power := rapid.Float64Range(0.5, 0.99).Draw(t, "power")
		got := d.Detectable(power)
		for _, end := range []struct {
			at  Value
			far float64
		}{{got.Up, 1 - d.Rate}, {got.Down, -d.Rate}} {
			at, ok := end.at.Number()
			if !ok {
				continue
			}
			for _, x := range []struct{ times, sign float64 }{{0.99, -1}, {0.5, -1}, {1.01, 1}, {2, 1}} {
				difference := at * x.times
				if math.Abs(difference) > math.Abs(end.far)*(1-1e-9) {
					continue
				}
				if p, _ := d.Power(difference).Number(); (p-power)*x.sign < 0 {
					t.Fatalf("%v: %.2f times the detectable %v has power %v, wanted %v", d, x.times, at, p, power)
				}
			}
		}
	})
}

// The power of the pooled z test over all outcomes of two binomials.
func exactPower(d Design, difference float64) (power float64) {
	z := d.Level.z()
	p1, p2 := d.Rate+difference, d.Rate
	n1, n2 := float64(d.Group), float64(d.Reference)
	for a := range d.Group + 1 {
		for c := range d.Reference + 1 {
			gap := float64(a)/n1 - float64(c)/n2
			both := float64(a+c) / (n1 + n2)
			s := math.Sqrt(both * (1 - both) * (1/n1 + 1/n2))
			if gap*difference > 0 && math.Abs(gap) > z*s {
				power += binomialChance(a, d.Group, p1) * binomialChance(c, d.Reference, p2)
			}
		}
	}
	return power
}

func TestPowerIsFair(t *testing.T) {
	for _, x := range []struct {
		n, m       int64
		rate, diff float64
	}{
		{80, 120, 0.5, 0.2},
		{80, 120, 0.5, -0.2},
		{100, 100, 0.2, 0.15},
		{60, 240, 0.3, 0.2},
		{240, 60, 0.3, 0.2},
		{150, 150, 0.1, 0.1},
		{200, 100, 0.7, -0.15},
	} {
		d := Design{Group: x.n, Reference: x.m, Rate: x.rate}
		got, want := number(t, d.Power(x.diff)), exactPower(d, x.diff)
		if math.Abs(got-want) > 0.025 {
			t.Errorf("%+v: power %.3f, over all outcomes %.3f", x, got, want)
		}
	}
}

func TestPowerGaps(t *testing.T) {
	d := Design{Group: 10, Reference: 10, Rate: 0.2}
	for _, x := range []struct {
		rule string
		got  Value
		want Gap
	}{
		{"nobody", Design{Reference: 10}.Power(0.1), EmptyGroup},
		{"nobody, detectable", Design{Group: 10}.Detectable(0.8).Up, EmptyGroup},
		{"rate below 0", d.Power(-0.3), OutOfRange},
		{"no number", d.Power(math.NaN()), OutOfRange},
		{"power of 1", d.Detectable(1).Up, OutOfRange},
		{"power under a half", d.Detectable(0.49).Up, OutOfRange},
		{"a rate of 20% can't fall far enough", d.Detectable(0.8).Down, OutOfReach},
		{"it can rise", d.Detectable(0.8).Up, ""},
		{"no event and none expected", Design{Group: 10, Reference: 10}.Power(0), NoVariation},
		{"the reference is nobody", Pair{Group: of(t, 1, 2)}.Design(usual, PooledVariance).Power(0.1), EmptyGroup},
	} {
		if x.got.Gap() != x.want {
			t.Errorf("%s: got %v, want %q", x.rule, x.got, x.want)
		}
	}
}

func TestGapsOfModelsAreRead(t *testing.T) {
	for _, gap := range []Gap{WorkLimit, Aliased, OutOfRange, OutOfReach} {
		data, err := json.Marshal(missing(gap))
		must(t, data, err)
		var back Value
		if err := json.Unmarshal(data, &back); err != nil || back.Gap() != gap {
			t.Errorf("%s: read back as %q, %v", gap, back.Gap(), err)
		}
	}
}
