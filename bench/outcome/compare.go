// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"
)

// compare lets both roads answer in turns and prints what each took. Both
// begin with nothing but the path and end with nothing open.
func compare(ctx context.Context, path, format string, rounds int) error {
	roads := [2]func() error{
		func() error { return groupBare(ctx, path, format) },
		func() error { return baken(ctx, path) },
	}
	var ratios, effort []float64
	for round := range rounds {
		var took, worked [2]time.Duration
		for turn := range roads {
			road := (turn + round) % len(roads) // each goes first as often as the other
			var err error
			before := processor()
			if took[road], err = timed(roads[road]); err != nil {
				return fmt.Errorf("%s: %w", [2]string{"bare engine", "baken"}[road], err)
			}
			worked[road] = processor() - before
		}
		ratio := float64(took[1]) / float64(took[0])
		fmt.Printf("round %d  bare %8.1f ms  baken %8.1f ms  ratio %.2f\n", round+1, ms(took[0]), ms(took[1]), ratio)
		ratios = append(ratios, ratio)
		effort = append(effort, float64(worked[1])/float64(worked[0]))
	}
	took, err := timed(func() error { return persons(ctx, path) })
	if err != nil {
		return err
	}
	fmt.Printf("of processor time, which what else the machine does weighs on less: ratio %.2f\n", median(effort))
	fmt.Printf("people who occur twice, apart from the above: %.0f ms\n", ms(took))
	replicates, err := bootstrap(ctx, path)
	if err != nil {
		return err
	}
	peak, err := peakMB()
	if err != nil {
		return err
	}
	fmt.Printf("ratio_groupby=%.2f bootstrap_ms=%.0f peak_mb=%d\n", median(ratios), replicates, peak)
	return nil
}

// groupBare asks the engine the same on a plain connection, as anybody would
// by hand.
func groupBare(ctx context.Context, path, format string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	from := "read_" + format + "('" + strings.ReplaceAll(path, "'", "''") + "')"
	rows, err := db.QueryContext(ctx, "SELECT origin, sex, age, selected, found, count(*) FROM "+from+
		" GROUP BY origin, sex, age, selected, found")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var origin, sex, age, selected, found sql.NullString
		var n int64
		if err := rows.Scan(&origin, &sex, &age, &selected, &found, &n); err != nil {
			return err
		}
	}
	return rows.Err()
}

func timed(work func() error) (time.Duration, error) {
	start := time.Now()
	err := work()
	return time.Since(start), err
}

// processor is the time that this process was at work, on all processors together.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// median of the ratios within a round: what else the machine does weighs on
// both roads of a round alike.
func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// peakMB reads the high-water mark of this process's memory; unlike
// getrusage, it doesn't start at that of the process that started this one.
func peakMB() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, after, ok := strings.Cut(string(status), "VmHWM:")
	var kb int
	if _, err := fmt.Sscan(after, &kb); !ok || err != nil {
		return 0, fmt.Errorf("read peak memory: no VmHWM")
	}
	return kb >> 10, nil
}
