// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math/rand/v2"
)

// StaffPlan is the plan for the answers that Staff makes up.
//
//go:embed staff.yaml
var StaffPlan []byte

// Staff writes a CSV file of made-up answers of the staff of one agency: where they work,
// in which scale, and whether they met discrimination at work. Nine in a hundred did, as in
// the staff survey of 2021 (letter of the Minister of the Interior, 25 January 2023).
func Staff(out io.Writer, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 0x6261_6b65_6e00_0003))
	w := bufio.NewWriter(out)
	if _, err := w.WriteString("department,scale,met\n"); err != nil {
		return err
	}
	scales := []string{"low", "middle", "high", "top"}
	for _, d := range []struct {
		code string
		n    [4]int // answered, by scale
		met  float64
	}{
		{"award", [4]int{210, 260, 74, 8}, 0.08},
		{"check", [4]int{46, 190, 88, 6}, 0.11},
		{"phone", [4]int{280, 120, 21, 2}, 0.13},
		{"desk", [4]int{64, 38, 9, 1}, 0.12},
		{"collect", [4]int{96, 84, 30, 4}, 0.08},
		{"ict", [4]int{12, 110, 160, 11}, 0.06},
		{"staff", [4]int{22, 58, 118, 27}, 0.05},
	} {
		for k, n := range d.n {
			for range n {
				met := "no"
				if r.Float64() < d.met {
					met = "yes"
				}
				if _, err := fmt.Fprintf(w, "%s,%s,%s\n", d.code, scales[k], met); err != nil {
					return err
				}
			}
		}
	}
	return w.Flush()
}
