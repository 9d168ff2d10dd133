// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"database/sql"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"baken/base/disclose"
)

func parquet(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	engine, err := sql.Open("duckdb", "")
	ts.Check(err)
	defer func() { ts.Check(engine.Close()) }()
	_, err = engine.Exec("COPY (SELECT * FROM read_csv('" + ts.MkAbs(args[0]) + "', all_varchar = true)) TO '" +
		ts.MkAbs(args[1]) + "' (FORMAT parquet)")
	ts.Check(err)
}

func isJSON(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	var result struct {
		Header disclose.Header
		Tables []struct {
			ID   string
			Rows []any
		}
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &result))
	if result.Header.Engine == "" || len(result.Tables) == 0 {
		ts.Fatalf("%s has no header or no tables", args[0])
	}
	for _, t := range result.Tables {
		if len(t.Rows) == 0 {
			ts.Fatalf("table %s is empty", t.ID)
		}
	}
}

// link is an address that a reader may follow; the page itself loads nothing
// from it.
var link = regexp.MustCompile(`<a [^>]*href="https://[^"]*"`)

// isPage looks for what a page would run or load from elsewhere.
func isPage(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	page := ts.ReadFile(args[0])
	if !strings.Contains(page, `lang="`+args[1]+`"`) {
		ts.Fatalf("%s isn't in %s", args[0], args[1])
	}
	page = link.ReplaceAllString(page, "")
	for _, never := range []string{
		"<script", "<link", "<img", "<iframe", "src=", "@import", "javascript:", " onclick=", " onload=",
		"http://", "https://", `"//`, "url(//",
	} {
		if strings.Contains(page, never) {
			ts.Fatalf("%s holds %s", args[0], never)
		}
	}
}

func opens(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	bundle, err := disclose.Open([]byte(ts.ReadFile(args[0])), strings.TrimSpace(ts.ReadFile(args[1])))
	ts.Check(err)
	if len(bundle.Tables) == 0 {
		ts.Fatalf("%s has no tables", args[0])
	}
}
