// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"

	"github.com/ClickHouse/clickhouse-go/v2"

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
	if said := new(clickhouse.Exception); errors.As(err, &said) {
		return e.code(said.Code)
	}
	var network net.Error
	switch {
	case errors.As(err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		errors.Is(err, clickhouse.ErrAcquireConnTimeout), errors.Is(err, clickhouse.ErrConnectionClosed):
		return outcome.ErrConnection
	}
	return fmt.Errorf("outcome: ClickHouse: %T", err)
}

// code reads the error codes of ClickHouse (ErrorCodes.cpp).
func (e Engine) code(code int32) error {
	switch code {
	case 60, 81: // UNKNOWN_TABLE, UNKNOWN_DATABASE
		return outcome.ErrTable.With("table", e.Table)
	case 291, 497: // DATABASE_ACCESS_DENIED, ACCESS_DENIED
		return outcome.ErrRights.With("table", e.Table)
	case 192, 193, 194, 195, 516: // UNKNOWN_USER, WRONG_PASSWORD, REQUIRED_PASSWORD, IP_ADDRESS_NOT_ALLOWED, AUTHENTICATION_FAILED
		return outcome.ErrSignIn
	case 241, 243: // MEMORY_LIMIT_EXCEEDED, NOT_ENOUGH_SPACE
		return outcome.ErrMemory
	case 158: // TOO_MANY_ROWS, by the server's own limit of groups
		return outcome.ErrCells.With("most", outcome.NewGather(outcome.Question{}, e.Most).Most())
	case 159, 160, 394: // TIMEOUT_EXCEEDED, TOO_SLOW, QUERY_WAS_CANCELLED; it wasn't us
		return outcome.ErrTime
	case 32, 198, 202, 209, 210, 279: // EOF, DNS, TOO_MANY_SIMULTANEOUS_QUERIES, SOCKET_TIMEOUT, NETWORK_ERROR, ALL_CONNECTION_TRIES_FAILED
		return outcome.ErrConnection
	}
	return outcome.ErrEngine.With("code", "ClickHouse "+strconv.Itoa(int(code)))
}
