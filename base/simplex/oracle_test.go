// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken/base/simplex"
)

// glpsol asks GLPK about problems that have nothing to do with each other, as one: it
// gives what it says, and the least costs of each. A missing glpsol fails the test: these
// numbers have no other witness.
func glpsol(t *testing.T, problems []simplex.Problem, options ...string) (says string, least []float64) {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, written(problems), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "glpsol", append(options, "--glp", in, "--nopresol", "-w", out)...)
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("run glpsol (Debian: glpk-utils): %v\n%s", err, said)
	}
	answer, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	var x []float64
	for line := range strings.Lines(string(answer)) {
		f := strings.Fields(line)
		if f[0] != "j" {
			continue
		}
		v, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			t.Fatal(err)
		}
		x = append(x, v)
	}
	for _, p := range problems {
		sum := 0.0
		for j, c := range p.Columns {
			sum += c.Cost * x[j]
		}
		least = append(least, sum)
		x = x[len(p.Columns):]
	}
	return string(said), least
}

// written gives problems side by side in GLPK's own format.
func written(problems []simplex.Problem) []byte {
	var head, body bytes.Buffer
	rows, columns, entries := 0, 0, 0
	entry := func(i, j int, v float64) {
		fmt.Fprintf(&body, "a %d %d %.17g\n", i, j, v)
		if i > 0 { // the costs, in row 0, aren't counted
			entries++
		}
	}
	for _, p := range problems {
		for i, b := range p.Rows {
			fmt.Fprintf(&body, "i %d %s\n", rows+i+1, sort(b))
		}
		for j, c := range p.Columns {
			fmt.Fprintf(&body, "j %d %s\n", columns+j+1, sort(c.Bounds))
			if c.Cost != 0 {
				entry(0, columns+j+1, c.Cost)
			}
			for _, e := range c.Entries {
				entry(rows+e.Row+1, columns+j+1, e.Value)
			}
		}
		rows, columns = rows+len(p.Rows), columns+len(p.Columns)
	}
	fmt.Fprintf(&head, "p lp min %d %d %d\n", rows, columns, entries)
	return append(append(head.Bytes(), body.Bytes()...), "e o f\n"...)
}

func sort(b simplex.Bounds) string {
	switch {
	case b.Low == b.High:
		return fmt.Sprintf("s %.17g", b.Low)
	case math.IsInf(b.Low, -1) && math.IsInf(b.High, 1):
		return "f"
	case math.IsInf(b.Low, -1):
		return fmt.Sprintf("u %.17g", b.High)
	case math.IsInf(b.High, 1):
		return fmt.Sprintf("l %.17g", b.Low)
	default:
		return fmt.Sprintf("d %.17g %.17g", b.Low, b.High)
	}
}

// What has a least has the one that GLPK finds; what has none has none by GLPK either.
func TestAgainstGLPK(t *testing.T) {
	var solved, infeasible, unbounded []simplex.Problem
	var got []float64
	for k, p := range some(800) {
		answer, err := solver(t, p).Solve(t.Context())
		switch {
		case errors.Is(err, simplex.ErrInfeasible):
			infeasible = append(infeasible, p)
		case errors.Is(err, simplex.ErrUnbounded):
			unbounded = append(unbounded, p)
		case err != nil:
			t.Fatalf("problem %d: %v", k, err)
		default:
			solved, got = append(solved, p), append(got, answer.Value)
		}
	}
	t.Logf("%d solved, %d infeasible, %d unbounded", len(solved), len(infeasible), len(unbounded))
	if len(solved) < 3000 || len(infeasible) < 150 || len(unbounded) < 150 {
		t.Fatalf("too few of a sort: %d solved, %d infeasible, %d unbounded", len(solved), len(infeasible), len(unbounded))
	}
	compare(t, solved, got)
	agree(t, infeasible[:150], "HAS NO PRIMAL FEASIBLE SOLUTION", "HAS NO FEASIBLE SOLUTION")
	agree(t, unbounded[:150], "HAS UNBOUNDED PRIMAL SOLUTION", "HAS UNBOUNDED SOLUTION")
}

