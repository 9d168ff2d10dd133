// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Representativity is how alike those who answered are to all who were drawn, in what
// is known of both. It is about these categories and no others: a response that
// is even over them may differ in what was asked.
type Representativity struct {
	Rate     float64   // the share that answered, by weight: the mean propensity ρ̄
	R        float64   // 1 − 2S(ρ̂): 1 when every cell answered alike, 0 when half of the people did and the other half never would
	Adjusted float64   // R without the bias of S²: chance alone makes rates differ
	SE       float64   // of R; too large where R is near 1, and infinite or NaN at 1
	Cells    []float64 // the propensity of each cell; NaN for one in which nobody was drawn
	Warnings []Warning // "small": a cell in which fewer than 20 were drawn

	weights []float64
	each    []float64 // the propensity of each one who was drawn
	kept    float64   // the share of S² that isn't bias
}

// Representativity gives the R-indicator of the response to a survey: of all who
// were drawn, with their inclusion weights, who answered and in which cell each is.
// The cells are all combinations of the categories that are looked at, known of
// those who didn't answer too.
//
// The propensity ρ̂ of a cell c is the share of it that answered, by weight (the
// saturated model). With w the weights, N their sum, P the share of a cell in it, and
// v = ρ̂(1−ρ̂) Σw²/(Σw)² over the cell:
//
//	S²      = Σ w (ρ̂−ρ̄)² / (N−1)
//	bias    = Σ P v  −  V(Σ w ρ̂) / N²
//	var(R)  = [ 4 Σ P²(ρ̂−ρ̄)² v  +  2 (Σ P²v)² + 2 Σ P²(1−2P) v²  +  V(Σ w (ρ̂−ρ̄)²) / N² ] / S²
//
// Here V is the variance of a total by the design, and S² in the last line has N.
// Adjusted has S² less the bias, and no less than 0. It is as published, to be comparable:
// that ρ̄ is of a chance response too, another −Σ P²v, isn't in that bias, so that with
// few cells a little too much is taken off. When all weights are the same this is what
// the tool RISQ 2.1 gives; when they differ, that has v as if each weighed N/n.
//
// Errors: ErrLength, ErrLevel, ErrEmpty for weights that add up to one person or
// less, and ErrCalibrated for a calibrated survey.
//
// Source: B. Schouten, F. Cobben and J. Bethlehem, Indicators for the
// representativeness of survey response, Survey Methodology 35 (2009) 101-113; the
// bias and the variance from N. Shlomo, C. Skinner and B. Schouten, Estimation of an
// indicator of the representativeness of survey response, J. Statistical Planning and
// Inference 142 (2012) 201-211, worked out for cells.
func (s *Survey) Representativity(answered Domain, cells Factor) (Representativity, error) {
	if len(s.fits) > 0 {
		return Representativity{}, ErrCalibrated
	}
	if err := answered.check(s.n); err != nil {
		return Representativity{}, err
	}
	if err := cells.check(s.n); err != nil {
		return Representativity{}, err
	}
	all := s.rates(answered, cells)
	if !(all.people > 1) {
		return Representativity{}, ErrEmpty
	}
	r := Representativity{Rate: all.rate, Cells: all.propensity, weights: s.weights, Warnings: all.small(cells), kept: 1}
	r.each = make([]float64, s.n)
	for i, c := range cells.Codes {
		r.each[i] = all.propensity[c]
	}
	square := all.sum(func(share, apart, _ float64) float64 { return share * apart * apart })
	sampled := square * all.people / (all.people - 1)
	if bias := all.bias(s.totalVariance(r.each)); square > 0 {
		r.kept = max(1-bias/sampled, 0)
	}
	r.R, r.Adjusted = 1-2*math.Sqrt(sampled), 1-2*math.Sqrt(sampled*r.kept)
	distances := make([]float64, s.n)
	for i, p := range r.each {
		distances[i] = (p - r.Rate) * (p - r.Rate)
	}
	r.SE = math.Sqrt(all.variance(s.totalVariance(distances)) / square)
	return r, nil
}

// totalVariance gives the variance by the design of the total of something.
func (s *Survey) totalVariance(of []float64) float64 {
	scores := make([]float64, s.n)
	for i, w := range s.weights {
		scores[i] = w * of[i]
	}
	return s.cross(scores, scores, nil)
}

// rates is the response by cell.
type rates struct {
	count      []int
	share      []float64 // of the people
	propensity []float64
	chance     []float64 // the variance of the propensity, who was drawn being given
	people     float64
	rate       float64
}

func (s *Survey) rates(answered Domain, f Factor) rates {
	k := len(f.Levels)
	c := rates{count: make([]int, k), share: make([]float64, k), propensity: make([]float64, k), chance: make([]float64, k)}
	for i, w := range s.weights {
		at := f.Codes[i]
		c.count[at]++
		c.share[at] += w
		c.chance[at] += w * w
		c.people += w
		if answered.has(i) {
			c.propensity[at] += w
			c.rate += w
		}
	}
	c.rate /= c.people
	for at, w := range c.share {
		if c.propensity[at] /= w; w > 0 {
			c.chance[at] *= c.propensity[at] * (1 - c.propensity[at]) / (w * w)
		}
		c.share[at] = w / c.people
	}
	return c
}

// sum adds something up over the cells in which somebody was drawn.
func (c rates) sum(of func(share, apart, chance float64) float64) (sum float64) {
	for at, share := range c.share {
		if share > 0 {
			sum += of(share, c.propensity[at]-c.rate, c.chance[at])
		}
	}
	return sum
}

// bias gives that of S², by the variance of the total of the propensities.
func (c rates) bias(design float64) float64 {
	return c.sum(func(share, _, chance float64) float64 { return share * chance }) - design/(c.people*c.people)
}

// variance gives that of S², by the variance of the total of the squared distances.
func (c rates) variance(design float64) float64 {
	slope := c.sum(func(share, apart, chance float64) float64 { return share * share * apart * apart * chance })
	trace := c.sum(func(share, _, chance float64) float64 { return share * share * chance })
	rest := c.sum(func(share, _, chance float64) float64 {
		return share * share * (1 - 2*share) * chance * chance
	})
	return 4*slope + 2*(trace*trace+rest) + design/(c.people*c.people)
}

func (c rates) small(f Factor) (all []Warning) {
	for at, n := range c.count {
		if n > 0 && n < few {
			all = append(all, Warning{Code: "small", Column: f.Name, Level: f.Levels[at], N: n})
		}
	}
	return all
}
