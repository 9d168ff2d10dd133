// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// send takes the form as it comes without JavaScript: sealed while it streams
// in, and never kept as it came.
func (p *Pages) send(w http.ResponseWriter, r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return web.ErrForm
	}
	filed, typed, err := p.Server.Submit(r.Context(), org.ID(r.PathValue("org")), parts)
	if err != nil {
		return p.sendAgain(w, r, typed, err)
	}
	proof, err := p.proof(r.Context(), filed.Event())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report"
	return web.Show(w, r, http.StatusOK, p.receiptPage(ui, filed, proof))
}

// sendAgain shows the form with all that was typed, and what is wrong with it.
func (p *Pages) sendAgain(w http.ResponseWriter, r *http.Request, typed url.Values, problem error) error {
	var errs component.Errors
	_, large := errors.AsType[*http.MaxBytesError](problem)
	switch kind := fault.KindOf(problem); {
	case errors.Is(problem, report.ErrEmpty):
		errs.Add("what", text.Key("report.what_none"))
	case large || errors.Is(problem, report.ErrLarge):
		size := text.With("web.size.megabytes", "amount", text.Number(megabytes))
		errs.Add("file", text.With("report.attach.large", "name", text.Key("report.plain.the_file"), "size", size))
	case kind == fault.Invalid || kind == fault.Conflict:
		errs.Add("what", text.Fault(problem))
	default:
		return problem
	}
	if typed.Get("what") != "" {
		errs.Add("file", text.Key("report.plain.left"))
	}
	return p.showForm(w, r, http.StatusUnprocessableEntity, typed, errs)
}

// patience is how long the page waits for the log to place a report.
const patience = 2 * time.Second

// proof gives the proof of an event, or nothing when the log needs longer.
func (p *Pages) proof(ctx context.Context, e report.Event) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	proof, err := p.Server.Proof(ctx, e)
	if errors.Is(err, report.ErrLater) {
		return "", nil
	}
	return proof, err
}

// receiptPage shows the eight words, this once.
func (p *Pages) receiptPage(ui *component.UI, filed reportserver.Filed, proof string) g.Node {
	words := make([]text.Text, len(filed.Words))
	for i, w := range filed.Words {
		words[i] = text.Data(w)
	}
	return ui.Page(
		text.Key("report.receipt.title"),
		ui.Notice(component.Warning, text.Key("report.plain.sent")),
		ui.Heading(text.Key("report.receipt.words")),
		ui.Receipt(text.Key("report.receipt.list"), words...),
		ui.Paragraph(text.Key("report.receipt.why")),
		ui.Paragraph(text.Key("report.receipt.secret")),
		ui.Prose(ui.Strong(text.Key("report.receipt.paper"))),
		ui.Small(text.Key("report.receipt.paper_risk")),
		ui.Section(text.Key("report.receipt.back_title"), ui.Paragraph(text.Key("report.plain.check"))),
		ui.Section(text.Key("report.receipt.proof"), proofPart(ui, proof)),
		ui.Section(
			text.Key("report.start.next"),
			ui.Paragraph(text.With("report.done.text", "days", int(p.Promise.Read))),
			ui.Actions(ui.LinkButtonSecondary("/report/return", text.Key("report.start.back_go"))),
		),
	)
}

func proofPart(ui *component.UI, proof string) g.Node {
	if proof == "" {
		return ui.Paragraph(text.Key("report.receipt.proof_later"))
	}
	return ui.Group(ui.Paragraph(text.Key("report.plain.proof")), ui.CodeBlock(text.Data(proof)))
}
