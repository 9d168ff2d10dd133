// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"sync/atomic"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Weigh counts the bytes that come over the line from now on: compressed, with
// the headers, and nothing from the browser's cache. The function gives the
// count so far.
func (p *Page) Weigh() func() int64 {
	p.t.Helper()
	var all atomic.Int64
	p.must("listen to the line", chromedp.Listen(p.ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			all.Add(int64(e.EncodedDataLength))
		}
	}))
	p.do("do without a cache", call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	return all.Load
}
