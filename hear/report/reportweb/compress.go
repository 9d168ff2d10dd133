// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"compress/gzip"
	"net/http"
	"strings"
)

// small sends a page compressed to who takes that: whoever reports by phone
// may have a slow connection. These pages hold no secret, so their length
// tells nothing.
func small(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		c := &compressed{ResponseWriter: w}
		next.ServeHTTP(c, r)
		if c.z != nil {
			_ = c.z.Close() // a reader who left can't be told
		}
	})
}

// compressed writes the body of an answer through gzip.
type compressed struct {
	http.ResponseWriter
	z *gzip.Writer
}

func (c *compressed) WriteHeader(status int) {
	h := c.Header()
	if strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		h.Add("Vary", "Accept-Encoding")
		h.Del("Content-Length")
		h.Set("Content-Encoding", "gzip")
		c.z = gzip.NewWriter(c.ResponseWriter)
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *compressed) Write(b []byte) (int, error) {
	if c.z == nil {
		return c.ResponseWriter.Write(b)
	}
	return c.z.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (c *compressed) Unwrap() http.ResponseWriter { return c.ResponseWriter }
