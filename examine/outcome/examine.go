// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"context"

	"baken/base/disclose"
	"baken/base/disparity"
)

// Result is what may leave: disclosed tables in the order in which they are
// read.
type Result struct{ Tables []disclose.Table }

// Table finds a table by its id.
func (r Result) Table(id string) (disclose.Table, bool) {
	for _, t := range r.Tables {
		if t.Spec().ID == id {
			return t, true
		}
	}
	return disclose.Table{}, false
}

// The tables of a result.
const (
	SelectionTable   = "selection"
	FindingTable     = "finding"
	SelectionCompare = "selection-compared"
	FindingCompare   = "finding-compared"
	LadderTable      = "ladder"
	StrataTable      = "strata"
	StepsTable       = "steps"
	VerdictTable     = "verdict"
	ChainTable       = "chain"
	UnknownTable     = "unknown"
	RandomTable      = "random"
	ManyTable        = "many"
	BoundsTable      = "bounds"
	TruthTable       = "truth"
	MissedTable      = "missed"
	ParityTable      = "parity"
	CalibrationTable = "calibration"
)

// TableIDs lists every table that a result can have, those of its rows included.
func TableIDs() []string {
	return []string{
		VerdictTable, BoundsTable, SelectionTable, SelectionCompare, ManyTable, LadderTable, FindingTable, FindingCompare, ParityTable, TruthTable,
		MissedTable, CalibrationTable, StepsTable, ChainTable, RandomTable, UnknownTable, StrataTable, OutsideTable, UnforeseenTable,
	}
}

// Examine protects the counts and works out every statistic from what is
// printed. A selection rate, its comparison and the ladder always come
// together; so do the finding rates and their comparison. With a test in the plan, the
// verdict comes first, in both its parts. What earlier tables of the same people told
// counts, as far as plans call population, groups and strata alike.
//
// Errors: ErrAllHidden where no group can be printed; those of disclose.
func (p Plan) Examine(ctx context.Context, c Counts, level disparity.Confidence, earlier ...disclose.PublicTable) (Result, error) {
	if p.Group.Estimated != nil {
		return p.examineEstimated(ctx, c, level, earlier)
	}
	e, err := p.begin(ctx, c, level, p.Test, earlier)
	if err != nil {
		return Result{}, err
	}
	if p.Finding != nil {
		if e.finding, err = p.protect(ctx, earlier, "finding", c.Finding); err != nil {
			return Result{}, err
		}
	}
	if p.Random != nil {
		if e.random, err = p.protect(ctx, earlier, "random", c.Random); err != nil {
			return Result{}, err
		}
	}
	if err := e.protectTruth(ctx, c, earlier); err != nil {
		return Result{}, err
	}
	for k, s := range c.Steps {
		var one stepRates
		if one.decided, err = p.protect(ctx, earlier, p.Steps[k].ID, s.Decided); err != nil {
			return Result{}, err
		}
		if one.found, err = p.protect(ctx, earlier, p.Steps[k].ID+", found", s.Found); err != nil {
			return Result{}, err
		}
		e.steps = append(e.steps, one)
	}
	if e.doubts, err = p.doubts(ctx, earlier, c); err != nil {
		return Result{}, err
	}
	return e.tables()
}

// begin protects the selection, which every examination has.
func (p Plan) begin(ctx context.Context, c Counts, level disparity.Confidence, test *Test, earlier []disclose.PublicTable) (e examining, err error) {
	e = examining{plan: p, level: level, sure: level}
	if e.selection, err = p.protect(ctx, earlier, "selection", c.Selection); err != nil {
		return e, err
	}
	if len(printedGroups(e.selection.Rates())) == 0 {
		return e, ErrAllHidden
	}
	if test != nil {
		e.sure, err = disparity.At(test.Confidence / 100)
	}
	return e, err
}

