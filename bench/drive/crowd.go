// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package drive

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"baken/base/ledger"
)

// LogKey asks a server for the public key of its log.
func LogKey(ctx context.Context, client *http.Client, url string) (ledger.Key, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/ledger/key", nil)
	if err != nil {
		return ledger.Key{}, err
	}
	answer, err := client.Do(r)
	if err != nil {
		return ledger.Key{}, err
	}
	raw, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return ledger.Key{}, err
	}
	return ledger.ParseKey(strings.TrimSpace(string(raw)))
}

// Crowd lets callers do op for 0 to total-1, each once, and gives how long each
// took.
func Crowd(callers, total int, op func(n int) error) ([]time.Duration, time.Duration, error) {
	var (
		next   atomic.Int64
		group  sync.WaitGroup
		took   = make([]time.Duration, total)
		faults = make([]error, callers)
	)
	begun := time.Now()
	for c := range callers {
		group.Go(func() {
			for faults[c] == nil {
				n := int(next.Add(1)) - 1
				if n >= total {
					return
				}
				at := time.Now()
				faults[c] = op(n)
				took[n] = time.Since(at)
			}
		})
	}
	group.Wait()
	span := time.Since(begun)
	slices.Sort(took)
	return took, span, errors.Join(faults...)
}

// Quantile gives, in milliseconds, how long that part of all took at most.
func Quantile(sorted []time.Duration, q float64) float64 {
	return sorted[int(q*float64(len(sorted)-1))].Seconds() * 1000
}
