// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// PDF prints the page as a browser does that is asked for a PDF, with tags.
func (p *Page) PDF() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	tagged := true
	var made []byte
	p.must("print the page", chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		pdf, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{GenerateTaggedPDF: &tagged})
		made = pdf.Data
		return err
	})))
	return made
}