// The same where bounds change after a solution was found, so that each starts from the
// basis of the one before or, now and then, from none.
func TestChangedAgainstGLPK(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 2))
	var solved, infeasible []simplex.Problem
	var got []float64
	for k, p := range some(100) {
		s := solver(t, p)
		if _, err := s.Solve(t.Context()); err != nil {
			continue
		}
		original := p.Columns
		for range 4 {
			p.Columns = slices.Clone(p.Columns)
			j := rng.IntN(len(p.Columns))
			change(t, rng, s, p, j, original[j].Bounds)
			if rng.IntN(4) == 0 {
				s.Forget()
			}
			answer, err := s.Solve(t.Context())
			switch {
			case errors.Is(err, simplex.ErrInfeasible):
				infeasible = append(infeasible, p)
			case errors.Is(err, simplex.ErrUnbounded):
			case err != nil:
				t.Fatalf("problem %d: %v", k, err)
			default:
				solved, got = append(solved, p), append(got, answer.Value)
			}
		}
	}
	t.Logf("%d solved, %d infeasible", len(solved), len(infeasible))
	if len(solved) < 1000 || len(infeasible) < 100 {
		t.Fatalf("too few of a sort: %d solved, %d infeasible", len(solved), len(infeasible))
	}
	compare(t, solved, got)
	agree(t, infeasible[:100], "HAS NO PRIMAL FEASIBLE SOLUTION", "HAS NO FEASIBLE SOLUTION")
}

// compare holds least costs against those that GLPK finds.
func compare(t *testing.T, solved []simplex.Problem, got []float64) {
	t.Helper()
	const together = 250
	differ := 0
	for from := 0; from < len(solved); from += together {
		to := min(from+together, len(solved))
		says, want := glpsol(t, solved[from:to])
		if !strings.Contains(says, "OPTIMAL LP SOLUTION FOUND") {
			t.Errorf("problems %d to %d: GLPK says\n%s", from, to, says)
			continue
		}
		for k := range want {
			if near(got[from+k], want[k]) {
				continue
			}
			// Its tolerance of 1e-7 is coarse beside coefficients of 0.001 and 10000, and the
			// more so when many problems are one: it is asked again, in fractions.
			differ++
			if _, exactly := glpsol(t, solved[from+k:from+k+1], "--exact"); !near(got[from+k], exactly[0]) {
				t.Errorf("problem %d: %.12g, GLPK finds %.12g\n%s", from+k, got[from+k], want[k], written(solved[from+k:from+k+1]))
			}
		}
	}
	if differ > len(solved)/500 {
		t.Errorf("%d of %d had to be asked again", differ, len(solved))
	}
}

// Problems of some size with coefficients from all over, one by one. GLPK is asked again in
// fractions where its tolerance shows.
func TestLargerAgainstGLPK(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 2))
	values := []float64{1, -1, 1e-3, 0.025, -0.4, 100, 1e4, 0.333, -7.77}
	solved := 0
	for k := range 120 {
		p := around(rng, 20+rng.IntN(40), 30+rng.IntN(60), func() float64 { return values[rng.IntN(len(values))] })
		answer, err := solver(t, p).Solve(t.Context())
		switch {
		case errors.Is(err, simplex.ErrInfeasible):
			agree(t, []simplex.Problem{p}, "HAS NO PRIMAL FEASIBLE SOLUTION", "HAS NO FEASIBLE SOLUTION")
			continue
		case errors.Is(err, simplex.ErrUnbounded):
			agree(t, []simplex.Problem{p}, "HAS UNBOUNDED PRIMAL SOLUTION", "HAS UNBOUNDED SOLUTION")
			continue
		case err != nil:
			t.Fatal(err)
		}
		solved++
		_, want := glpsol(t, []simplex.Problem{p})
		if !near(answer.Value, want[0]) {
			_, want = glpsol(t, []simplex.Problem{p}, "--exact")
		}
		if !near(answer.Value, want[0]) || meets(p, answer.X) > 1e-8 {
			t.Errorf("problem %d: %.12g, GLPK finds %.12g; off by %g", k, answer.Value, want[0], meets(p, answer.X))
		}
	}
	if solved < 60 {
		t.Errorf("only %d solved", solved)
	}
}

// agree holds that there is no solution against what GLPK says: in fractions where it says
// otherwise, as its scaling can hide that 10000 isn't 10001.
func agree(t *testing.T, problems []simplex.Problem, want ...string) {
	t.Helper()
	for k, p := range problems {
		says, _ := glpsol(t, []simplex.Problem{p})
		said := func(w string) bool { return strings.Contains(says, w) }
		if !slices.ContainsFunc(want, said) {
			says, _ = glpsol(t, []simplex.Problem{p}, "--exact")
		}
		if !slices.ContainsFunc(want, said) {
			t.Errorf("problem %d: GLPK doesn't say %q\n%s\n%s", k, want, says, written(problems[k:k+1]))
		}
	}
}
