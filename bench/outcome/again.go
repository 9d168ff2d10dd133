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
// much memory was held: neither grows with the number of rows.
func scanAgain(ctx context.Context, path string, rows int64) error {
	var done, part int64
	var first, last float64
	var took time.Duration
	step := max(rows/10, 1)
	for done < rows {
		start := time.Now()
		counts, _, err := examine(ctx, path)
		if err != nil {
			return err
		}
		took += time.Since(start)
		done += counts.Account.Rows
		part += counts.Account.Rows
		if part < step && done < rows {
			continue
		}
		peak, err := peakMB()
		if err != nil {
			return err
		}
		last = float64(took.Nanoseconds()) / float64(part)
		if first == 0 {
			first = last
		}
		fmt.Printf("%13d rows  %6.1f ns a row  peak %d MB\n", done, last, peak)
		took, part = 0, 0
	}
	peak, err := peakMB()
	if err != nil {
		return err
	}
	fmt.Printf("rows=%d ns_row_first=%.1f ns_row_last=%.1f peak_mb=%d\n", done, first, last, peak)
	return nil
}
