// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// GroupCount is a group among many.
type GroupCount struct {
	Name  string
	Count Count
}

// Transform is the scale on which rates are taken to vary about their mean.
type Transform string

// The transforms, each with the variance that chance gives a rate of a of n.
const (
	// EmpiricalLogit is log((a+½)/(n−a+½)), with 1/(a+½) + 1/(n−a+½).
	EmpiricalLogit Transform = "empirical-logit"
	// Arcsine is arcsin √(a/n), with 1/4n.
	Arcsine Transform = "arcsine"
)

// Between is how the variance between groups is estimated.
type Between string

// The estimators.
const (
	DerSimonianLaird Between = "dersimonian-laird"
	REML             Between = "reml"
)

// Shrunken is many groups' rates drawn towards their mean.
type Shrunken struct {
	Transform Transform
	Between   Between
	Variance  Value          // between the groups, on the scale of the transform
	Mean      Statistic      // beside rounded counts without Range and Envelope (WorkLimit)
	Groups    []ShrunkenRate // as given
	Rounded   bool           // a count was rounded: all is at the counts as published
}

// ShrunkenRate is a group's rate drawn towards the mean.
type ShrunkenRate struct {
	Name     string
	Raw      Value
	Rate     Value
	Interval Interval // of Rate
	Pulled   Value    // how far: 0 is the raw rate on the scale, 1 the mean
}

// Shrink draws the rates of many groups towards their mean, each by how little
// it tells, so that a small group isn't shown at the end of a list by chance
// alone. On the scale of the transform, with chance variance vᵢ and variance τ²
// between groups, a group lies at B yᵢ + (1−B) μ with B = τ²/(τ²+vᵢ), with a
// normal interval by B vᵢ + (1−B)² Var μ.
//
// It is for display beside the raw rates, not for a test or a verdict: it draws
// a group that is truly apart towards the others, and its interval leaves out
// that τ² is itself estimated. The arcsine scale adds nothing to a count; the
// logit scale adds one half to all, as its name says. A group with nobody has
// EmptyGroup; with fewer than two others all values are NoStratum.
//
// Sources: C.N. Morris, Parametric empirical Bayes inference, JASA 78 (1983)
// 47-65; R. DerSimonian and N. Laird, Meta-analysis in clinical trials,
// Controlled Clinical Trials 7 (1986) 177-188; for REML, S.W. Raudenbush,
// Analyzing effect sizes: random-effects models (2009); F.J. Anscombe, Biometrika
// 35 (1948) 246-254 and 43 (1956) 461-464, on the scales.
func Shrink(groups []GroupCount, on Transform, by Between, level Confidence) Shrunken {
	out := Shrunken{Transform: on, Between: by, Variance: missing(NoStratum)}
	var all pool
	for _, g := range groups {
		out.Rounded = out.Rounded || !g.Count.Exact()
		if x := g.Count.cell(); x.n() > 0 {
			all.add(on.of(x))
		}
	}
	if all.tells() {
		all.between(by)
		out.Variance = value(all.tau2, NoStratum)
	}
	if out.Mean = all.meanOf(on, level); out.Rounded {
		out.Mean.unfollowed()
	}
	for _, g := range groups {
		out.Groups = append(out.Groups, all.shrink(g, on, level))
	}
	return out
}

// of gives a rate on the scale, and its variance by chance.
func (on Transform) of(x cell) (y, v float64) {
	if on == Arcsine {
		return math.Asin(math.Sqrt(risk(x))), 1 / (4 * x.n())
	}
	return math.Log((x.a + 0.5) / (x.b + 0.5)), 1/(x.a+0.5) + 1/(x.b+0.5)
}

// back gives the rate; an end of an arcsine interval can pass 0 or a right angle.
func (on Transform) back(y float64) float64 {
	if on == Arcsine {
		s := math.Sin(min(max(y, 0), math.Pi/2))
		return s * s
	}
	return 1 / (1 + math.Exp(-y))
}

func (on Transform) interval(y, se float64, level Confidence) Interval {
	far := level.z() * se
	return interval(value(on.back(y-far), NoStratum), value(on.back(y+far), NoStratum), level)
}

func (p *pool) meanOf(on Transform, level Confidence) Statistic {
	out := Statistic{
		Method: RandomEffects, Estimate: missing(NoStratum), Interval: gapInterval(NoStratum, level),
		Range: gapRange(NoStratum), Envelope: gapRange(NoStratum),
	}
	if p.tells() {
		out.Estimate = value(on.back(p.mean), NoStratum)
		out.Interval = on.interval(p.mean, math.Sqrt(p.variance), level)
		out.Range = Range{Low: out.Estimate, High: out.Estimate}
		out.Envelope = Range{Low: out.Interval.Low, High: out.Interval.High}
	}
	return out
}

func (p *pool) shrink(g GroupCount, on Transform, level Confidence) ShrunkenRate {
	x := g.Count.cell()
	out := ShrunkenRate{Name: g.Name, Raw: value(risk(x), EmptyGroup)}
	if x.n() == 0 || !p.tells() {
		why := out.Raw.gap
		if why == "" {
			why = NoStratum
		}
		out.Rate, out.Pulled, out.Interval = missing(why), missing(why), gapInterval(why, level)
		return out
	}
	y, v := on.of(x)
	pulled := v / (p.tau2 + v)
	at := (1-pulled)*y + pulled*p.mean
	out.Rate, out.Pulled = value(on.back(at), NoStratum), Value{number: pulled}
	out.Interval = on.interval(at, math.Sqrt((1-pulled)*v+pulled*pulled*p.variance), level)
	return out
}
