// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
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
			h := report.NewLookupKey([]byte("a secret of the tests")).Hash(l)
			b.Run(engine+"/"+name, func(b *testing.B) {
				for b.Loop() {
					_, _ = s.store.Lookup(b.Context(), org.Public(), h)
				}
			})
		}
	}
}
