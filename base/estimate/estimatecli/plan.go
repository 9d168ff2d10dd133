// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"net/url"
	"strings"

	"baken/base/estimate"
	"baken/base/plan"
)

// PlanFormat is the version of the plan's form that this program reads.
const PlanFormat = "baken-estimate/1"

// Plan says how a sample was drawn and what is estimated of it. It is read from
// YAML, in which an unknown name is an error.
type Plan struct {
	Format     string     `yaml:"format"`
	Title      string     `yaml:"title"`
	Source     Source     `yaml:"source"`
	ID         string     `yaml:"id"` // a column that holds nothing twice; may be left out
	Design     Design     `yaml:"design"`
	Response   *Response  `yaml:"response"`
	Calibrate  *Calibrate `yaml:"calibrate"`
	Replicates *Replicate `yaml:"replicates"` // errors by replicates; if left out linearised
	Domains    []Domain   `yaml:"domains"`
	Items      []Item     `yaml:"items"`
	Confidence float64    `yaml:"confidence"` // 0.95 if left out
	Interval   string     `yaml:"interval"`   // of shares: korn-graubard (if left out), wilson, likelihood, log-odds

	hash string
}

// Source says where the answers are and how they are written.
type Source struct {
	File         string   `yaml:"file"`          // or
	Database     string   `yaml:"database"`      // sqlite:FILE or postgres://SERVER/NAME, and
	Query        string   `yaml:"query"`         // in its SQL
	Encoding     string   `yaml:"encoding"`      // utf-8 (if left out) or latin-1
	Delimiter    string   `yaml:"delimiter"`     // found out if left out
	DecimalComma bool     `yaml:"decimal-comma"` // 1,5 instead of 1.5
	Missing      []string `yaml:"missing"`       // spellings of no answer, beside the empty one
}

// Design says how the sample was drawn.
type Design struct {
	Weights       string  `yaml:"weights"` // a column; if left out population / drawn, over all stages
	Stages        []Stage `yaml:"stages"`
	Lonely        string  `yaml:"lonely"`         // refuse (if left out), certainty, remove, adjust, average
	LonelyDomains string  `yaml:"lonely-domains"` // drawn (if left out), domains
}

// Stage is one stage of drawing.
type Stage struct {
	Strata     string `yaml:"strata"`     // a column; if left out one stratum
	Units      string `yaml:"units"`      // a column; may be left out in the last stage
	Population string `yaml:"population"` // a column, or
	Sizes      []Size `yaml:"sizes"`      // the same by stratum
}

// Size is how many there are with a value.
type Size struct {
	Value string  `yaml:"value"`
	Total float64 `yaml:"total"`
}

// name says where the answers are, without who asks the database.
func (s Source) name() string {
	if s.Database == "" {
		return s.File
	}
	if u, err := url.Parse(s.Database); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Host + u.Path
	}
	if strings.HasPrefix(s.Database, sqlite) {
		return s.Database
	}
	return "…" // what can't be read may hold a password
}

// Response says who of the sample responded, and in which cells the weights of who
// didn't go to who did.
type Response struct {
	Column  string   `yaml:"column"`
	Values  []string `yaml:"values"`  // of who responded
	Outside []string `yaml:"outside"` // of who didn't
	Cells   []string `yaml:"cells"`   // columns, of which each combination is a cell; none: one cell
}

// How replicates are made.
const (
	Bootstrap = "bootstrap"
	Jackknife = "jackknife"
	Balanced  = "balanced"
)

// Replicate says how replicates are made.
type Replicate struct {
	Kind    string  `yaml:"kind"`    // bootstrap, jackknife, balanced
	Repeats int     `yaml:"repeats"` // of the bootstrap; 500 if left out
	Seed    uint64  `yaml:"seed"`    // of the bootstrap
	Fay     float64 `yaml:"fay"`     // of balanced halves, 0 if left out
}

// Calibrate says to which totals the weights are fitted.
type Calibrate struct {
	Distance    string      `yaml:"distance"` // linear, raking, logit
	Bounds      []float64   `yaml:"bounds"`   // the lowest and the highest that a weight is multiplied by
	Margins     []Margin    `yaml:"margins"`
	Auxiliaries []Auxiliary `yaml:"auxiliaries"`
}

