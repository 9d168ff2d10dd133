// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"baken/base/disclose"
	"baken/base/fault"
)

// ErrNoVerdict: the bundle isn't that of a plan with a test.
var ErrNoVerdict = fault.New(fault.Invalid, "outcome.no_verdict")

// Evidence is what a signed result concludes, for a room that weighs it beside other things
// that it knows: a risk analysis, a letter. It holds nothing that the bundle doesn't.
type Evidence struct {
	Bundle       string // SHA-256 of the bundle, in hexadecimal: the name to keep it by
	Plan         string // SHA-256 of the plan
	Organisation string // OIN or TOOI identifier
	Signer       string
	Made         time.Time
	Title        disclose.Label
	Population   disclose.Label
	ShowsNot     disclose.Label // goes with every quotation
	Deviations   []disclose.Note
	Conclusions  []Conclusion
	Notes        []disclose.Note // what the conclusions rest on
}

// Conclusion is the verdict on one decision and group. Its two parts can't be had apart.
type Conclusion struct {
	Decision, Group disclose.Label
	Effect, Robust  disclose.Figure // Said, or Undefined with the reason
	Difference      disclose.Figure // points
	Detectable      disclose.Figure // points: the smallest difference that would have been found with the plan's power
	P               disclose.Figure // adjusted for all tests of the plan
}

// Weighed reads a bundle as evidence; known are the public keys that are trusted.
//
// Errors: those of disclose.Open, and ErrNoVerdict.
func Weighed(raw []byte, known ...string) (Evidence, error) {
	b, err := disclose.Open(raw, known...)
	if err != nil {
		return Evidence{}, err
	}
	verdict, ok := Result{Tables: b.Tables}.Table(VerdictTable)
	if !ok {
		return Evidence{}, ErrNoVerdict
	}
	sum, h := sha256.Sum256(raw), b.Header
	e := Evidence{
		Bundle: hex.EncodeToString(sum[:]), Plan: h.Plan, Organisation: h.Organisation, Signer: h.Signer, Made: h.Made,
		Title: h.Title, Population: h.Population, ShowsNot: h.ShowsNot, Deviations: h.Deviations, Notes: verdict.Notes(),
	}
	at := map[string]int{}
	for i, c := range verdict.Spec().Columns {
		at[c.ID] = i
	}
	for _, column := range []string{"effect", "robust", "difference", "detectable", "p-adjusted"} {
		if _, has := at[column]; !has || len(verdict.Spec().Heads) != 2 {
			return Evidence{}, ErrNoVerdict
		}
	}
	for _, r := range verdict.Rows() {
		e.Conclusions = append(e.Conclusions, Conclusion{
			Decision: r.Labels[0], Group: r.Labels[1], Effect: r.Figures[at["effect"]], Robust: r.Figures[at["robust"]],
			Difference: r.Figures[at["difference"]], Detectable: r.Figures[at["detectable"]], P: r.Figures[at["p-adjusted"]],
		})
	}
	return e, nil
}
