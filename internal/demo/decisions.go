// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import (
	"bufio"
	"io"
	"math/rand/v2"
	"strconv"
)

// Decisions writes a CSV file of n made-up decisions on student grants: who
// was selected for a check, and what the check found. The groups differ in how
// often they are selected, by more than their risk category accounts for.
func Decisions(out io.Writer, seed uint64, n int) error {
	r := rand.New(rand.NewPCG(seed, 0x6261_6b65_6e00_0002))
	w := bufio.NewWriterSize(out, 1<<20)
	if _, err := w.WriteString("student,origin,risk_category,region,selected,finding\n"); err != nil {
		return err
	}
	line := make([]byte, 0, 64)
	for i := range n {
		line = decision(line[:0], r, i)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// group is a share of the students, how they spread over risk categories, and
// by how much they are selected beyond that.
type group struct {
	code  string
	share float64
	high  float64 // chance of category 1 or 2
	extra float64
}

func groups() []group {
	return []group{{"nl", 0.72, 0.14, 1}, {"europe", 0.07, 0.17, 1.1}, {"outside-europe", 0.20, 0.28, 1.9}, {"", 0.01, 0.15, 1}}
}

func decision(line []byte, r *rand.Rand, i int) []byte {
	g := pick(r.Float64())
	category := 3 + r.IntN(4)
	if r.Float64() < g.high {
		category = 1 + r.IntN(2)
	}
	chance := []float64{0, 0.065, 0.022, 0.008, 0.006, 0.004, 0.005}[category] * g.extra
	selected, finding := "no", ""
	if r.Float64() < chance {
		selected = "yes"
		finding = found(r, category)
	}
	line = strconv.AppendInt(line, int64(i+1), 10)
	line = append(line, ',')
	line = append(line, g.code...)
	line = append(line, ',', byte('0'+category), ',', 'R')
	line = strconv.AppendInt(line, int64(1+r.IntN(12)), 10)
	line = append(line, ',')
	line = append(line, selected...)
	line = append(line, ',')
	line = append(line, finding...)
	return append(line, '\n')
}

func pick(x float64) group {
	all := groups()
	for _, g := range all {
		if x < g.share {
			return g
		}
		x -= g.share
	}
	return all[0]
}

func found(r *rand.Rand, category int) string {
	switch x := r.Float64(); {
	case x < 0.1:
		return "open"
	case x < 0.1+0.5/float64(category):
		return "undue"
	default:
		return "due"
	}
}
