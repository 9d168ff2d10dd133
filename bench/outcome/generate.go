// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package main

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	_ "github.com/duckdb/duckdb-go/v2"
)

// decisions makes the rows from their number alone, so that every run and
// every machine has the same file. A case is found only where somebody
// looked: found is empty where nothing was selected.
const decisions = `
SELECT id, origin, risk_category, region, selected,
       CASE WHEN selected = 'no' THEN NULL WHEN hash(id, 5) % 100 < 10 + 5 * risk THEN 'yes' ELSE 'no' END AS found
FROM (
  SELECT id, risk,
         CASE WHEN hash(id, 1) % 100 < 72 THEN 'Netherlands' WHEN hash(id, 1) % 100 < 83 THEN 'Europe' ELSE 'outside Europe' END AS origin,
         'risk ' || risk AS risk_category,
         'region ' || (hash(id, 3) % 12 + 1) AS region,
         CASE WHEN hash(id, 4) % 100 < 2 + 4 * risk THEN 'yes' ELSE 'no' END AS selected
  FROM (SELECT range AS id, hash(range, 2) % 6 + 1 AS risk FROM range($rows))
)`

// generate writes the decisions to a file.
func generate(ctx context.Context, path, format string, rows int64) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	into := "'" + strings.ReplaceAll(path, "'", "''") + "' (FORMAT " + format + ")"
	_, err = db.ExecContext(ctx, "COPY ("+strings.ReplaceAll(decisions, "$rows", strconv.FormatInt(rows, 10))+") TO "+into)
	return err
}