func (p Plan) protect(ctx context.Context, earlier []disclose.PublicTable, what string, counts []Count) (*disclose.Protected, error) {
	if pub := p.Source.Published; pub != nil {
		cells := make([]disclose.PublicCell, len(counts))
		for i, c := range counts {
			cells[i] = disclose.PublicCell{Group: c.Group, Stratum: c.Stratum, Events: c.Yes, Base: c.Base, Others: c.No}
		}
		return disclose.Public(pub.Source, p.Source.Rounding, pub.Decimals, cells)
	}
	cells := make([]disclose.Cell, len(counts))
	for i, c := range counts {
		cells[i] = disclose.Cell{Group: c.Group, Stratum: c.Stratum, Base: c.Yes + c.No, Events: c.Yes}
	}
	return disclose.ProtectRates(ctx, p.rules(), p.Population.EN+": "+what, cells, earlier...)
}

func (p Plan) rules() disclose.Rules {
	rules := disclose.ForEveryone()
	if p.Group.Crossed != nil {
		rules.Base = rules.Intersection
	}
	return rules
}

type examining struct {
	plan               Plan
	level              disparity.Confidence // of the intervals that are printed
	sure               disparity.Confidence // of the verdict
	selection, finding *disclose.Protected  // finding is nil where the plan has none
	doubts             doubts               // what the data leaves open
	random             *disclose.Protected  // what was found in a random sample; nil without one
	truth, missed      *disclose.Protected  // what was the case of those selected, and of those not; nil where the plan doesn't say
	score              *disclose.Protected  // what was the case in each bin of the score; nil without one
	steps              []stepRates
}

type stepRates struct{ decided, found *disclose.Protected }

// maker makes a table of what was protected; of nothing where from is nil.
type maker struct {
	from *disclose.Protected
	spec disclose.Spec
	work func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error)
}

func (e examining) tables() (Result, error) {
	makers := []maker{
		e.verdict(),
		{e.selection, e.rateSpec(SelectionTable, e.plan.Selection), e.rates},
		{e.selection, e.compareSpec(SelectionCompare, e.plan.Selection), e.compare},
		e.many(),
		{e.selection, e.ladderSpec(), e.ladder},
		{e.finding, e.findingSpec(), e.rates},
		{e.finding, e.findingCompareSpec(), e.compareFindings},
		e.parities(),
		e.truthTable(TruthTable, e.truth),
		e.truthTable(MissedTable, e.missed),
		e.calibration(),
		e.stepTable(),
		e.chain(),
		e.arms(),
		e.uncertain(),
		{e.selection, e.strataSpec(), e.strata},
	}
	if len(e.plan.Strata) == 0 {
		makers = makers[:len(makers)-1]
	}
	return derived(makers)
}

// derived makes the tables that there are.
func derived(makers []maker) (out Result, err error) {
	for _, m := range makers {
		if m.from == nil {
			continue
		}
		t, err := m.from.Derive(m.spec, m.work)
		if err != nil {
			return Result{}, err
		}
		out.Tables = append(out.Tables, t)
	}
	return out, nil
}

func printedGroups(rates []disclose.Rate) []disclose.Rate {
	var out []disclose.Rate
	for _, r := range rates {
		if r.Stratum == "" && r.Known() {
			out = append(out, r)
		}
	}
	return out
}

func find(rates []disclose.Rate, group, stratum string) disclose.Rate {
	for _, r := range rates {
		if r.Group == group && r.Stratum == stratum {
			return r
		}
	}
	withheld := disclose.Figure{Kind: disclose.Withheld, Reason: "disclose.reason.protected"}
	return disclose.Rate{Base: withheld, Share: withheld}
}

// count makes of a printed rate the count that its figures imply.
func count(r disclose.Rate) (disparity.Count, error) {
	i := r.Counts
	if i.HasBase {
		c, err := disparity.Of(min(i.Events.N, i.Base.N), i.Base.N)
		if err != nil {
			return c, err
		}
		return c.Within(i.Events.Margin, i.Base.Margin)
	}
	c, err := disparity.Split(i.Events.N, i.Others.N)
	if err != nil {
		return c, err
	}
	return c.Within(i.Events.Margin, i.Others.Margin)
}
