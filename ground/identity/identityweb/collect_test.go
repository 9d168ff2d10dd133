// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
)

func FuzzCollect(f *testing.F) {
	f.Add("application/x-www-form-urlencoded", []byte("a=1&b=%zz"))
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nc\r\n--x--\r\n"))
	f.Fuzz(func(t *testing.T, media string, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", media)
		form, err := collect(r)
		if err != nil {
			return
		}
		size := 0
		for name, values := range form.Fields {
			for _, v := range values {
				size += len(name) + len(v)
			}
		}
		if size > keptBody {
			t.Errorf("%d bytes are kept", size)
		}
	})
}
