// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"baken/base/fault"
)

// The faults of a database.
var (
	ErrAddress     = fault.New(fault.Invalid, "db.address")      // neither sqlite:/path nor postgres://…
	ErrDirectory   = fault.New(fault.Invalid, "db.directory")    // the directory of the file isn't there
	ErrPermission  = fault.New(fault.Invalid, "db.permission")   // this user may not use the file
	ErrNotDatabase = fault.New(fault.Invalid, "db.not-database") // the file is something else
	ErrDamaged     = fault.New(fault.Internal, "db.damaged")     // the file is no longer sound
	ErrUnsafe      = fault.New(fault.Invalid, "db.unsafe")       // the server may lose what it confirmed
	ErrUnreachable = fault.New(fault.Busy, "db.unreachable")     // the server doesn't answer
	ErrFull        = fault.New(fault.Busy, "db.full")            // no space: nothing of this change was kept
	ErrReadOnly    = fault.New(fault.Internal, "db.read-only")   // the database takes no changes
	ErrBusy        = fault.New(fault.Busy, "db.busy")            // too many changes at a time
	ErrUncertain   = fault.New(fault.Busy, "db.uncertain")       // the connection broke while committing
	ErrClosed      = fault.New(fault.Busy, "db.closed")          // the database is shutting down
	ErrNewer       = fault.New(fault.Conflict, "db.newer")       // a newer Baken has been here
	ErrExists      = fault.New(fault.Conflict, "db.exists")      // that, or that version of it, is there already
	ErrNone        = fault.New(fault.NotFound, "db.none")        // no row, from One
	ErrText        = fault.New(fault.Invalid, "db.text")         // text with NUL or not in UTF-8
	ErrNotEmpty    = fault.New(fault.Conflict, "db.not-empty")   // there is something in it already
	ErrPassword    = fault.New(fault.Invalid, "db.password")     // an address with a password in it
	ErrMissing     = fault.New(fault.NotFound, "db.missing")     // the file isn't there
	ErrQuery       = fault.New(fault.Invalid, "db.query")        // the database doesn't take this query
	ErrRestoring   = fault.New(fault.Conflict, "db.restoring")   // a restore was broken off, or goes on
)

// explain names the faults that the drivers report by code. An error that is
// a fault already stays as it is.
func explain(err error) error {
	if known := new(fault.Error); err == nil || errors.As(err, &known) {
		return err
	}
	if f := cause(err); f != nil {
		return fmt.Errorf("%w: %w", f, err)
	}
	return err
}

func cause(err error) error {
	if lite := new(sqlite.Error); errors.As(err, &lite) {
		return causeSQLite(lite.Code())
	}
	if pg := new(pgconn.PgError); errors.As(err, &pg) {
		return causePostgres(pg.Code)
	}
	var network net.Error
	connect := new(pgconn.ConnectError)
	switch {
	case errors.As(err, &connect):
		return ErrUnreachable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil
	case errors.As(err, &network):
		return ErrUnreachable
	case errors.Is(err, sql.ErrConnDone):
		return ErrClosed
	}
	return nil
}

func causeSQLite(code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrExists
	}
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_NOTADB:
		return ErrNotDatabase
	case sqlite3.SQLITE_CORRUPT:
		return ErrDamaged
	case sqlite3.SQLITE_BUSY:
		return ErrBusy
	case sqlite3.SQLITE_READONLY:
		return ErrReadOnly
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrPermission
	}
	return nil
}

// causePostgres reads SQLSTATE codes (PostgreSQL documentation, appendix A).
func causePostgres(code string) error {
	switch code {
	case "23505": // unique_violation
		return ErrExists
	case "53100": // disk_full
		return ErrFull
	case "25006": // read_only_sql_transaction
		return ErrReadOnly
	case "53300", "57P01", "57P02", "57P03": // too many connections, shutting down, crashed, starting
		return ErrUnreachable
	case "40001", "40P01": // serialization_failure, deadlock_detected
		return ErrBusy
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return ErrDamaged
	}
	return nil
}

// clashed tells whether err says that the same change may go through when run
// again.
func clashed(err error) bool {
	pg := new(pgconn.PgError)
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// uncertain tells a COMMIT that the server refused from one whose answer was
// lost.
func uncertain(err error) error {
	if pg := new(pgconn.PgError); errors.As(err, &pg) && !errors.Is(causePostgres(pg.Code), ErrUnreachable) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUncertain, err)
}

func unreachable(err error) error {
	if explained := explain(err); errors.Is(explained, ErrUnreachable) {
		return explained
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}

// place says what is wrong with a path.
func place(err error, path string) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrDirectory.With("path", path)
	case errors.Is(err, fs.ErrPermission):
		return ErrPermission.With("path", path)
	}
	return fmt.Errorf("%w: %w", ErrPermission.With("path", path), err)
}
