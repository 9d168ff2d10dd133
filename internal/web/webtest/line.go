// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"maps"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// scale counts bytes by what was asked for.
type scale struct {
	mu    sync.Mutex
	paths map[network.RequestID]string
	bytes map[string]int64
}

func (s *scale) hear(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		s.paths[e.RequestID] = e.Request.URL
	case *network.EventLoadingFinished:
		s.bytes[s.paths[e.RequestID]] += int64(e.EncodedDataLength)
	}
}

// Weigh counts the bytes that come over the line from now on: compressed, with
// the headers, and nothing from the browser's cache. The function gives the
// count so far, by path.
func (p *Page) Weigh() func() map[string]int64 {
	p.t.Helper()
	s := &scale{paths: map[network.RequestID]string{}, bytes: map[string]int64{}}
	p.must("listen to the line", chromedp.Listen(p.ctx, s.hear))
	p.do("do without a cache", call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	return func() map[string]int64 {
		s.mu.Lock()
		defer s.mu.Unlock()
		out := map[string]int64{}
		for at, n := range maps.All(s.bytes) {
			out[strings.TrimPrefix(at, p.base)] += n
		}
		return out
	}
}

// Memory gives the bytes that the page's script holds, with its buffers.
func (p *Page) Memory() int64 {
	p.t.Helper()
	var held int64
	p.do("ask what the page holds", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		used, err := cdp.Call(ctx, t, runtime.GetHeapUsage, cdp.Empty{})
		if err == nil {
			held = int64(used.UsedSize + used.EmbedderHeapUsedSize + used.BackingStorageSize)
		}
		return err
	}))
	return held
}
