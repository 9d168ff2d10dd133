// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"baken/bench/drive"
)

// What people do and wait for, as it is printed.
const (
	listFirst  = "list: the top"
	listDeep   = "list: deep down"
	listState  = "list: by state"
	listMine   = "list: one's own"
	listLate   = "list: what is late"
	openReport = "open a report"
	say        = "say something"
	change     = "assign, triage, end, move"
	fileReport = "file a report"
	openMine   = "reporter opens his own"
	bareList   = "  SQL alone: the top"
	bareLate   = "  SQL alone: what is late"
)

// lists are the kinds of list that the bar is about.
func lists() []string { return []string{listFirst, listDeep, listState, listMine, listLate} }

// printed is what is printed, in its order.
func printed() []string {
	return slices.Concat(lists(), []string{bareList, bareLate, openReport, say, change, fileReport, openMine})
}

// tally counts what people did.
type tally struct {
	mu        sync.Mutex
	all       map[string][]time.Duration
	conflicts int
	faults    []error
}

func newTally() *tally { return &tally{all: map[string][]time.Duration{}} }

func (t *tally) took(what string, d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all[what] = append(t.all[what], d)
}

func (t *tally) conflict() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.conflicts++
}

func (t *tally) fault(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.faults = append(t.faults, err)
}

// p99 gives that of the slowest kind of list.
func (t *tally) p99() (worst float64) {
	for _, what := range lists() {
		if all := t.all[what]; len(all) > 0 {
			slices.Sort(all)
			worst = max(worst, drive.Quantile(all, 0.99))
		}
	}
	return worst
}

// table prints lines about one engine.
type table struct {
	io.Writer
	engine string
}

// mostFaults is how many faults are printed; the first tell most.
const mostFaults = 5

func (t *tally) print(to table, span time.Duration) {
	for _, what := range printed() {
		all := t.all[what]
		if len(all) == 0 {
			continue
		}
		slices.Sort(all)
		fmt.Fprintf(to, "%-9s %-30s %8d %8.1f %8.1f %8.1f\n",
			to.engine, what, len(all), float64(len(all))/span.Seconds(), drive.Quantile(all, 0.5), drive.Quantile(all, 0.99))
	}
	for _, err := range t.faults[:min(len(t.faults), mostFaults)] {
		fmt.Fprintf(to, "%-9s error: %v\n", to.engine, err)
	}
}
