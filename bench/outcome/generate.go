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

// decisions makes the rows from their number alone, so that every run and every machine
// has the same file: groups of 5 origins, 2 sexes and 4 ages. A case is found only where
// somebody looked: found is empty where nothing was selected. One person in a thousand has
// a second row.
const decisions = `
SELECT CASE WHEN id % 1000 = 999 THEN id - 1 ELSE id END AS person, origin, sex, age, region, selected,
       CASE WHEN selected = 'no' THEN NULL WHEN hash(id, 5) % 100 < 10 + 5 * old THEN 'yes' ELSE 'no' END AS found
FROM (
  SELECT id, old,
         'origin ' || CASE WHEN hash(id, 1) % 100 < 72 THEN 1 ELSE hash(id, 1) % 4 + 2 END AS origin,
         CASE WHEN hash(id, 6) % 2 = 0 THEN 'woman' ELSE 'man' END AS sex,
         'age ' || old AS age,
         'region ' || (hash(id, 3) % 12 + 1) AS region,
         CASE WHEN hash(id, 4) % 100 < 2 + 4 * old THEN 'yes' ELSE 'no' END AS selected
  FROM (SELECT range AS id, hash(range, 2) % 4 + 1 AS old FROM range($rows))
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
