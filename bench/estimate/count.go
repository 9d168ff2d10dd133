// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"

	"baken/base/estimate"
)

// respondents is what the file holds.
type respondents struct {
	stratum, domain estimate.Factor
	margins         []estimate.Margin
	population      []float64
	weights         []float64
	items           []estimate.Item
}

// read reads the file.
func read(path string, p plan) (respondents, error) {
	raw, err := os.ReadFile(path) //nolint:gosec // the program wrote it
	if err != nil {
		return respondents{}, err
	}
	out := respondents{stratum: levels("stratum", p.strata), domain: levels("domain", p.domains)}
	for _, m := range margins {
		out.margins = append(out.margins, estimate.Margin{Factor: levels(m.name, len(m.levels))})
	}
	head, raw, _ := bytes.Cut(raw, []byte("\n"))
	for _, name := range bytes.Split(head, []byte(","))[6:] {
		out.items = append(out.items, estimate.Item{Name: string(name)})
	}
	rows := bytes.Count(raw, []byte("\n"))
	for j := range out.items {
		out.items[j].Values = make([]int8, 0, rows)
	}
	column, x := 0, 0
	for _, c := range raw {
		if c >= '0' && c <= '9' {
			x = 10*x + int(c-'0')
			continue
		}
		switch column {
		case 0:
			out.stratum.Codes = append(out.stratum.Codes, int32(x-1)) //nolint:gosec // small
		case 1:
			out.population = append(out.population, float64(x))
		case 2, 3, 4:
			m := &out.margins[column-2]
			m.Codes = append(m.Codes, int32(x-1)) //nolint:gosec // small
		case 5:
			out.domain.Codes = append(out.domain.Codes, int32(x-1)) //nolint:gosec // small
		default:
			out.items[column-6].Values = append(out.items[column-6].Values, int8(x)) //nolint:gosec // small
		}
		x = 0
		if column++; c == '\n' {
			column = 0
		}
	}
	return out, nil
}

func levels(name string, n int) estimate.Factor {
	f := estimate.Factor{Name: name}
	for k := range n {
		f.Levels = append(f.Levels, strconv.Itoa(k+1))
	}
	return f
}

// survey gives the sample with weights that fit the margins.
func (r *respondents) survey() (*estimate.Survey, error) {
	drawn := make([]float64, len(r.stratum.Levels))
	for _, h := range r.stratum.Codes {
		drawn[h]++
	}
	people := 0.0
	r.weights = make([]float64, len(r.population))
	for i, h := range r.stratum.Codes {
		r.weights[i] = r.population[i] / drawn[h]
		people += r.weights[i]
	}
	for k := range r.margins {
		for _, s := range margins[k].levels {
			r.margins[k].Totals = append(r.margins[k].Totals, s*people)
		}
	}
	s, err := estimate.Design{Weights: r.weights, Stages: []estimate.Stage{{Strata: r.stratum, Population: r.population}}}.Survey()
	if err != nil {
		return nil, err
	}
	raked, _, err := s.Rake(r.margins...)
	return raked, err
}

// count reads and counts a file, and prints the processors' time of each and the
// figures.
func count(path string, p plan) error {
	begin := cpu()
	r, err := read(path, p)
	if err != nil {
		return err
	}
	reading := cpu() - begin
	begin = cpu()
	s, err := r.survey()
	if err != nil {
		return err
	}
	t, err := s.Means(r.domain, r.items...)
	if err != nil {
		return err
	}
	fmt.Printf("reading %g\ncounting %g\n", reading.Seconds(), (cpu() - begin).Seconds())
	if err := bootstrap(r, p); err != nil {
		return err
	}
	fmt.Printf("peak %g\n", peak())
	for j := range t.Items {
		for k := range t.Domains {
			e := t.Entries[j][k]
			fmt.Printf("figure %d %d %.17g %.17g\n", j+1, k+1, e.Value, e.SE)
		}
	}
	return nil
}

// cpu gives the processors' time of this process so far.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // never fails for oneself
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak gives the most memory that this process held, in megabytes.
func peak() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Maxrss) / 1000
}
