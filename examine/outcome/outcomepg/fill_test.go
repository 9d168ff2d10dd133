// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomepg

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"baken/examine/outcome/outcometest"
)

// do runs statements as the owner of the schema.
func do(t *testing.T, address string, statements ...string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// fill makes a table of the data.
func fill(t *testing.T, address, name string, d outcometest.Data) {
	t.Helper()
	var columns []string
	kinds := map[outcometest.Kind]string{outcometest.Text: "TEXT", outcometest.Integer: "INTEGER", outcometest.Boolean: "BOOLEAN", outcometest.Date: "DATE"}
	for _, c := range d.Columns {
		columns = append(columns, pgx.Identifier{c.Name}.Sanitize()+" "+kinds[c.Kind])
	}
	table := pgx.Identifier{name}.Sanitize()
	do(t, address, "CREATE TABLE "+table+" ("+strings.Join(columns, ", ")+")")
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	batch := &pgx.Batch{}
	for _, row := range d.Rows {
		var cells []string
		for _, c := range row {
			if c == nil {
				cells = append(cells, "NULL")
				continue
			}
			cells = append(cells, "'"+strings.ReplaceAll(*c, "'", "''")+"'")
		}
		batch.Queue("INSERT INTO " + table + " VALUES (" + strings.Join(cells, ", ") + ")")
	}
	if err := conn.SendBatch(t.Context(), batch).Close(); err != nil {
		t.Fatal(err)
	}
}

// with gives the address changed.
func with(t *testing.T, address string, change func(*url.URL)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	change(u)
	return u.String()
}

func user(name string) func(*url.URL) {
	return func(u *url.URL) {
		v := u.Query()
		v.Set("user", name)
		u.RawQuery = v.Encode()
	}
}

func schemaOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("search_path")
}