// Auxiliary is what a column of numbers adds up to in the population.
type Auxiliary struct {
	Column string  `yaml:"column"`
	Total  float64 `yaml:"total"`
}

// Margin is what the population has of each value of a column.
type Margin struct {
	Column string `yaml:"column"`
	Totals []Size `yaml:"totals"`
}

// Domain is a column with the values whose people are estimated apart.
type Domain struct {
	Column  string   `yaml:"column"`
	Label   string   `yaml:"label"`
	Levels  []Level  `yaml:"levels"`
	Outside []string `yaml:"outside"` // values that are counted, but have no figures
}

// Level is one value of a column and what people call it.
type Level struct {
	Value string `yaml:"value"`
	Label string `yaml:"label"`
}

// Kind is what is estimated of an item.
type Kind string

// The kinds.
const (
	Mean     Kind = "mean"
	Total    Kind = "total"
	Share    Kind = "share"    // of who answered one of the values
	Ratio    Kind = "ratio"    // of the total of Column to the total of To
	Quantile Kind = "quantile" // what a share of the people, the order, is at or below
)

// Item is a question of which something is estimated.
type Item struct {
	Name   string   `yaml:"name"`
	Label  string   `yaml:"label"`
	Column string   `yaml:"column"`
	Kind   Kind     `yaml:"kind"`
	Values []string `yaml:"values"`
	To     string   `yaml:"to"`
	Order  float64  `yaml:"order"` // between 0 and 1
	Rule   string   `yaml:"rule"`  // hf1 (if left out), hf2, hf4 to hf9, shahvaish
}

// MostPlanBytes is the largest plan that is read.
const MostPlanBytes = 1 << 20

// ParsePlan reads a plan.
//
// Errors: those of plan.Read, and plan.Broken with the field and the rule that it breaks.
func ParsePlan(raw []byte) (Plan, error) {
	var p Plan
	hash, err := plan.Read(raw, MostPlanBytes, &p, "doc/estimate.md")
	if err != nil {
		return Plan{}, err
	}
	p.hash = hash
	p.fill()
	return p, p.check()
}

// fill puts what is left out.
func (p *Plan) fill() {
	if p.Confidence == 0 {
		p.Confidence = 0.95
	}
	if p.Interval == "" {
		p.Interval = "korn-graubard"
	}
	for i, m := range p.Items {
		if m.Kind == Quantile && m.Rule == "" {
			p.Items[i].Rule = string(estimate.HF1)
		}
	}
	if by := p.Replicates; by != nil && by.Kind == Bootstrap && by.Repeats == 0 {
		by.Repeats = 500
	}
}

// Hash gives the SHA-256 of the plan as it was read, in hexadecimal.
func (p Plan) Hash() string { return p.hash }

// lonely gives the policies for lonely units by their names in a plan.
func lonely() map[string]estimate.Lonely {
	return map[string]estimate.Lonely{
		"": estimate.Refuse, "refuse": estimate.Refuse, "certainty": estimate.Certainty,
		"remove": estimate.Remove, "adjust": estimate.Adjust, "average": estimate.Average,
	}
}

// intervals gives the intervals of shares by their names in a plan.
func intervals() map[string]estimate.ShareMethod {
	return map[string]estimate.ShareMethod{
		"korn-graubard": estimate.KornGraubard, "wilson": estimate.Wilson, "likelihood": estimate.Likelihood, "log-odds": estimate.LogOdds,
	}
}

func lonelyDomains() map[string]estimate.LonelyDomains {
	return map[string]estimate.LonelyDomains{"": estimate.OnlyDrawn, "drawn": estimate.OnlyDrawn, "domains": estimate.AlsoDomains}
}

// name gives what people call a value.
func (l Level) name() string {
	if l.Label != "" {
		return l.Label
	}
	return l.Value
}

func (m Item) label() string {
	if m.Label != "" {
		return m.Label
	}
	return m.Name
}
