// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// readers is how many snapshots of one SQLite file can be read at a time.
const readers = 4

func openSQLite(ctx context.Context, path string, log *slog.Logger) (*DB, error) {
	if path == "" || strings.HasPrefix(path, "//") {
		return nil, ErrAddress
	}
	if err := private(path); err != nil {
		return nil, err
	}
	main, err := connectSQLite(path, 1, "_txlock=immediate",
		"_pragma=busy_timeout(10000)", "_pragma=journal_mode(WAL)",
		"_pragma=synchronous(FULL)", "_pragma=foreign_keys(ON)", "_pragma=journal_size_limit(67108864)",
		"_pragma=secure_delete(ON)") // what is deleted is overwritten, not only no longer listed
	if err != nil {
		return nil, err
	}
	if err := main.PingContext(ctx); err != nil {
		_ = main.Close()
		return nil, explain(err)
	}
	read, err := connectSQLite(path, readers, "_txlock=deferred",
		"_pragma=busy_timeout(10000)", "_pragma=query_only(ON)")
	if err != nil {
		_ = main.Close()
		return nil, err
	}
	return &DB{engine: SQLite, main: main, read: read, writer: newWriter(main), path: path, log: log, recorded: make(chan struct{}, 1)}, nil
}

func connectSQLite(path string, connections int, options ...string) (*sql.DB, error) {
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: strings.Join(options, "&")}
	connector, err := sqlite.NewConnector(name.String())
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// private makes the file and, when only its last part is missing, the
// directory, for this user alone. It makes no deeper path: a mistyped one
// shouldn't become an empty database.
func private(path string) error {
	dir := filepath.Dir(path)
	err := os.Mkdir(dir, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return place(err, dir)
	}
	// SQLite gives its other files the mode of this one.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return place(err, path)
	}
	if err := file.Chmod(0o600); err != nil {
		_ = file.Close()
		return place(err, path)
	}
	return file.Close()
}
