// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"errors"
	"net/http"

	"baken/base/fault"
)

// What the chassis itself refuses.
var (
	ErrNoPage    = fault.New(fault.NotFound, "web.fault.no_page")
	ErrNoMethod  = fault.New(fault.Invalid, "web.fault.no_method")
	ErrElsewhere = fault.New(fault.Forbidden, "web.fault.elsewhere")
	ErrTooLarge  = fault.New(fault.TooLarge, "web.fault.too_large")
	ErrForm      = fault.New(fault.Invalid, "web.fault.form")
)

var errPanic = errors.New("a handler panicked")

// Status gives the HTTP status for an error: the one table of kinds.
func Status(err error) int {
	if errors.Is(err, ErrNoMethod) {
		return http.StatusMethodNotAllowed
	}
	switch fault.KindOf(err) {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Busy:
		return http.StatusServiceUnavailable
	case fault.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusInternalServerError
}

// known gives the fault that the standard library's own errors stand for.
func known(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return ErrTooLarge
	}
	return err
}
