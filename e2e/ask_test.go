// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// fetch asks for an address, with the session of a cookie if there is one.
func fetch(t *testing.T, address, session string) (int, []byte) {
	t.Helper()
	return ask(t, http.MethodGet, address, session, "")
}

// post sends a form as a browser without the pages would.
func post(t *testing.T, address, session, form string) (int, string) {
	t.Helper()
	code, body := ask(t, http.MethodPost, address, session, form)
	return code, string(body)
}

func ask(t *testing.T, method, address, session, form string) (int, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", "nl")
	if form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if session != "" {
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, body
}
