// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"baken/base/estimate"
)

// r runs a script of testdata in R and gives its rows, each under its name. A missing
// Rscript or survey package fails the test: these figures have no other witness.
func r(t *testing.T, script string, args ...string) map[string][]float64 {
	t.Helper()
	answer, err := ask(t.Context(), script, args...)
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(answer))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, answer)
	}
	out := map[string][]float64{}
	for _, record := range records {
		for _, field := range record[1:] {
			x, err := strconv.ParseFloat(strings.Replace(field, "NA", "NaN", 1), 64)
			if err != nil {
				t.Fatalf("%s of %s: %v", record[0], script, err)
			}
			out[record[0]] = append(out[record[0]], x)
		}
	}
	return out
}

// ask gives what a script of testdata says.
func ask(ctx context.Context, script string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "Rscript", append([]string{"--vanilla", filepath.Join("testdata", script)}, args...)...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	answer, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run %s (Debian: r-base-core, r-cran-survey, r-cran-mass): %w\n%s", script, err, &complaint)
	}
	return answer, nil
}

// near holds numbers against R's, by their relative difference.
func near(t *testing.T, name string, tolerance float64, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d numbers, R gives %d", name, len(got), len(want))
		return
	}
	for i := range got {
		if math.IsNaN(got[i]) && math.IsNaN(want[i]) {
			continue
		}
		if d := math.Abs(got[i]-want[i]) / max(math.Abs(want[i]), 1e-300); !(d <= tolerance) {
			t.Errorf("%s, number %d: %.15g, R gives %.15g (relative difference %.2g)", name, i+1, got[i], want[i], d)
		}
	}
}

// api is R survey's api data, as a design has it.
type api struct {
	columns map[string][]float64
	factors map[string]estimate.Factor
}

// schools gives the samples of the api data, each test its own.
func schools(t *testing.T) map[string]api {
	t.Helper()
	files, err := apiFiles()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]api{}
	for sample, raw := range files {
		all[sample] = parse(t, raw)
	}
	return all
}

// apiFiles reads the samples from R, so that no data of others stand here: once, since
// R takes longer to start than most tests.
var apiFiles = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "baken-api-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if _, err := ask(context.Background(), "api.R", dir); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, sample := range []string{"apisrs", "apistrat", "apiclus1", "apiclus2"} {
		if files[sample], err = os.ReadFile(filepath.Join(dir, sample+".csv")); err != nil {
			return nil, err
		}
	}
	return files, nil
})

func parse(t *testing.T, raw []byte) api {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := api{map[string][]float64{}, map[string]estimate.Factor{}}
	for k, name := range records[0] {
		var numbers []float64
		f := estimate.Factor{Name: name}
		known := map[string]int32{}
		for _, record := range records[1:] {
			x, err := strconv.ParseFloat(record[k], 64)
			if err != nil {
				x = math.NaN()
			}
			numbers = append(numbers, x)
			if _, ok := known[record[k]]; !ok {
				known[record[k]] = int32(len(f.Levels))
				f.Levels = append(f.Levels, record[k])
			}
			f.Codes = append(f.Codes, known[record[k]])
		}
		out.columns[name], out.factors[name] = numbers, f
	}
	return out
}

func (a api) column(name string) estimate.Column {
	return estimate.Column{Name: name, Values: a.columns[name]}
}

func (a api) units(name string) (all []int64) {
	for _, c := range a.factors[name].Codes {
		all = append(all, int64(c))
	}
	return all
}

// level gives the place of a level.
func (a api) domain(name, level string) estimate.Domain {
	f := a.factors[name]
	for k, l := range f.Levels {
		if l == level {
			return f.In(int32(k))
		}
	}
	return nil
}

func survey(t *testing.T, d estimate.Design) *estimate.Survey {
	t.Helper()
	s, err := d.Survey()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// said gives a figure as the scripts print one: value, standard error, degrees of
// freedom, design effects without and with replacement.
func said(t *testing.T, f estimate.Figure, err error) []float64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return []float64{f.Value, f.SE(), float64(f.Degrees), f.Effect(estimate.WithoutReplacement), f.Effect(estimate.WithReplacement)}
}
