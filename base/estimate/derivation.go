// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Derivation is what the variance of a figure is made of.
type Derivation struct {
	Respondents int     // in the domain
	People      float64 // the sum of their weights
	Low, High   float64 // the smallest and the largest of these weights
	Sum         float64 // of the scores of all respondents
	Squares     float64
	Stages      [][]Part // by stage, the first first: its strata
	Responding  float64  // what it adds that who responds is chance
	Variance    float64
}

// Part is what one stratum of one stage adds to a variance:
// Times · (1−f) · n/(n−1) · (Squares − Sum²/n).
type Part struct {
	Row      int     // a respondent in it, from 0
	Units    int     // n: how many were drawn
	Inside   int     // how many of these have somebody in the domain
	Fraction float64 // f: the share of its population that was drawn; 0 where it isn't known
	Sum      float64 // of the sums of the scores of each unit
	Squares  float64 // of these sums
	Times    float64 // the share of the units that it lies within that was drawn; 1 in the first stage
	Adds     float64
	Adjusted bool // Adds has Squares for Squares − Sum²/n, and 1 for n/(n−1) of one unit: the distance from the mean of all strata (Adjust)
	Averaged bool // Adds is the average of the strata beside it: one unit of it was drawn (Average)
}

// Derive takes a figure apart.
func (f Figure) Derive() Derivation {
	d := Derivation{Variance: f.Variance(), Responding: f.survey.responding(f.scores, f.scores), Low: math.Inf(1), High: math.Inf(-1)}
	for i, w := range f.survey.weights {
		if f.in.has(i) {
			d.Respondents++
			d.People += w
			d.Low, d.High = min(d.Low, w), max(d.High, w)
		}
	}
	for _, x := range f.scores[:f.survey.n] {
		d.Sum += x
		d.Squares += x * x
	}
	in := f.in
	if len(f.survey.fits) > 0 {
		in = nil // as in Survey.cross
	}
	f.derive(&d, f.survey.tree, 0, 1, in)
	return d
}

func (f Figure) derive(d *Derivation, st *stage, k int, times float64, in Domain) {
	if len(d.Stages) == k {
		d.Stages = append(d.Stages, nil)
	}
	from, sum, known := len(d.Stages[k]), 0.0, 0.0
	for _, h := range st.strata {
		p := Part{Row: int(f.survey.order[h.units[0].from]), Units: len(h.units), Fraction: 1 - h.rest, Times: times}
		for _, one := range h.units {
			sum, inside := 0.0, false
			for _, i := range f.survey.order[one.from:one.to] {
				sum += f.scores[i]
				inside = inside || f.in.has(int(i))
			}
			if inside {
				p.Inside++
			}
			p.Sum += sum
			p.Squares += sum * sum
		}
		some := false
		p.Adds, some = f.survey.stratum(h, f.scores, f.scores, in)
		p.Adjusted = f.survey.adjusts(p, in) && p.Adds > 0
		p.Adds *= times
		p.Averaged = math.IsNaN(p.Adds)
		if some && !p.Averaged {
			sum += p.Adds
			known++
		}
		d.Stages[k] = append(d.Stages[k], p)
	}
	for i := range d.Stages[k][from:] {
		if p := &d.Stages[k][from+i]; p.Averaged {
			p.Adds = sum / known
		}
	}
	for _, h := range st.strata {
		for _, one := range h.units {
			if one.within != nil && one.share > 0 {
				f.derive(d, one.within, k+1, times*one.share, in)
			}
		}
	}
}

// adjusts says whether a stratum counts its distance from the mean of all strata, as
// Survey.stratum has it.
func (s *Survey) adjusts(p Part, in Domain) bool {
	alone := p.Units == 1 || in != nil && p.Inside == 1 && s.domains == AlsoDomains
	return alone && s.lonely == Adjust
}

// Unfitted gives the survey with the weights that it has, as if they hadn't been
// fitted to totals: what its figures vary less for the fit is the difference.
func (s *Survey) Unfitted() *Survey {
	out := *s
	out.fits, out.silent = nil, nil
	return &out
}
