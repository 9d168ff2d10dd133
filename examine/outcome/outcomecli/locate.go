// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"context"
	"errors"
	"fmt"

	"baken/base/fault"
	"baken/examine/outcome"
	"baken/internal/text"
)

// placing is an engine that can tell in which rows a value stands: a file has an order, a
// table in a database has none.
type placing interface {
	Place(ctx context.Context, column, value string) (first, last int64, err error)
}

// located adds to a value that the plan doesn't know where in the file it stands, so that
// one can see whether the coding changed halfway. It asks only then.
func located(ctx context.Context, e outcome.Engine, err error) error {
	at, ok := e.(placing)
	if !ok || !errors.Is(err, outcome.ErrUnknown) {
		return err
	}
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	column, _ := f.Args()["column"].(string)
	value, _ := f.Args()["value"].(string)
	first, last, lookErr := at.Place(ctx, column, value)
	if lookErr != nil {
		return lookErr
	}
	return fmt.Errorf("%w: %w", ErrPlace.With("problem", text.Fault(err), "first", first, "last", last), err)
}
