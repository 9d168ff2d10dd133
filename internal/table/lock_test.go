// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// The engine may read the one file and nothing else, whatever SQL it is
// given. Nothing but this test gives it other SQL.
func TestLockDown(t *testing.T) {
	path := write(t, "in.csv", "a\n1\n")
	dir := filepath.Dir(path)
	for name, content := range map[string]string{"beside.csv": "a\n1\n", "beside.db": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := write(t, "other.csv", "a\n1\n")
	beside := literal(filepath.Join(dir, "beside.csv"))
	tab := open(t, Source{Path: path})
	for name, query := range map[string]string{
		"read elsewhere":        "SELECT * FROM read_csv(" + literal(elsewhere) + ")",
		"read beside":           "SELECT * FROM read_csv(" + beside + ")",
		"read by name":          "SELECT * FROM " + beside,
		"read text":             "SELECT * FROM read_text('/etc/passwd')",
		"read by climbing":      "SELECT * FROM read_text(" + literal(path+"/../beside.csv") + ")",
		"list":                  "SELECT * FROM glob(" + literal(dir+"/*") + ")",
		"read from the network": "SELECT * FROM read_csv('https://127.0.0.1/x.csv')",
		"write":                 "COPY (SELECT 1) TO " + literal(filepath.Join(dir, "out.csv")),
		"write over the file":   "COPY (SELECT 1) TO " + literal(path),
		"attach":                "ATTACH " + literal(filepath.Join(dir, "beside.db")),
		"export":                "EXPORT DATABASE " + literal(dir),
		"install":               "INSTALL httpfs",
		"install a file":        "INSTALL " + literal(filepath.Join(dir, "beside.db")),
		"load":                  "LOAD httpfs",
		"allow more":            "SET allowed_directories = ['/']",
		"allow another file":    "SET allowed_paths = ['/etc/passwd']",
		"open up":               "SET enable_external_access = true",
		"unlock":                "SET lock_configuration = false",
		"reset":                 "RESET lock_configuration",
		"more memory":           "SET memory_limit = '100GB'",
		"spill":                 "SET temp_directory = " + literal(dir),
		"spill more":            "SET max_temp_directory_size = '1GB'",
		"more threads":          "SET threads = 64",
		"autoload":              "SET autoload_known_extensions = true",
		"keep a secret":         "CREATE PERSISTENT SECRET s (TYPE http)",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tab.engine.db.ExecContext(t.Context(), query)
			var e *duckdb.Error
			if !errors.As(err, &e) {
				t.Fatalf("%s: got %v, want a refusal", query, err)
			}
			if e.Type == duckdb.ErrorTypeParser || e.Type == duckdb.ErrorTypeSyntax || e.Type == duckdb.ErrorTypeBinder {
				t.Errorf("%s: refused as bad SQL, not by the lock: %v", query, e)
			}
		})
	}
	if got := group(t, tab, Query{By: []string{"a"}}); got.Total != 1 {
		t.Errorf("the file itself: %v", got)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("files in the folder: %v %v", entries, err)
	}
}

func TestSettingsHold(t *testing.T) {
	path := write(t, "in.csv", "a\n1\n")
	tab, err := Open(t.Context(), Source{Path: path}, Settings{Memory: 64 * MiB, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	for name, want := range map[string]string{
		"temp_directory":               "",
		"max_temp_directory_size":      "0 bytes",
		"memory_limit":                 "64.0 MiB",
		"threads":                      "1",
		"TimeZone":                     "UTC",
		"enable_external_access":       "false",
		"lock_configuration":           "true",
		"autoinstall_known_extensions": "false",
		"autoload_known_extensions":    "false",
		"allow_community_extensions":   "false",
		"allow_persistent_secrets":     "false",
	} {
		var got string
		if err := tab.engine.one(t.Context(), "SELECT value FROM duckdb_settings() WHERE name = "+literal(name), &got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
