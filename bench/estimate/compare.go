// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed reference.R
var reference []byte

// install gets R and its survey package where they are missing.
func install(ctx context.Context) error {
	if exec.CommandContext(ctx, "Rscript", "-e", "library(survey)").Run() == nil {
		return nil
	}
	args := []string{"apt-get", "install", "-y", "-qq", "--no-install-recommends", "r-base-core", "r-cran-survey"}
	if os.Getuid() != 0 {
		args = append([]string{"sudo"}, args...)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // typed in here
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}

// measured is what a process printed: times in seconds, memory in megabytes, and
// figures by item and domain.
type measured struct {
	numbers map[string]float64
	figures map[[2]int][2]float64
}

// run runs a process and reads what it prints.
func run(ctx context.Context, name string, args ...string) (measured, error) {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // this program, or Rscript
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return measured{}, fmt.Errorf("%s: %w\n%s", name, err, &complaint)
	}
	m := measured{map[string]float64{}, map[[2]int][2]float64{}}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		var numbers []float64
		for _, s := range f[1:] {
			x, err := strconv.ParseFloat(strings.Replace(s, "NA", "NaN", 1), 64)
			if err != nil {
				return m, fmt.Errorf("%s printed %q", name, line)
			}
			numbers = append(numbers, x)
		}
		if f[0] == "figure" {
			m.figures[[2]int{int(numbers[0]), int(numbers[1])}] = [2]float64{numbers[2], numbers[3]}
		} else {
			m.numbers[f[0]] = numbers[0]
		}
	}
	return m, nil
}

// compare runs both over the file, Baken first.
func compare(ctx context.Context, dir, path string, p plan) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	flags := []string{"-items", strconv.Itoa(p.items), "-domains", strconv.Itoa(p.domains), "-strata", strconv.Itoa(p.strata), "-replicates", strconv.Itoa(p.replicates), "-processors", strconv.Itoa(p.processors)}
	ours, err := run(ctx, self, append(flags, "-child", path)...)
	if err != nil {
		return err
	}
	fmt.Printf("Baken, %d respondents: reading %.2f s, %d × %d means %.3f s, %d replicates %.2f s of processor; at most %.0f MB\n",
		p.respondents, ours.numbers["reading"], p.items, p.domains, ours.numbers["counting"], p.replicates, ours.numbers["bootstrap"], ours.numbers["peak"])
	script := filepath.Join(dir, "reference.R")
	if err := os.WriteFile(script, reference, 0o600); err != nil {
		return err
	}
	theirs, err := run(ctx, "Rscript", "--vanilla", script, path, strconv.Itoa(p.part))
	if err != nil {
		return err
	}
	fmt.Printf("R survey: reading %.2f s, the means %.1f s, 2 replicates %.1f s and %d replicates %.1f s of processor\n",
		theirs.numbers["reading"], theirs.numbers["linear"], theirs.numbers["two"], p.part, theirs.numbers["bootstrap"])
	diff, err := differ(ours, theirs)
	if err != nil {
		return err
	}
	if err := grows(ctx, self, dir, flags, ours, p); err != nil {
		return err
	}
	each := (theirs.numbers["bootstrap"] - theirs.numbers["two"]) / float64(p.part-2)
	boot := theirs.numbers["two"] + each*float64(p.replicates-2)
	fmt.Printf("that is %.2f s for each more, and %.0f s for %d\n", each, boot, p.replicates)
	fmt.Printf("ratio_linear=%.0f ratio_linear_with_reading=%.0f ratio_bootstrap=%.0f max_rel_diff=%.2g peak_mb=%.0f\n",
		theirs.numbers["linear"]/ours.numbers["counting"],
		(theirs.numbers["reading"]+theirs.numbers["linear"])/(ours.numbers["reading"]+ours.numbers["counting"]),
		boot/ours.numbers["bootstrap"], diff, ours.numbers["peak"])
	return nil
}

// differ gives the largest relative difference between the figures of both.
func differ(ours, theirs measured) (float64, error) {
	if len(ours.figures) != len(theirs.figures) {
		return 0, fmt.Errorf("%d figures beside %d", len(ours.figures), len(theirs.figures))
	}
	most := 0.0
	for at, a := range ours.figures {
		b, ok := theirs.figures[at]
		if !ok {
			return 0, fmt.Errorf("no figure by R of item %d in domain %d", at[0], at[1])
		}
		for k := range a {
			most = max(most, math.Abs(a[k]-b[k])/math.Abs(b[k]))
		}
	}
	return most, nil
}

// grows tells what a respondent costs in a larger file.
func grows(ctx context.Context, self, dir string, flags []string, small measured, p plan) error {
	path := filepath.Join(dir, "large.csv")
	if err := generate(path, p.large, p); err != nil {
		return err
	}
	large, err := run(ctx, self, append(flags, "-replicates", "0", "-child", path)...)
	if err != nil {
		return err
	}
	per := func(m measured, n int) float64 { return m.numbers["counting"] / float64(n) * 1e9 }
	fmt.Printf("a respondent costs %.0f ns of %d and %.0f ns of %d, at most %.0f MB\n", per(small, p.respondents), p.respondents, per(large, p.large), p.large, large.numbers["peak"])
	return nil
}
