// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// visitor is one person's browser.
type visitor struct {
	web    *http.Client
	url    string
	cookie *http.Cookie // of an officer
	rest   time.Duration
	draw   *rand.Rand
	tally  *tally
}

// tries is how often a person does again what somebody else came before.
const tries = 5

var (
	errConflict = errors.New("somebody else came before")
	errLost     = errors.New("not what was acknowledged")
)

// ask calls an address, and notes how long it took as what was done.
func (v *visitor) ask(ctx context.Context, what, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, v.url+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if v.cookie != nil {
		r.AddCookie(v.cookie)
	}
	begun := time.Now()
	answer, err := v.web.Do(r)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return err
	}
	v.tally.took(what, time.Since(begun))
	switch {
	case answer.StatusCode == http.StatusConflict:
		return errConflict
	case answer.StatusCode > http.StatusCreated:
		return fmt.Errorf("%s %s: %s: %s", method, path, answer.Status, raw)
	case out == nil:
		return nil
	}
	return json.Unmarshal(raw, out)
}

// again does something until nobody comes before.
func (v *visitor) again(do func() error) error {
	for range tries {
		err := do()
		if !errors.Is(err, errConflict) {
			return err
		}
		v.tally.conflict()
	}
	return fmt.Errorf("%d times: %w", tries, errConflict)
}

// pause rests as long as people do.
func (v *visitor) pause(ctx context.Context) {
	rest := time.NewTimer(time.Duration(v.draw.Float64() * 2 * float64(v.rest)))
	defer rest.Stop()
	select {
	case <-rest.C:
	case <-ctx.Done():
	}
}

// until does something until ctx ends, after a rest each time: nobody comes at
// the same moment. What was begun is brought to its end.
func (v *visitor) until(ctx context.Context, do func(ctx context.Context) error) {
	for v.pause(ctx); ctx.Err() == nil; v.pause(ctx) {
		if err := do(context.WithoutCancel(ctx)); err != nil {
			v.tally.fault(err)
		}
	}
}
