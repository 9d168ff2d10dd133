// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !cgo || noduckdb

package table

import (
	"context"
	"database/sql"
	"iter"
)

// hasEngine says that this binary was built without: every table is refused
// with a fault that says so.
const hasEngine = false

func connect(context.Context, string, Settings) (*sql.DB, error) { return nil, ErrNoEngine }

func engineFault(err error, _ error) error { return err }

func fill(context.Context, *sql.DB, string, iter.Seq2[[]any, error]) error { return ErrNoEngine }
