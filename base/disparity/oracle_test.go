// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"bytes"
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// ask runs a script of testdata in R on rows of numbers and gives its rows. A
// missing Rscript fails the test: these figures have no other witness.
func ask(t *testing.T, script string, rows [][]float64) [][]float64 {
	t.Helper()
	var in bytes.Buffer
	for _, row := range rows {
		for i, x := range row {
			if i > 0 {
				in.WriteByte(',')
			}
			in.WriteString(strconv.FormatFloat(x, 'g', -1, 64))
		}
		in.WriteByte('\n')
	}
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, in.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "Rscript", "--vanilla", filepath.Join("testdata", script), path)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	answer, err := cmd.Output()
	if err != nil {
		t.Fatalf("run %s (Debian: r-base-core): %v\n%s", script, err, &complaint)
	}
	reader := csv.NewReader(bytes.NewReader(answer))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != len(rows) {
		t.Fatalf("%s answered %d rows, want %d", script, len(records), len(rows))
	}
	out := make([][]float64, len(records))
	for i, record := range records {
		for _, field := range record {
			x, err := strconv.ParseFloat(field, 64)
			if err != nil {
				t.Fatalf("%s row %d: %v", script, i, err)
			}
			out[i] = append(out[i], x)
		}
	}
	return out
}

// tries is how many generated tables each oracle sees.
const tries = 400

func generator() *rand.Rand { return rand.New(rand.NewPCG(1973, 2014)) }

// size draws a count's largest value, so that small and large are both usual.
func size(r *rand.Rand, sizes ...int64) int64 { return sizes[r.IntN(len(sizes))] }

func someLevel(r *rand.Rand) Confidence {
	return []Confidence{{}, {0.5}, {0.9}, {0.99}, {0.9999}}[r.IntN(5)]
}

// agree compares to 1e-8 relative, with a floor for differences of nearly equal
// numbers and for probabilities under the smallest normal float.
func agree(t *testing.T, what string, in []float64, got Value, want, floor float64) {
	t.Helper()
	x, ok := got.Number()
	if !ok || !(math.Abs(x-want) <= max(floor, 1e-8*math.Abs(want))) {
		t.Errorf("%s of %v: got %.12g (%s), R says %.12g", what, in, x, got.Gap(), want)
	}
}

func TestRatesAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		total := 1 + r.Int64N(size(r, 20, 1000, 1_000_000, 300_000_000))
		events := r.Int64N(min(total, size(r, 3, 1000, MaxCount)) + 1)
		if r.IntN(2) == 0 {
			events = total - events
		}
		rows = append(rows, []float64{float64(events), float64(total), someLevel(r).Level()})
	}
	for i, want := range ask(t, "rates.R", rows) {
		c := of(t, int64(rows[i][0]), int64(rows[i][1]))
		level := Confidence{rows[i][2]}
		for j, s := range []Statistic{c.Wilson(level), c.ClopperPearson(level)} {
			// prop.test takes its lower limit as a difference: R, not we, loses digits.
			floor := []float64{1e-15, 1e-300}[j]
			agree(t, string(s.Method)+" lower limit", rows[i], s.Interval.Low, want[2*j], floor)
			agree(t, string(s.Method)+" upper limit", rows[i], s.Interval.High, want[2*j+1], 0)
		}
	}
}

func TestPairsAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		most := size(r, 8, 100, 10_000)
		row := make([]float64, 5)
		for j := range 4 {
			row[j] = float64(r.Int64N(most))
		}
		row[0]++ // nobody's group is empty
		row[3]++
		row[4] = someLevel(r).Level()
		rows = append(rows, row)
	}
	for i, want := range ask(t, "pairs.R", rows) {
		in := rows[i]
		p := Pair{split(t, int64(in[0]), int64(in[1])), split(t, int64(in[2]), int64(in[3]))}
		level := Confidence{in[4]}
		for j, s := range []Statistic{
			p.RiskDifference(level), p.RiskRatio(level), p.OddsRatio(level), p.HaldaneAnscombe(level),
		} {
			if gap := s.Interval.Low.Gap(); gap != "" {
				if !p.table().zeroCell() || gap != ZeroCell && gap != NoVariation {
					t.Errorf("%s of %v: no interval: %s", s.Method, in, gap)
				}
				continue
			}
			agree(t, string(s.Method)+" lower limit", in, s.Interval.Low, want[2*j], 1e-14)
			agree(t, string(s.Method)+" upper limit", in, s.Interval.High, want[2*j+1], 1e-14)
		}
		test := p.Fisher()
		agree(t, "Fisher", in, test.P, want[8], 1e-289)
		agree(t, "mid-p", in, test.MidP, want[9], 1e-289)
	}
}

func TestStrataAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		row := []float64{someLevel(r).Level()}
		for range 2 + r.IntN(8) {
			most := size(r, 6, 50, 20_000)
			for range 4 {
				row = append(row, float64(r.Int64N(most)))
			}
			row[len(row)-1] += 2 // R refuses a stratum of one
		}
		row = append(row, 3, 5, 2, 7, 1, 4, 3, 9) // two strata that always say something
		rows = append(rows, row)
	}
	left := 0
	for i, want := range ask(t, "strata.R", rows) {
		in := rows[i]
		var s Strata
		for j := 1; j < len(in); j += 4 {
			s = append(s, Stratum{Pair: Pair{split(t, int64(in[j]), int64(in[j+1])), split(t, int64(in[j+2]), int64(in[j+3]))}})
		}
		left += len(s.CMH().Uninformative)
		agreeOnStrata(t, in, s, want)
	}
	if left == 0 {
		t.Error("no generated stratum was uninformative: the test doesn't reach them")
	}
}

// agreeOnStrata compares every pooled statistic with a row of strata.R.
func agreeOnStrata(t *testing.T, in []float64, s Strata, want []float64) {
	t.Helper()
	level := Confidence{in[0]}
	odds, ratio, difference := s.OddsRatio(level), s.RiskRatio(level), s.RiskDifference(level)
	cmh, corrected, homogeneity := s.CMH(), s.CMHCorrected(), s.BreslowDay()
	for j, x := range []struct {
		what  string
		got   Value
		floor float64
	}{
		{"odds ratio", odds.Estimate, 0},
		{"its lower limit", odds.Interval.Low, 0},
		{"its upper limit", odds.Interval.High, 0},
		{"CMH", cmh.Statistic, 1e-11},
		{"its p", cmh.P, 1e-300},
		{"CMH, corrected", corrected.Statistic, 1e-11},
		{"its p", corrected.P, 1e-300},
		{"risk ratio", ratio.Estimate, 0},
		{"its lower limit", ratio.Interval.Low, 0},
		{"its upper limit", ratio.Interval.High, 0},
		{"risk difference", difference.Estimate, 1e-14},
		{"its lower limit", difference.Interval.Low, 1e-14},
		{"its upper limit", difference.Interval.High, 1e-14},
		{"Breslow-Day", homogeneity.Statistic, 1e-10},
		{"its p", homogeneity.P, 1e-300},
	} {
		agree(t, x.what, in, x.got, want[j], x.floor)
	}
}

func TestTailsAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		df := 1 + r.IntN(200)
		rows = append(rows, []float64{float64(df) * math.Exp(4*r.Float64()-2), float64(df)})
	}
	for i, want := range ask(t, "tails.R", rows) {
		got := chiSquareTail(rows[i][0], int(rows[i][1]))
		agree(t, "chi-square tail", rows[i], Value{number: got}, want[0], 1e-300)
	}
}
