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
	"time"

	"baken/internal/table"
)

// compare lets both roads answer in turns and prints what each took. Both
// begin with nothing but the path and end with nothing open.
func compare(ctx context.Context, path, format string, rounds int) error {
	roads := [2]func() error{
		func() error { return groupBare(ctx, path, format) },
		func() error { return run(ctx, path) },
	}
	var ratios []float64
	for round := range rounds {
		var took [2]time.Duration
		for turn := range roads {
			road := (turn + round) % len(roads) // each goes first as often as the other
			var err error
			if took[road], err = timed(roads[road]); err != nil {
				return fmt.Errorf("%s: %w", [2]string{"bare engine", "baken"}[road], err)
			}
		}
		ratio := float64(took[1]) / float64(took[0])
		fmt.Printf("round %d  bare %8.1f ms  baken %8.1f ms  ratio %.2f\n", round+1, ms(took[0]), ms(took[1]), ratio)
		ratios = append(ratios, ratio)
	}
	peak, err := peakMB()
	if err != nil {
		return err
	}
	fmt.Printf("ratio_groupby=%.2f peak_mb=%d\n", median(ratios), peak)
	return nil
}

// run is Baken's road from a file to its grouped counts.
func run(ctx context.Context, path string) error {
	tab, err := table.Open(ctx, table.Source{Path: path}, table.Settings{})
	if err != nil {
		return err
	}
	defer tab.Close()
	_, err = tab.Group(ctx, table.Query{By: []string{"origin", "risk_category", "selected", "found"}})
	return err
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
	rows, err := db.QueryContext(ctx, "SELECT origin, risk_category, selected, found, count(*) FROM "+from+
		" GROUP BY origin, risk_category, selected, found")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var origin, risk, selected, found sql.NullString
		var n int64
		if err := rows.Scan(&origin, &risk, &selected, &found, &n); err != nil {
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
