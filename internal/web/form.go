// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"errors"
	"net/http"
	"strconv"
)

// ReadForm parses the form of a request, whose answers are then in r.PostForm,
// and gives the version that was on the screen: 0 where the form has none.
//
// Errors: ErrTooLarge, ErrForm.
func ReadForm(r *http.Request) (version int64, err error) {
	if err := r.ParseForm(); err != nil {
		return 0, FormFault(err)
	}
	version, err = strconv.ParseInt(r.PostForm.Get("version"), 10, 64)
	if err != nil {
		return 0, nil
	}
	return version, nil
}

// FormFault says why a form can't be read.
func FormFault(err error) error {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return ErrTooLarge
	}
	return ErrForm
}
