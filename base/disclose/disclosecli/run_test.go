// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package disclosecli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"baken/base/disclose"
	"baken/internal/text"
)

var thirty = "sex\n" + strings.Repeat("f\n", 18) + strings.Repeat("m\n", 12)

// Of two releases at once the second finds that something else was released.
func TestTwoReleasesAtOnce(t *testing.T) {
	plan := folder(t, small, thirty)
	history := filepath.Join(filepath.Dir(plan), "history.json")
	one, err := Job{Plan: plan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	two, err := Job{Plan: plan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := one.Record(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(history)
	if err != nil {
		t.Fatal(err)
	}
	if err := two.Record(); !errors.Is(err, ErrMeant) {
		t.Error(err)
	}
	after, err := os.ReadFile(history)
	if err != nil || string(after) != string(before) {
		t.Errorf("the history changed: %v", err)
	}
	if err := os.WriteFile(history, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (Job{Plan: plan}).Run(t.Context()); !errors.Is(err, disclose.ErrHistory) {
		t.Errorf("a history that is none: %v", err)
	}
}

// Of many releases that are recorded at the same time one is, whole, and the others are told.
func TestManyReleasesAtOnce(t *testing.T) {
	plan := folder(t, small, thirty)
	results := make([]*Result, 8)
	for i := range results {
		r, err := Job{Plan: plan}.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		results[i] = r
	}
	errs := make([]error, len(results))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, r := range results {
		all.Go(func() {
			<-start
			errs[i] = r.Record()
		})
	}
	close(start)
	all.Wait()
	recorded := 0
	for _, err := range errs {
		if err == nil {
			recorded++
		} else if !errors.Is(err, ErrMeant) {
			t.Error(err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(filepath.Dir(plan), "history.json"))
	if err != nil {
		t.Fatal(err)
	}
	if h, err := disclose.ReadHistory(raw); err != nil || h.Releases() != 1 || recorded != 1 {
		t.Errorf("%d were recorded, %d stand in the history: %v", recorded, h.Releases(), err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(plan), ".baken-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// Somebody's own files stay.
func TestNothingIsWrittenOver(t *testing.T) {
	job := Job{Plan: folder(t, small, thirty), Out: t.TempDir()}
	r, err := job.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(job.Out, "sex.csv")
	if err := os.WriteFile(own, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := job.Write(r, catalogue(t)); !errors.Is(err, ErrTaken) {
		t.Error(err)
	}
	if raw, err := os.ReadFile(own); err != nil || string(raw) != "mine" {
		t.Errorf("%s: %v", raw, err)
	}
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := job.Write(r, catalogue(t)); err != nil {
			t.Error(err)
		}
	}
}

// Totals of an amount are added up from the rows, and one that one person dominates is
// withheld: of 5,000 hours of the women one woman has 4,000 and another 900.
func TestTotals(t *testing.T) {
	plan := strings.Replace(small, "id: sex", "id: sex, amount: {name: hours, label: {nl: Uren, en: Hours}, column: hours, unit: hours, round: 10}", 1)
	plan = strings.Replace(plan, "[{code: f}, {code: m}]", "[{code: f}, {code: m}, {code: x}]", 1)
	people := "sex,hours\n" + strings.Repeat("f,10\n", 10) + "f,4000\nf,900\n" + strings.Repeat("m,41\n", 20) + strings.Repeat("x,52\n", 20)
	for name, tc := range map[string]struct {
		people   string
		withheld int
	}{
		"dominated": {people, 2},
		"shared":    {strings.Replace(people, "f,4000\nf,900\n", "f,12\nf,9\n", 1), 0},
	} {
		r, err := Job{Plan: folder(t, plan, tc.people)}.Run(t.Context())
		if err != nil {
			t.Fatal(name, err)
		}
		rows := r.Release.Tables[0].Rows()
		if n := r.Release.Tables[0].Withheld(); n != tc.withheld {
			t.Errorf("%s: %d withheld, want %d", name, n, tc.withheld)
		}
		if last := rows[3].Figures; tc.withheld == 0 && (last[0].Value != 20 || last[1].Value != 1040) {
			t.Errorf("%s: %+v", name, last)
		}
	}
	for name, row := range map[string]string{"half an hour": "f,0.5\n", "less than nothing": "f,-1\n", "nothing": "f,\n"} {
		_, err := Job{Plan: folder(t, plan, people+row)}.Run(t.Context())
		if !errors.Is(err, ErrWhole) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each method says what it does.
func TestMethods(t *testing.T) {
	for method, kind := range map[string]disclose.Kind{"suppress": disclose.Rounded, "round": disclose.Rounded, "bands": disclose.Band} {
		r, err := Job{Plan: folder(t, strings.Replace(small, "id: sex", "id: sex, method: "+method, 1), thirty)}.Run(t.Context())
		if err != nil {
			t.Fatal(method, err)
		}
		table := r.Release.Tables[0]
		if f := table.Rows()[0].Figures[0]; f.Kind != kind {
			t.Errorf("%s: %+v", method, f)
		}
		c := catalogue(t)
		if said := table.Spec().Method; !c.Has(text.Key(said)) {
			t.Errorf("%s: no message %s", method, said)
		}
		for _, n := range table.Notes() {
			if !c.Has(text.Key(n.Key)) {
				t.Errorf("%s: no message %s", method, n.Key)
			}
		}
	}
}
