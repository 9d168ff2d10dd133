// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/internal/web"
)

func TestReadForm(t *testing.T) {
	for _, tt := range []struct {
		rule, body string
		version    int64
		want       error
	}{
		{"a version", "version=7&name=a", 7, nil},
		{"none", "name=a", 0, nil},
		{"no number", "version=x", 0, nil},
		{"beyond all numbers", "version=9999999999999999999", 0, nil},
		{"no form", "a=%", 0, web.ErrForm},
		{"too large", "a=" + strings.Repeat("x", 100), 0, web.ErrTooLarge},
	} {
		r := httptest.NewRequest(http.MethodPost, "/?version=9", strings.NewReader(tt.body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 50)
		version, err := web.ReadForm(r)
		if version != tt.version || !errors.Is(err, tt.want) {
			t.Errorf("%s: got %d, %v, want %d, %v", tt.rule, version, err, tt.version, tt.want)
		}
	}
}
