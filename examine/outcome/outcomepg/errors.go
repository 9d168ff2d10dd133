// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomepg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"baken/base/fault"
	"baken/examine/outcome"
)

// explain names what the server or the driver reports. What they say themselves isn't
// kept: it can hold a cell of the data, or where the server is.
func (e Engine) explain(ctx context.Context, err error) error {
	if known := new(fault.Error); errors.As(err, &known) {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("outcome: %w", context.Cause(ctx))
	}
	if pg := new(pgconn.PgError); errors.As(err, &pg) {
		return e.code(pg.Code)
	}
	var network net.Error
	connect := new(pgconn.ConnectError)
	switch {
	case errors.As(err, &connect), errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), pgconn.SafeToRetry(err):
		return outcome.ErrConnection
	}
	return fmt.Errorf("outcome: PostgreSQL: %T", err)
}

// code reads SQLSTATE codes (PostgreSQL documentation, appendix A).
func (e Engine) code(code string) error {
	switch code {
	case "42P01", "3F000", "3D000": // undefined_table, invalid_schema_name, invalid_catalog_name
		return outcome.ErrTable.With("table", e.Table)
	case "42501": // insufficient_privilege
		return outcome.ErrRights.With("table", e.Table)
	case "28000", "28P01": // invalid_authorization_specification, invalid_password
		return outcome.ErrSignIn
	case "53200", "53400", "53100": // out_of_memory, configuration_limit_exceeded, disk_full
		return outcome.ErrMemory
	case "57014": // query_canceled; it wasn't us
		return outcome.ErrTime
	case "22003": // numeric_value_out_of_range: the sum
		return outcome.ErrTotal
	case "08000", "08003", "08006", "53300", "57P01", "57P02", "57P03": // connection lost, too many, shutting down, starting
		return outcome.ErrConnection
	}
	return outcome.ErrEngine.With("code", "PostgreSQL "+code)
}
