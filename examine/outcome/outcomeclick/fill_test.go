// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/examine/outcome/outcomeclick/clicktest"
	"baken/examine/outcome/outcometest"
)

// tables numbers the tables of this process's tests.
var tables atomic.Int64

// connect opens a shard as the user who may do everything.
func connect(t *testing.T, shard int) clickhouse.Conn {
	t.Helper()
	e := Engine{Address: clicktest.Servers(t).Address("default", shard)}
	options, err := e.options()
	if err != nil {
		t.Fatal(err)
	}
	options.Auth.Password = ""
	conn, err := clickhouse.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func do(t *testing.T, conn clickhouse.Conn, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if err := conn.Exec(context.WithoutCancel(t.Context()), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// fill makes a table of the data on so many shards, each with its part of the rows, and
// gives the name of the table that holds all of them.
func fill(t *testing.T, d outcometest.Data, shards int) string {
	t.Helper()
	name := "t" + strconv.FormatInt(tables.Add(1), 10)
	var columns, plain, names []string
	kinds := map[outcometest.Kind]string{
		outcometest.Text: "Nullable(String)", outcometest.Integer: "Nullable(Int32)",
		outcometest.Boolean: "Nullable(Enum8('false' = 0, 'true' = 1))", outcometest.Date: "Nullable(Date)",
	}
	for i, c := range d.Columns {
		columns = append(columns, ident(c.Name)+" "+kinds[c.Kind])
		names = append(names, "c"+strconv.Itoa(i))
		plain = append(plain, names[i]+" "+kinds[c.Kind])
	}
	for shard := range shards {
		conn := connect(t, shard)
		do(t, conn, "CREATE TABLE "+name+" ("+strings.Join(columns, ", ")+") ENGINE = MergeTree ORDER BY tuple()")
		t.Cleanup(func() { do(t, conn, "DROP TABLE "+name) })
		// The driver reads the names of columns in what it inserts, and not all of them well.
		do(t, conn, "CREATE TABLE raw_"+name+" ("+strings.Join(plain, ", ")+") ENGINE = Memory")
		batch, err := conn.PrepareBatch(t.Context(), "INSERT INTO raw_"+name+" ("+strings.Join(names, ", ")+")")
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range d.Rows {
			if i%shards != shard {
				continue
			}
			if err := batch.Append(cells(t, d, row)...); err != nil {
				t.Fatal(err)
			}
		}
		if err := batch.Send(); err != nil {
			t.Fatal(err)
		}
		do(t, conn, "INSERT INTO "+name+" SELECT * FROM raw_"+name, "DROP TABLE raw_"+name)
	}
	if shards == 1 {
		return name
	}
	conn := connect(t, 0)
	do(t, conn, fmt.Sprintf("CREATE TABLE all_%s AS %s ENGINE = Distributed(%s, default, %s)", name, name, clicktest.Both, name))
	t.Cleanup(func() { do(t, conn, "DROP TABLE all_"+name) })
	return "all_" + name
}

func cells(t *testing.T, d outcometest.Data, row []*string) []any {
	t.Helper()
	out := make([]any, len(row))
	for i, c := range row {
		switch {
		case c == nil:
		case d.Columns[i].Kind == outcometest.Integer:
			n, err := strconv.ParseInt(*c, 10, 32)
			if err != nil {
				t.Fatal(err)
			}
			out[i] = int32(n)
		case d.Columns[i].Kind == outcometest.Date:
			day, err := time.Parse(time.DateOnly, *c)
			if err != nil {
				t.Fatal(err)
			}
			out[i] = day
		default:
			out[i] = *c
		}
	}
	return out
}
