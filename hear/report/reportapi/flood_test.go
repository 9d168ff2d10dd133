// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// A flood of reports to one desk, by both roads, is slowed down by no more than
// the pace says, and none of it is refused.
func TestFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, engineMemory)
		config := s.Service.Config
		config.Pace = report.Pace{PerSecond: 2, Burst: 2, Longest: 3 * time.Second}
		pages, err := victimPages(report.NewService(config), s.Orgs, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		s.Handler = pages
		roads := []func() bool{s.plainly, s.plainly, s.plainly}
		for range 6 {
			keys := reporttest.Keys(t)
			c := s.officer("")
			c.identity, c.signing, c.lookup = keys.Identity, keys.Signing, keys.Lookup.Export()
			body := c.filing("x")
			roads = append(roads, func() bool { return s.send("", "POST", "/report/api/cases", body).Status == http.StatusCreated })
		}
		waits, begun := make([]time.Duration, len(roads)), time.Now()
		var flood sync.WaitGroup
		for n, send := range roads {
			flood.Go(func() {
				if !send() {
					t.Errorf("report %d of the flood wasn't taken in", n)
				}
				waits[n] = time.Since(begun) // in a bubble nothing but waiting takes time
			})
		}
		flood.Wait()
		slices.Sort(waits)
		want := []time.Duration{0, 0, 500, 1000, 1500, 2000, 2500, 3000, 3000}
		for i := range want {
			want[i] *= time.Millisecond
		}
		if diff := cmp.Diff(want, waits); diff != "" {
			t.Errorf("the waits (-want +got):\n%s", diff)
		}
		if ids := s.listed(reporttest.Ans, ""); len(ids) != len(roads) {
			t.Errorf("%d cases are kept, want %d", len(ids), len(roads))
		}
	})
}

// plainly sends a report as a visit without JavaScript does, and reports
// whether its receipt came.
func (s *site) plainly() bool {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if err := w.WriteField("what", "x"); err != nil {
		s.t.Error(err)
	}
	if err := w.Close(); err != nil {
		s.t.Error(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/report/agency", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, r)
	return answer.Code == http.StatusOK && len(strings.Fields(answer.Body.String())) == 8
}

// Who leaves while he waits for his turn has sent nothing; a desk that isn't
// there makes nobody wait.
func TestTurn(t *testing.T) {
	s := open(t, engineMemory)
	config := s.Service.Config
	config.Pace = report.Pace{PerSecond: 1, Burst: 1, Longest: time.Hour}
	desk := report.NewService(config)
	left, leave := context.WithCancel(t.Context())
	leave()
	for _, tt := range []struct {
		rule string
		ctx  context.Context
		desk org.ID
		want error
	}{
		{"no such desk", left, "nowhere", report.ErrNoDesk},
		{"the first", t.Context(), "agency", nil},
		{"who left", left, "agency", context.Canceled},
	} {
		if err := desk.Turn(tt.ctx, tt.desk); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.rule, err, tt.want)
		}
	}
}
