// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package main

import (
	"context"
	"fmt"
	"time"
)

// scanAgain reads the file until rows rows were read, and tells what a row took and how
// much memory was held: neither grows with the number of rows. Time on the clock also tells
// what else the machine does; the last line is of processor time.
func scanAgain(ctx context.Context, path string, rows int64) error {
	var done, part int64
	var first, last float64
	var took, worked time.Duration
	step := max(rows/10, 1)
	for done < rows {
		start, before := time.Now(), processor()
		counts, err := examine(ctx, path)
		if err != nil {
			return err
		}
		took, worked = took+time.Since(start), worked+processor()-before
		done += counts.Account.Rows
		part += counts.Account.Rows
		if part < step && done < rows {
			continue
		}
		peak, err := peakMB()
		if err != nil {
			return err
		}
		last = float64(worked.Nanoseconds()) / float64(part)
		if first == 0 {
			first = last
		}
		fmt.Printf("%13d rows  %6.1f ns a row  %6.1f ns of processor time  peak %d MB\n", done, float64(took.Nanoseconds())/float64(part), last, peak)
		took, worked, part = 0, 0, 0
	}
	peak, err := peakMB()
	if err != nil {
		return err
	}
	fmt.Printf("rows=%d cpu_ns_row_first=%.1f cpu_ns_row_last=%.1f peak_mb=%d\n", done, first, last, peak)
	return nil
}
