// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strconv"

	"github.com/duckdb/duckdb-go/v2"
)

const hasEngine = true

// connect starts a private engine in memory that may read path and nothing
// else, and then locks its settings. Without a temporary folder there is no
// spilling: what doesn't fit in memory is a fault, and decision data is never
// copied to disk. Only Repeats names one, for hashes.
func connect(ctx context.Context, path string, set Settings) (*sql.DB, error) {
	options := url.Values{
		"threads":                      {strconv.Itoa(set.Threads)},
		"memory_limit":                 {strconv.FormatInt(int64(set.Memory), 10) + "B"},
		"temp_directory":               {set.Spill},
		"preserve_insertion_order":     {"true"},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"allow_community_extensions":   {"false"},
		"allow_persistent_secrets":     {"false"},
	}
	connector, err := duckdb.NewConnector("?"+options.Encode(), nil)
	if err != nil {
		return nil, fmt.Errorf("start engine: %v", err)
	}
	db := sql.OpenDB(connector)
	for _, q := range []string{
		"SET GLOBAL TimeZone = 'UTC'",
		"SET max_temp_directory_size = " + literal(set.most()),
		"SET allowed_paths = [" + literal(path) + ", " + literal(pattern(path)) + "]",
		"SET enable_external_access = false",
		"SET lock_configuration = true",
	} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			if ctx.Err() != nil {
				return nil, errors.Join(fmt.Errorf("table: %w", context.Cause(ctx)), db.Close())
			}
			return nil, errors.Join(fmt.Errorf("lock engine down: %v", err), db.Close())
		}
	}
	return db, nil
}

// engineFault tells what an error of the engine means. Its message is kept
// only where it speaks of our own SQL: elsewhere it quotes the file's rows.
func engineFault(err error, otherwise error) error {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("table: engine: %v", err)
	}
	switch e.Type {
	case duckdb.ErrorTypeOutOfMemory:
		return ErrMemory
	case duckdb.ErrorTypeBinder, duckdb.ErrorTypeParser, duckdb.ErrorTypeCatalog, duckdb.ErrorTypeSyntax,
		duckdb.ErrorTypePermission, duckdb.ErrorTypeSettings, duckdb.ErrorTypeInternal, duckdb.ErrorTypeFatal:
		return fmt.Errorf("table: engine: %v", e)
	default:
		return fmt.Errorf("%w (engine error type %d)", otherwise, e.Type)
	}
}

// fill puts rows into a table of the engine; an error among them ends it.
func fill(ctx context.Context, db *sql.DB, name string, rows iter.Seq2[[]any, error]) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return engineFault(err, ErrWrite)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return conn.Raw(func(raw any) (err error) {
		into, err := duckdb.NewAppenderFromConn(raw.(driver.Conn), "", name)
		if err != nil {
			return engineFault(err, ErrWrite)
		}
		defer func() { err = errors.Join(err, into.Close()) }()
		cells := []driver.Value{}
		for row, err := range rows {
			if err != nil {
				return err
			}
			cells = cells[:0]
			for _, c := range row {
				cells = append(cells, c)
			}
			if err := into.AppendRow(cells...); err != nil {
				return engineFault(err, ErrWrite)
			}
		}
		return nil
	})
}
