// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"

	"github.com/go-json-experiment/json"

	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web/component"
)

// JSON makes a handler of f for what scripts call, with bodies of at most
// limit bytes; no answer is kept. An error becomes {key, message, args}, with
// the status of its kind and the message in the reader's language; of one that
// isn't a fault nothing is told but that.
func JSON(limit int64, f HandlerFunc) http.Handler {
	return Upload(limit, func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "no-store")
		err := f(w, r)
		if err != nil && !errors.Is(err, errAnswered) {
			refuse(w, r, known(err))
		}
		return err // for the log: the answer has begun
	})
}

// Answered marks what went wrong after the answer was given: it is for the log.
func Answered(err error) error { return fmt.Errorf("%w: %w", errAnswered, err) }

var errAnswered = errors.New("after the answer")

func refuse(w http.ResponseWriter, r *http.Request, err error) {
	problem := struct {
		Key     string         `json:"key"`
		Message string         `json:"message"`
		Args    map[string]any `json:"args,omitempty"`
	}{Key: "internal", Message: text.Fault(err).In(component.For(r).Printer)}
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind() != fault.Internal {
		problem.Key, problem.Args = f.Key(), f.Args()
	}
	WriteJSON(w, Status(err), problem)
}

// WriteJSON sends v. What it is made of can always be written as JSON, and a
// reader who left can't be told.
func WriteJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Errorf("web: %w", err))
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// ReadJSON gives the one JSON value of the body. Errors: ErrForm, ErrTooLarge.
func ReadJSON[T any](r *http.Request) (v T, err error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return v, ErrForm
	}
	body, err := ReadBody(r)
	if err != nil {
		return v, fmt.Errorf("read a body: %w", known(err))
	}
	if err := json.Unmarshal(body, &v); err != nil {
		return v, ErrForm
	}
	return v, nil
}

// mostForeseen is how much room is made for a body before it comes.
const mostForeseen = 8 << 20

// ReadBody reads a body whose length is mostly known.
func ReadBody(r *http.Request) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(r.ContentLength, 0), mostForeseen)) + bytes.MinRead)
	_, err := b.ReadFrom(r.Body)
	return b.Bytes(), err
}
