// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"strconv"
	"testing"
)

func TestAdjustedAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		row := make([]float64, 1+r.IntN(30))
		for i := range row {
			switch r.IntN(5) {
			case 0:
				row[i] = -1 // not tested
			case 1:
				row[i] = float64(r.IntN(5)) / 4 // ties, 0 and 1
			default:
				row[i] = math.Exp(-12 * r.Float64())
			}
		}
		rows = append(rows, row)
	}
	for i, want := range ask(t, "adjust.R", rows) {
		f, tested := familyOf(rows[i])
		for k, correct := range []func() (AdjustedFamily, error){f.Holm, f.BenjaminiHochberg, f.BenjaminiYekutieli} {
			got, err := correct()
			must(t, got, err)
			if got.Tested != tested || got.Untested != len(f.Members)-tested || got.Name != f.Name {
				t.Fatalf("%v: %s says %d tested and %d not", rows[i], got.Correction, got.Tested, got.Untested)
			}
			for j, member := range got.Members {
				if rows[i][j] < 0 {
					if member.Adjusted.Gap() != EmptyGroup {
						t.Errorf("%v: %d wasn't tested, got %v", rows[i], j, member.Adjusted)
					}
					continue
				}
				agree(t, string(got.Correction), rows[i], member.Adjusted, want[k*len(rows[i])+j], 0)
			}
		}
	}
}

// familyOf makes a family of p-values; -1 stands for one that wasn't tested.
func familyOf(ps []float64) (f Family, tested int) {
	f.Name = "generated"
	for j, p := range ps {
		h := Hypothesis{Name: strconv.Itoa(j), P: Value{number: p}}
		if p < 0 {
			h.P = missing(EmptyGroup)
		} else {
			tested++
		}
		f.Members = append(f.Members, h)
	}
	return f, tested
}

func TestRefusedFamilies(t *testing.T) {
	p := Value{number: 0.5}
	for _, x := range []struct {
		rule string
		f    Family
		want error
	}{
		{"no name", Family{Members: []Hypothesis{{"a", p}}}, ErrFamily},
		{"a member without a name", Family{"f", []Hypothesis{{"", p}}}, ErrFamily},
		{"a member twice", Family{"f", []Hypothesis{{"a", p}, {"a", p}}}, ErrFamily},
		{"a P above 1", Family{"f", []Hypothesis{{"a", Value{number: 1.5}}}}, ErrFamily},
		{"a P below 0", Family{"f", []Hypothesis{{"a", Value{number: -0.5}}}}, ErrFamily},
		{"nobody", Family{Name: "f"}, nil},
	} {
		if _, err := x.f.Holm(); !errors.Is(err, x.want) {
			t.Errorf("%s: got %v, want %v", x.rule, err, x.want)
		}
	}
}
