// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/go-json-experiment/json"

	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

type handler func(w http.ResponseWriter, r *http.Request) error

// handle answers with JSON, errors too, bodies being at most that large.
func handle(most int64, f handler) http.Handler {
	return web.Upload(most, func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		err := f(w, r)
		if err != nil {
			tell(w, r, err)
		}
		return err // for the log: the answer has begun
	})
}

// problem is what a script is told of an error.
type problem struct {
	Key     string `json:"key"`
	Message string `json:"message"`
}

func tell(w http.ResponseWriter, r *http.Request, err error) {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		err = web.ErrTooLarge
	}
	p := problem{Key: "internal", Message: text.Fault(err).In(component.For(r).Printer)}
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind() != fault.Internal {
		p.Key = f.Key()
	}
	write(w, web.Status(err), p)
}

// write sends v. What it is made of can always be written as JSON, and a
// reader who left can't be told.
func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Errorf("counselapi: %w", err))
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// read gives the one JSON value of the body.
func read[T any](r *http.Request) (v T, err error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return v, web.ErrForm
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return v, fmt.Errorf("read a body: %w", err)
	}
	if err := json.Unmarshal(body, &v); err != nil {
		return v, web.ErrForm
	}
	return v, nil
}
