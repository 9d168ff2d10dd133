// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/examine/outcome"
	"baken/internal/text"
)

// scoredPlan is a plan with a score and what turned out to be the case of everybody.
const scoredPlan = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: Controles, en: Checks}
population: {nl: Iedereen, en: Everyone}
shows: {nl: Wie, en: Who}
shows-not: {nl: Waarom, en: Why}
source: {file: scores.csv, kind: counts, count: n}
group:
  column: origin
  label: {nl: Herkomst, en: Origin}
  reference: nl
  values: [{code: nl, label: {nl: Nederland, en: Netherlands}}, {code: out, label: {nl: Erbuiten, en: Outside}}]
test: {matters: 5}
selection: {kind: burden, column: selected, label: {nl: Gekozen, en: Selected}, yes: ["yes"], no: ["no"]}
truth: {column: undue, label: {nl: Onterecht gebruik, en: Undue use}, yes: ["1"], no: ["0"]}
score:
  column: score
  label: {nl: Risicoscore, en: Risk score}
  values: [{code: low, label: {nl: laag, en: low}}, {code: high, label: {nl: hoog, en: high}}]
`

// A score and what was the case stand in every form of the report and on the screen, in
// both languages: all measures, and what is to be known before one is believed.
func TestReportOfAScore(t *testing.T) {
	dir := t.TempDir()
	var csv strings.Builder
	fmt.Fprintln(&csv, "origin,selected,undue,score,n")
	for _, x := range []string{
		"nl,yes,1,high,600", "nl,yes,0,high,500", "nl,no,1,high,100", "nl,no,0,high,400", "nl,yes,1,low,80", "nl,yes,0,low,150", "nl,no,1,low,300", "nl,no,0,low,4000",
		"out,yes,1,high,900", "out,yes,0,high,900", "out,no,1,high,90", "out,no,0,high,300", "out,yes,1,low,90", "out,yes,0,low,200", "out,no,1,low,200", "out,no,0,low,1500",
	} {
		fmt.Fprintln(&csv, x)
	}
	write(t, filepath.Join(dir, "scores.csv"), csv.String())
	path := filepath.Join(dir, "plan.yaml")
	write(t, path, scoredPlan)
	j := Job{Plan: path, Out: filepath.Join(dir, "out")}
	o := run(t, j)
	for name, said := range reports(t, o) {
		for _, want := range map[bool][]string{
			true: {
				"Gekozen: alle maten naast elkaar", "Onterecht gebruik: hoe vaak bij wie is uitgekozen", "Onterecht gebruik: hoe vaak bij wie niet is uitgekozen",
				"Onterecht gebruik: hoe vaak in elke klasse van de score", "Ten onrechte uitgekozen, van wie het niet waar is", "“Waar” betekent hier: Onterecht gebruik",
				"Erbuiten: hoe vaak het waar is, verschilt", "kan het verschil zelf in zich dragen", "Erbuiten: over 2 klassen samen is het verschil",
			},
			false: {
				"Selected: all measures together", "Undue use: how often among those selected", "Undue use: how often among those not selected",
				"Undue use: how often in each bin of the score", "Selected, of those of whom it isn’t true", "“True” means here: Undue use",
				"Outside: how often it is true differs", "may itself carry the difference", "Outside: over 2 bins together the difference is",
			},
		}[strings.Contains(name, ".nl.")] {
			if !strings.Contains(said, want) {
				t.Errorf("%s doesn't say %q", name, want)
			}
		}
	}
	for _, l := range text.Langs() {
		var screen strings.Builder
		if err := o.Print(&screen, catalogue(t).Printer(l), 100); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(screen.String(), "[") {
			t.Errorf("%s: a message is missing: %s", l, screen.String())
		}
	}
	if err := j.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{outcome.TruthTable, outcome.MissedTable, outcome.ParityTable, outcome.CalibrationTable} {
		if _, err := os.Stat(filepath.Join(j.Out, id+".csv")); err != nil {
			t.Error(err)
		}
	}
}
