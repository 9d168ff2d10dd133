// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgtest

import (
	"sync"
	"time"
)

// Clock is a clock that a test turns.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock gives a clock at Now.
func NewClock() *Clock { return &Clock{at: Now} }

// Now gives the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Days lets days pass.
func (c *Clock) Days(n int) { c.Pass(time.Duration(n) * 24 * time.Hour) }
