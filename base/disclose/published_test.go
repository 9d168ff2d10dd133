// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
)

// asked releases a table of people and one of what they answered.
func asked(t testing.TB) disclose.Release {
	t.Helper()
	by := []disclose.Hierarchy{disclose.Flat("unit", "a", "b", "c"), disclose.Flat("met", "yes", "no")}
	by[1].Answer = true
	count := func(n int64, at ...string) disclose.Count { return disclose.Count{At: at, N: n} }
	table := disclose.Crosstable{Spec: disclose.Spec{ID: "met"}, Population: "staff", By: by, Counts: []disclose.Count{
		count(400, "a", "yes"), count(1600, "a", "no"), count(3, "b", "yes"), count(90, "b", "no"), count(1, "c", "yes"), count(3, "c", "no"),
	}}
	r, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ofRelease writes tables as release.json does.
func ofRelease(t testing.TB, tables []disclose.Table) []byte {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"format": disclose.ReleaseFormat, "tables": tables})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// What is read of a file is what the tables themselves say: of a bundle without a key, and
// of JSON. Tables that aren't of a release are counted and left.
func TestReadPublic(t *testing.T) {
	r := asked(t)
	secret, _, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	bundle, err := disclose.Sign(disclose.Header{}, r.Tables, secret)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"bundle": bundle, "release": ofRelease(t, r.Tables)} {
		got, err := disclose.ReadPublic(raw)
		if err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(r.Public(), got.Tables); diff != "" || got.Others != 0 {
			t.Errorf("%s: %d others, %s", name, got.Others, diff)
		}
		// Only unit a, of 2000, has shares: at least ten of each are possible.
		if len(got.Shares) == 0 {
			t.Fatalf("%s: no percentages", name)
		}
		for _, p := range got.Shares {
			left, err := p.Possible()
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range left.Events {
				if one.N < 10 {
					t.Errorf("%s: %+v leaves %d numerators", name, p, one.N)
				}
			}
		}
	}
	p, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{{Group: "a", Base: 200, Events: 50}})
	if err != nil {
		t.Fatal(err)
	}
	other, err := p.Derive(disclose.Spec{ID: "x"}, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) { return nil, nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	got, err := disclose.ReadPublic(ofRelease(t, append(r.Tables, other)))
	if err != nil || got.Others != 1 || len(got.Tables) != 1 {
		t.Errorf("%d tables and %d others: %v", len(got.Tables), got.Others, err)
	}
}

func TestReadPublicRefuses(t *testing.T) {
	good := string(ofRelease(t, asked(t).Tables))
	for name, tc := range map[string]struct {
		old, with string
		want      error
	}{
		"no JSON":        {"{", "", disclose.ErrFormat},
		"another format": {disclose.ReleaseFormat, "baken-release/9", disclose.ErrFormat},
		"a row too wide": {`"columns":[`, `"columns":[{"id":"x","title":"x","unit":"people"},`, disclose.ErrRow},
	} {
		raw := strings.Replace(good, tc.old, tc.with, 1)
		if raw == good {
			t.Fatalf("%s: nothing was replaced", name)
		}
		if _, err := disclose.ReadPublic([]byte(raw)); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
	// Categories that no row goes with: the table can't be read, and that is said.
	raw := strings.Replace(good, `{"code":"b","part":0`, `{"code":"d","part":0},{"code":"b","part":0`, 1)
	if got, err := disclose.ReadPublic([]byte(raw)); err != nil || got.Others != 1 || raw == good {
		t.Errorf("%+v, %v", got, err)
	}
}

// Whatever a file says, reading it ends in tables that can be attacked, or in an error.
func FuzzReadPublic(f *testing.F) {
	raw := ofRelease(f, asked(f).Tables)
	f.Add(raw)
	f.Add([]byte(strings.Replace(string(raw), `"low":`, `"low":-1e300,"x":`, 1)))
	f.Add([]byte(strings.Replace(string(raw), `"high":`, `"high":1e300,"x":`, 1)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := disclose.ReadPublic(raw)
		if err != nil {
			return
		}
		for _, one := range got.Tables {
			for _, c := range one.Cells {
				if !c.Withheld && (c.N < 0 || c.Margin < 0 || one.Name(c.At) == "") {
					t.Errorf("%+v", c)
				}
			}
		}
	})
}
