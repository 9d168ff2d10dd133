// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"baken/base/civil"
	"baken/bench/drive"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/db"
)

// handler is an officer at his desk.
type handler struct {
	*visitor
	officer drive.Officer
	book    *book
	steps   int
}

const cases = "/desk/reports/api/cases"

// look is one way to list, and what it is called.
type look struct {
	what  string
	query url.Values
}

// look gives the ways to list in turn.
func (h *handler) look() look {
	h.steps++
	switch h.steps % 6 {
	case 1:
		at := time.Now().Add(-time.Duration(h.draw.Float64() * days * 24 * float64(time.Hour)))
		return look{listDeep, url.Values{"page": {at.UTC().Format(time.RFC3339Nano) + "_" + db.NewID()}}}
	case 2:
		states := []report.State{report.New, report.Acknowledged, report.Answered}
		return look{listState, url.Values{"state": {string(states[h.draw.IntN(len(states))])}}}
	case 3:
		return look{listMine, url.Values{"handler": {"me"}}}
	case 4:
		return look{listLate, url.Values{"late": {"1"}}}
	}
	return look{listFirst, nil}
}

// step lists, opens one of the reports and handles it.
func (h *handler) step(ctx context.Context) error {
	var page struct {
		Cases []struct {
			Case report.ID `json:"case"`
		} `json:"cases"`
	}
	l := h.look()
	if err := h.ask(ctx, l.what, "GET", cases+"?"+l.query.Encode(), nil, &page); err != nil {
		return err
	}
	if len(page.Cases) == 0 {
		return nil
	}
	id, chosen := page.Cases[h.draw.IntN(len(page.Cases))].Case, h.draw.IntN(6)
	h.pause(ctx)
	return h.again(func() error { return h.handle(ctx, id, chosen) })
}

// handle opens a report and does what was chosen, where the report's state
// still lets it.
func (h *handler) handle(ctx context.Context, id report.ID, chosen int) error {
	var d dossier
	if err := h.ask(ctx, openReport, "GET", cases+"/"+string(id), nil, &d); err != nil {
		return err
	}
	if d.State == report.Closed {
		return nil
	}
	switch chosen {
	case 0:
		return h.triage(ctx, d)
	case 1:
		return h.change(ctx, d, "assign", map[string]any{"to": h.officer.ID})
	case 2:
		if d.State == report.New {
			return h.change(ctx, d, "state", map[string]any{"state": report.Acknowledged})
		}
		return h.change(ctx, d, "assign", map[string]any{"to": ""})
	case 3:
		return h.tell(ctx, d, reportserver.KindFeedback, "")
	case 4:
		return h.close(ctx, d)
	}
	return h.tell(ctx, d, reportserver.KindText, "")
}

// change does something with a report that isn't said to the reporter.
func (h *handler) change(ctx context.Context, d dossier, what string, in map[string]any) error {
	in["version"] = d.Version
	return h.ask(ctx, change, "POST", cases+"/"+string(d.Case)+"/"+what, in, nil)
}

// triage puts a report under a regime; what runs by law already stays.
func (h *handler) triage(ctx context.Context, d dossier) error {
	for _, t := range d.Tracks {
		if t.Runs {
			return nil
		}
	}
	regimes := report.Regimes()
	return h.change(ctx, d, "triage", map[string]any{"tracks": []map[string]any{{
		"regime": regimes[h.draw.IntN(len(regimes))], "since": civil.On(d.SubmittedAt),
	}}})
}

// close ends what a law set going, and closes with feedback.
func (h *handler) close(ctx context.Context, d dossier) error {
	for _, t := range d.Tracks {
		if t.Runs && t.Regime == report.RegimeComplaint {
			return h.change(ctx, d, "end", map[string]any{"regime": t.Regime, "outcome": report.Settled})
		}
	}
	return h.tell(ctx, d, reportserver.KindFeedback, report.Closed)
}

// tell reads a report, and says something to the reporter.
func (h *handler) tell(ctx context.Context, d dossier, kind reportserver.Kind, to report.State) error {
	key, _, err := d.open(h.officer.Ring.Identity)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Wij hebben uw melding gelezen. Dit is bericht %d.", d.NextSeq)
	said := saying{State: to, Feedback: kind == reportserver.KindFeedback}
	if said.Message, err = d.seal(key, h.officer.Ring.Signing, kind, words); err != nil {
		return err
	}
	if err := h.ask(ctx, say, "POST", cases+"/"+string(d.Case)+"/messages", said, nil); err != nil {
		return err
	}
	return h.book.said(d.Case, d.NextSeq, words)
}
