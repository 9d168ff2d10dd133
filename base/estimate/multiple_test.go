// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"baken/base/estimate"
)

// families draws p-values of which some are alike, 0 or 1.
func families(draw *rand.Rand) (all []estimate.Family) {
	for range 60 {
		f := estimate.Family{Name: "all"}
		for range 1 + draw.IntN([]int{1, 5, 40, 300}[draw.IntN(4)]) {
			p := math.Pow(draw.Float64(), 4)
			switch draw.IntN(12) {
			case 0:
				p = 1
			case 1:
				p = 0
			case 2, 3:
				p = math.Round(p*20) / 20
			}
			f.P = append(f.P, p)
		}
		all = append(all, f)
	}
	return all
}

// inferTests compares families with R's p.adjust, and tests of figures with R's pt.
func inferTests(t *testing.T, data map[string]api, designs map[string]*estimate.Survey) {
	all := families(rand.New(rand.NewPCG(1995, 2001)))
	var rows []string
	for _, f := range all {
		var row []string
		for _, p := range f.P {
			row = append(row, strconv.FormatFloat(p, 'g', -1, 64))
		}
		rows = append(rows, strings.Join(row, ","))
	}
	path := filepath.Join(t.TempDir(), "rows")
	if err := os.WriteFile(path, []byte(strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := r(t, "tests.R", path)
	for i, f := range all {
		at := strconv.Itoa(i + 1)
		hochberg, err := f.BenjaminiHochberg()
		if err != nil {
			t.Fatal(err)
		}
		yekutieli, err := f.BenjaminiYekutieli()
		if err != nil {
			t.Fatal(err)
		}
		near(t, at+" BH", 1e-12, hochberg.P, want[at+" BH"])
		near(t, at+" BY", 1e-12, yekutieli.P, want[at+" BY"])
	}
	for name, s := range designs {
		y := data[name].column("api00")
		mean, err := s.Mean(y, nil)
		near(t, name+" mean", 1e-8, tested(t, mean, err, 640), want[name+" mean"])
		e, err := s.Mean(y, data[name].domain("stype", "E"))
		if err != nil {
			t.Fatal(err)
		}
		h, err := s.Mean(y, data[name].domain("stype", "H"))
		if err != nil {
			t.Fatal(err)
		}
		contrast, err := estimate.Combine([]float64{1, -1}, []estimate.Figure{e, h})
		near(t, name+" contrast", 1e-8, tested(t, contrast, err, 0), want[name+" contrast"])
	}
}

func tested(t *testing.T, f estimate.Figure, err error, value float64) []float64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.TTest(value)
	if err != nil {
		t.Fatal(err)
	}
	return []float64{got.Statistic, got.Degrees, got.P}
}

func TestAgainstItself(t *testing.T) {
	got, err := plain(t, 30, 10).TTest(1.0 / 3)
	if err != nil || math.Abs(got.Statistic) > 1e-12 || math.Abs(got.P-1) > 1e-12 {
		t.Errorf("a figure against itself: got %+v, %v, want t = 0 and p = 1", got, err)
	}
	if _, err := plain(t, 30, 0).TTest(0); !errors.Is(err, estimate.ErrZero) {
		t.Errorf("a figure without error: got %v, want %v", err, estimate.ErrZero)
	}
	if _, err := plain(t, 1, 1).TTest(0); !errors.Is(err, estimate.ErrEmpty) {
		t.Errorf("one respondent: got %v, want %v", err, estimate.ErrEmpty)
	}
}

func TestFamiliesRefuse(t *testing.T) {
	for rule, tc := range map[string]struct {
		family estimate.Family
		want   error
	}{
		"no name":        {estimate.Family{P: []float64{0.1}}, estimate.ErrFamily},
		"no comparisons": {estimate.Family{Name: "all"}, estimate.ErrFamily},
		"NaN":            {estimate.Family{Name: "all", P: []float64{0.1, math.NaN()}}, estimate.ErrProbability},
		"above 1":        {estimate.Family{Name: "all", P: []float64{0.1, 1.1}}, estimate.ErrProbability},
		"below 0":        {estimate.Family{Name: "all", P: []float64{-0.1}}, estimate.ErrProbability},
		"one":            {estimate.Family{Name: "all", P: []float64{0.1}}, nil},
	} {
		_, hochberg := tc.family.BenjaminiHochberg()
		_, yekutieli := tc.family.BenjaminiYekutieli()
		if !errors.Is(hochberg, tc.want) || !errors.Is(yekutieli, tc.want) {
			t.Errorf("%s: got %v and %v, want %v", rule, hochberg, yekutieli, tc.want)
		}
	}
}
