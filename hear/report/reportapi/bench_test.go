// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report/reporttest"
	"baken/internal/db"
)

func noKeys() map[int64]seal.CaseKey { return map[int64]seal.CaseKey{} }

// BenchmarkLookup compares how long a receipt with a case and one without take
// to be looked up: a difference here would be one that a guesser could measure
// beside the difference in what is answered.
func BenchmarkLookup(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		s := open(b, engine)
		reporter, _ := s.reporter("x")
		for name, lookup := range map[string]string{"with a case": reporter.lookup, "without": reporttest.Keys(b).Lookup.Export()} {
			l, err := seal.ParseLookup(lookup)
			if err != nil {
				b.Fatal(err)
			}
			h := seal.NewLookupKey([]byte("a secret of the tests")).Hash(l)
			b.Run(engine+"/"+name, func(b *testing.B) {
				for b.Loop() {
					_, _ = s.store.Lookup(b.Context(), org.Public(), h)
				}
			})
		}
	}
}

// BenchmarkSubmit takes in reports that were sealed beforehand, as many at a
// time as there are callers.
func BenchmarkSubmit(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			s := open(b, engine)
			keys := reporttest.Keys(b)
			c := &client{site: s, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: noKeys()}
			one := c.filing("x")
			bodies := make([][]byte, b.N)
			for n := range bodies {
				one.Case, one.Lookup = db.NewID(), reporttest.Keys(b).Lookup.Export()
				bodies[n], _ = json.Marshal(one)
			}
			var next atomic.Int64
			b.SetParallelism(16)
			b.ResetTimer()
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					r := httptest.NewRequest("POST", "/report/api/cases", bytes.NewReader(bodies[next.Add(1)-1]))
					r.Header.Set("Content-Type", "application/json")
					w := httptest.NewRecorder()
					s.ServeHTTP(w, r)
					if w.Code != 201 {
						b.Errorf("status %d: %s", w.Code, w.Body)
					}
				}
			})
		})
	}
}
