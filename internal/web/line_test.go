// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"baken/internal/web"
)

// pipes is a listener whose lines know the time of a synctest bubble.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipes) Close() error   { close(p); return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// load is what a line carries: 13 MB, which is far more than a line of 1 Mbit/s
// carries in the five minutes that a request may take by itself.
const load = 200 * part

const part = 64 << 10

// A slow line gets its time in both directions; one that stands still or only
// trickles is cut, and soon.
func TestLines(t *testing.T) {
	tests := []struct {
		rule  string
		parts int           // that the reader moves before he stops
		size  int           // of each
		every time.Duration // one of them
		whole bool          // whether all gets through
		least time.Duration // before the handler knows how it went
		most  time.Duration
	}{
		{"a fast line", 200, part, 0, true, 0, 0},
		{"a slow line", 200, part, 3 * time.Second, true, 9 * time.Minute, 11 * time.Minute},
		{"a short gap", 4, 50 * part, 80 * time.Second, true, 3 * time.Minute, 6 * time.Minute},
		{"one that stops", 20, part, time.Second, false, time.Minute, 3 * time.Minute},
		{"one that stops late", 190, part, 3 * time.Second, false, 10 * time.Minute, 12 * time.Minute},
		{"one that never begins", 0, part, time.Second, false, time.Minute, 3 * time.Minute},
		{"a trickle", 1600, part / 8, 8 * time.Second, false, 5 * time.Minute, 6 * time.Minute},
	}
	for _, tt := range tests {
		for way, visit := range map[string]func(net.Conn, int, int, time.Duration) bool{"in": sendSlowly, "out": readSlowly} {
			t.Run(tt.rule+" "+way, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					connect, ended := serveLines(t)
					begun := time.Now()
					got := visit(connect(), tt.parts, tt.size, tt.every)
					took := (<-ended).Sub(begun)
					if got != tt.whole || took < tt.least || took > tt.most {
						t.Errorf("whole %v after %s, want %v within %s to %s", got, took, tt.whole, tt.least, tt.most)
					}
				})
			})
		}
	}
}

// serveLines takes and gives the load. It gives what connects to it, and when
// the handler has done what it could.
func serveLines(t *testing.T) (connect func() net.Conn, ended <-chan time.Time) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan time.Time, 1)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { done <- time.Now() }()
		if n, err := io.Copy(io.Discard, r.Body); err != nil {
			http.Error(w, fmt.Sprint(n, err), http.StatusRequestTimeout)
		} else if r.Method == http.MethodGet {
			w.Header().Set("Content-Length", strconv.Itoa(load))
			_, _ = w.Write(make([]byte, load))
		}
	})
	l, served := make(pipes), make(chan error, 1)
	go func() { served <- web.Serve(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return func() net.Conn {
		ours, theirs := net.Pipe()
		t.Cleanup(func() { _ = ours.Close() })
		l <- theirs
		return ours
	}, done
}

// sendSlowly sends the load, or what it gets to, and reports whether it was taken.
func sendSlowly(c net.Conn, parts, size int, every time.Duration) bool {
	_, _ = fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", load)
	answers := make(chan bool)
	go func() {
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		answers <- err == nil && answer.StatusCode == http.StatusOK
	}()
	for range parts {
		time.Sleep(every) // in the bubble's time
		if _, err := c.Write(make([]byte, size)); err != nil {
			break
		}
	}
	return <-answers
}

// readSlowly asks for the load and reads it, or as much as it gets to, and
// reports whether that was all.
func readSlowly(c net.Conn, parts, size int, every time.Duration) bool {
	_, _ = fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	var got bytes.Buffer
	for range parts {
		time.Sleep(every) // in the bubble's time
		if _, err := io.CopyN(&got, c, int64(size)); err != nil {
			break
		}
	}
	if parts*size >= load { // the rest is what the headers took
		rest, err := io.CopyN(io.Discard, c, int64(bytes.Index(got.Bytes(), []byte("\r\n\r\n"))+4))
		return err == nil && rest > 4
	}
	time.Sleep(time.Hour)
	rest, err := io.Copy(io.Discard, c)
	return err == nil && int(rest)+got.Len() >= load
}
