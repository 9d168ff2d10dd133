// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/disparity"
)

// calibration lists how often it was true in each bin of the score: a bin that means the
// same in both groups is calibrated.
func (e examining) calibration() maker {
	if e.score == nil {
		return maker{}
	}
	spec := e.rateSpec(CalibrationTable, *e.plan.Truth)
	spec.Method, spec.Chart = "outcome.method.calibration", nil
	spec.Heads = []disclose.Label{e.plan.Score.Label, e.plan.Group.Label}
	return maker{e.score, spec, e.calibrated}
}

func (e examining) calibrated(rates []disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
	for _, v := range e.plan.Score.Values {
		for _, g := range e.plan.Group.Values {
			r := find(rates, g.Code, bin(v.Code))
			share, err := e.share(r)
			if err != nil {
				return nil, nil, err
			}
			rows = append(rows, disclose.Row{
				Labels: []disclose.Label{v.Label, g.Label}, Figures: []disclose.Figure{r.Base, share},
				Reference: g.Code == e.plan.Group.Reference,
			})
		}
	}
	notes = []disclose.Note{e.comparedWith(), {Key: "outcome.note.calibration"}}
	for _, g := range e.plan.others() {
		bins, left, err := e.within(rates, g, e.plan.Score.bins())
		if err != nil {
			return nil, nil, err
		}
		notes = append(notes, pooled(disparity.Calibrate(e.level, bins), g, left))
	}
	notes = append(notes, disclose.Note{Key: "outcome.note.truth_label"})
	notes = append(notes, e.roundingNotes()...)
	return rows, append(notes, disclose.Note{Key: "outcome.note.no_conclusion"}), nil
}

// pooled says the difference over all bins that are printed for both groups, and the test
// that there is none in any.
func pooled(c disparity.Calibration, g Value, left int) disclose.Note {
	d := percents.figure(c.Difference.Statistic, rounded)
	p := pValues.value(c.CMH.P)
	if !d.HasValue() || !p.HasValue() || !closed(d.Interval) || !closed(d.Envelope) {
		return about("outcome.note.calibration_open", g.Label)
	}
	n := about("outcome.note.calibration_pooled", g.Label)
	n.Args["bins"], n.Args["left"] = strconv.Itoa(len(c.Bins)), strconv.Itoa(left)
	for name, x := range map[string]float64{
		"difference": d.Value, "low": *d.Interval.Low, "high": *d.Interval.High, "lowest": *d.Envelope.Low, "highest": *d.Envelope.High,
	} {
		number(n, name, strconv.FormatFloat(x+0, 'f', percents.digits, 64))
	}
	said := "= " + strconv.FormatFloat(p.Value, 'f', p.Digits, 64)
	if least := math.Pow10(-p.Digits); p.Value < least {
		said = "< " + strconv.FormatFloat(least, 'f', p.Digits, 64)
	}
	number(n, "p", said)
	return n
}

func closed(b *disclose.Bounds) bool { return b != nil && b.Low != nil && b.High != nil }

// number gives a note a number in both languages.
func number(n disclose.Note, name, said string) {
	said = strings.Replace(said, "-", "−", 1)
	n.Args[name+"_nl"], n.Args[name+"_en"] = strings.Replace(said, ".", ",", 1), said
}
