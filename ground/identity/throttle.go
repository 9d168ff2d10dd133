// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"fmt"
	"io"
	"net/netip"
	"sync"
	"time"
)

// Throttle slows down guessing. It never refuses for longer than Longest, and
// nobody can make somebody else wait longer by guessing:
//
//   - A device from which the account was signed in to before has a budget of
//     its own, whatever happens elsewhere.
//   - From elsewhere each pair of account and source has its own: a few tries
//     are free, then each waits twice as long as the one before.
//   - When an account, or a source, sees many wrong tries, a new pair with it
//     waits before its first try. Its wait is set once, and no other pair's
//     tries lengthen it.
//
// A bound on all tries together would be stricter, and would let a stranger
// use up the owner's tries; the code of the app stands behind the passphrase
// for that reason. Everything is in memory, by hashes under a key that is
// drawn at start: no address can be read from it.
type Throttle struct {
	limits Limits
	now    func() time.Time
	key    []byte

	mu    sync.Mutex
	pairs map[string]*budget
	heat  map[string]*budget // wrong tries of an account or a source together
	tries int                // since the start, to sweep now and then
}

// Limits are the numbers of a throttle.
type Limits struct {
	Free        int           // tries of one pair without waiting
	Longest     time.Duration // any wait
	Memory      time.Duration // after which tries are forgotten
	AccountHeat int           // wrong tries at one account before new pairs wait
	SourceHeat  int           // wrong tries from one source before new pairs wait
	Pairs       int           // that are remembered at most
}

// DefaultLimits let a person err, and a guesser try twice a minute.
func DefaultLimits() Limits {
	return Limits{
		Free: 3, Longest: 30 * time.Second, Memory: 15 * time.Minute,
		AccountHeat: 10, SourceHeat: 50, Pairs: 100_000,
	}
}

type budget struct {
	tries int       // as they count for waiting
	made  int       // really
	next  time.Time // before which no try is taken
	last  time.Time
}

// NewThrottle makes a throttle with a key of its own drawn from random.
func NewThrottle(l Limits, now func() time.Time, random io.Reader) (*Throttle, error) {
	key := make([]byte, KeySize)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, fmt.Errorf("draw the throttle's key: %w", err)
	}
	return &Throttle{limits: l, now: now, key: key, pairs: make(map[string]*budget), heat: make(map[string]*budget)}, nil
}

// Try counts a try before it is made, so that many at once don't all pass. It
// gives how long to wait instead; a try that must wait isn't counted. Device
// is empty unless the device is known for this account.
func (t *Throttle) Try(account, source, device string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	t.sweep(now)
	pair, fresh := t.pair(account, source, device)
	if fresh && device == "" {
		pair.tries = max(t.warmth("account", account, t.limits.AccountHeat), t.warmth("source", network(source), t.limits.SourceHeat))
		pair.next = now.Add(t.wait(pair.tries))
	}
	pair.last = now
	if pair.next.After(now) {
		return pair.next.Sub(now)
	}
	pair.tries++
	pair.made++
	pair.next = now.Add(t.wait(pair.tries))
	if device == "" {
		t.warm("account", account, now, 1)
		t.warm("source", network(source), now, 1)
	}
	return 0
}

// Succeeded forgets the tries of who turned out to be right.
func (t *Throttle) Succeeded(account, source, device string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	pair, _ := t.pair(account, source, device)
	if device == "" {
		t.warm("account", account, t.now(), -pair.made)
		t.warm("source", network(source), t.now(), -pair.made)
	}
	delete(t.pairs, t.name(account, source, device))
}

func (t *Throttle) name(account, source, device string) string {
	if device != "" {
		return string(mac(t.key, "device", account, device))
	}
	return string(mac(t.key, "pair", account, network(source)))
}

func (t *Throttle) pair(account, source, device string) (b *budget, fresh bool) {
	name := t.name(account, source, device)
	b, ok := t.pairs[name]
	if !ok {
		b = &budget{}
		t.pairs[name] = b
	}
	return b, !ok
}

func (t *Throttle) warm(what, name string, now time.Time, n int) {
	key := string(mac(t.key, what, name))
	b := t.heat[key]
	if b == nil {
		b = &budget{}
		t.heat[key] = b
	}
	b.tries, b.last = max(b.tries+n, 0), now
}

// warmth gives with how many tries a new pair begins: one over the free ones
// at the limit, and one more for each doubling.
func (t *Throttle) warmth(what, name string, limit int) int {
	b := t.heat[string(mac(t.key, what, name))]
	if b == nil || b.tries < limit {
		return 0
	}
	level := t.limits.Free + 1
	for n := b.tries; n >= 2*limit; n /= 2 {
		level++
	}
	return level
}

// wait doubles after the free tries: nothing, 1 s, 2 s, 4 s, to the longest.
func (t *Throttle) wait(tries int) time.Duration {
	over := tries - t.limits.Free
	if over < 0 {
		return 0
	}
	return min(time.Second<<min(over, 20), t.limits.Longest)
}

// sweep forgets what is old now and then, and at once when there is too much.
func (t *Throttle) sweep(now time.Time) {
	t.tries++
	full := len(t.pairs) >= t.limits.Pairs || len(t.heat) >= 2*t.limits.Pairs
	if t.tries%1000 != 0 && !full {
		return
	}
	t.trim(t.pairs, t.limits.Pairs, now)
	t.trim(t.heat, 2*t.limits.Pairs, now)
}

// trim forgets what is old. When that isn't enough it makes a quarter of the
// room free, so that the next tries needn't, and lets those go first who
// needn't wait.
func (t *Throttle) trim(all map[string]*budget, most int, now time.Time) {
	for name, b := range all {
		if now.Sub(b.last) > t.limits.Memory {
			delete(all, name)
		}
	}
	if len(all) < most {
		return
	}
	for _, waiting := range []bool{false, true} {
		for name, b := range all {
			if len(all) <= most*3/4 {
				return
			}
			if waiting || !b.next.After(now) {
				delete(all, name)
			}
		}
	}
}

// Remembered tells how many pairs, accounts and sources are remembered.
func (t *Throttle) Remembered() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.pairs) + len(t.heat)
}

// network gives what one source is: an address, or the /64 that a single
// subscriber has in IPv6.
func network(source string) string {
	a, err := netip.ParseAddr(source)
	if err != nil {
		return source
	}
	if a = a.Unmap().WithZone(""); a.Is4() {
		return a.String()
	}
	p, err := a.Prefix(64)
	if err != nil {
		return source
	}
	return p.String()
}
