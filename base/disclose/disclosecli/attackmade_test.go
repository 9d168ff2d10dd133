// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package disclosecli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"baken/base/disclose"
	"baken/internal/table"
)

// Of the example nothing can be worked out; with one withheld count put back something can.
// Whichever it is, the attack notices.
func TestAttackOnOurOwnFiles(t *testing.T) {
	dir := t.TempDir()
	r, err := Job{Plan: examplePlan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(map[string]any{"format": disclose.ReleaseFormat, "tables": r.Release.Tables[:1]})
	if err != nil {
		t.Fatal(err)
	}
	truth, err := AttackFiles(t.Context(), []string{save(t, dir, raw)}, table.Settings{})
	if err != nil || len(truth.Narrow)+len(truth.Shares)+truth.Others != 0 || truth.Withheld == 0 {
		t.Fatalf("%+v, %v", truth, err)
	}
	mended := 0
	for row := range r.Release.Tables[0].Rows() {
		leak, ok := put(t, raw, row)
		if !ok {
			continue
		}
		mended++
		found, err := AttackFiles(t.Context(), []string{save(t, dir, leak)}, table.Settings{})
		if err == nil && len(found.Narrow) == 0 && found.Withheld != truth.Withheld-1 {
			t.Errorf("row %d was put back: %+v", row, found)
		}
		if err == nil && len(found.Narrow) > 0 {
			return // as it should be
		}
	}
	t.Errorf("%d counts were put back one by one, and the attack noticed none", mended)
}

// put prints a withheld count of a row, as if it were nobody.
func put(t *testing.T, raw []byte, row int) ([]byte, bool) {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	rows := all["tables"].([]any)[0].(map[string]any)["rows"].([]any)
	figure := rows[row].(map[string]any)["figures"].([]any)[0].(map[string]any)
	if figure["kind"] != "withheld" {
		return nil, false
	}
	figure["kind"], figure["range"] = "rounded", map[string]any{"low": 0, "high": 2}
	out, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return out, true
}

func save(t *testing.T, dir string, raw []byte) string {
	t.Helper()
	path := filepath.Join(dir, "release.json")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAttackFilesRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := AttackFiles(t.Context(), []string{save(t, dir, []byte(`{"format":"x"}`))}, table.Settings{}); !errors.Is(err, disclose.ErrFormat) {
		t.Error(err)
	}
	if _, err := AttackFiles(t.Context(), []string{filepath.Join(dir, "none.json")}, table.Settings{}); err == nil {
		t.Error("a file that isn't there")
	}
}
