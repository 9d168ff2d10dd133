// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"baken/base/estimate"
	"baken/base/plan"
)

// broken names the first rule of the plan that doesn't hold. Its message is
// "estimate.plan." and the rule.
func broken(field, rule, value string) error {
	return plan.Break("estimate.plan."+rule, field, plan.Brief(value))
}

func (p Plan) check() error {
	switch {
	case p.Format != PlanFormat:
		return broken("format", "format", PlanFormat)
	case p.Title == "":
		return broken("title", "title", "")
	case !(p.Confidence > 0 && p.Confidence < 1):
		return broken("confidence", "confidence", "")
	}
	if _, ok := intervals()[p.Interval]; !ok {
		return broken("interval", "interval", p.Interval)
	}
	for _, check := range []func() error{p.Source.check, p.Design.check, p.Response.check, p.Calibrate.check, p.Replicates.check, p.checkDomains, p.checkItems} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (s Source) check() error {
	switch {
	case (s.File == "") == (s.Database == ""):
		return broken("source.file", "file", "")
	case (s.Database == "") != (s.Query == ""):
		return broken("source.query", "query", "")
	case s.Encoding != "" && s.Encoding != "utf-8" && s.Encoding != "latin-1":
		return broken("source.encoding", "encoding", "")
	case len(s.Delimiter) > 1:
		return broken("source.delimiter", "delimiter", "")
	}
	return nil
}

func (d Design) check() error {
	if len(d.Stages) == 0 {
		return broken("design.stages", "stages", "")
	}
	if _, ok := lonely()[d.Lonely]; !ok {
		return broken("design.lonely", "lonely", d.Lonely)
	}
	if _, ok := lonelyDomains()[d.LonelyDomains]; !ok {
		return broken("design.lonely-domains", "lonely_domains", d.LonelyDomains)
	}
	for k, st := range d.Stages {
		field := fmt.Sprintf("design.stages[%d]", k+1)
		switch {
		case st.Units == "" && k+1 < len(d.Stages):
			return broken(field+".units", "units", "")
		case st.Population != "" && st.Sizes != nil:
			return broken(field+".sizes", "population_twice", "")
		case st.Sizes != nil && st.Strata == "":
			return broken(field+".sizes", "sizes_strata", "")
		case st.Population == "" && st.Sizes == nil && d.Weights == "":
			return broken(field+".population", "population", "")
		}
		if err := sizes(field+".sizes", st.Sizes); err != nil {
			return err
		}
	}
	return nil
}

// sizes refuses a value twice, and a total that is none.
func sizes(field string, all []Size) error {
	seen := map[string]bool{}
	for _, s := range all {
		switch {
		case seen[s.Value]:
			return broken(field, "twice", s.Value)
		case !(s.Total > 0) || math.IsInf(s.Total, 0):
			return broken(field, "total", s.Value)
		}
		seen[s.Value] = true
	}
	return nil
}

func (c *Calibrate) check() error {
	if c == nil {
		return nil
	}
	switch c.Distance {
	case "linear", "raking", "logit":
	default:
		return broken("calibrate.distance", "distance", "")
	}
	if n := len(c.Bounds); n != 0 && n != 2 || n == 0 && c.Distance == "logit" || n > 0 && c.Distance == "raking" {
		return broken("calibrate.bounds", "bounds", "")
	}
	if b := c.Bounds; len(b) == 2 && (!(b[0] >= 0 && b[0] < 1 && b[1] > 1) || math.IsInf(b[1], 0)) {
		return broken("calibrate.bounds", "bounds", "")
	}
	if len(c.Margins)+len(c.Auxiliaries) == 0 {
		return broken("calibrate.margins", "margins", "")
	}
	seen := map[string]bool{}
	for _, m := range c.Margins {
		switch {
		case m.Column == "":
			return broken("calibrate.margins", "column", "")
		case seen[m.Column]:
			return broken("calibrate.margins", "twice", m.Column)
		case len(m.Totals) == 0:
			return broken("calibrate.margins", "totals", m.Column)
		}
		seen[m.Column] = true
		if err := sizes("calibrate.margins", m.Totals); err != nil {
			return err
		}
	}
	columns := map[string]bool{}
	for _, a := range c.Auxiliaries {
		switch {
		case a.Column == "":
			return broken("calibrate.auxiliaries", "column", "")
		case columns[a.Column]:
			return broken("calibrate.auxiliaries", "twice", a.Column)
		case math.IsNaN(a.Total) || math.IsInf(a.Total, 0):
			return broken("calibrate.auxiliaries", "totals", a.Column)
		}
		columns[a.Column] = true
	}
	return nil
}

func (c *Response) check() error {
	if c == nil {
		return nil
	}
	switch {
	case c.Column == "":
		return broken("response.column", "column", "")
	case len(c.Values) == 0:
		return broken("response.values", "levels", c.Column)
	case len(c.Outside) == 0:
		return broken("response.outside", "outside", c.Column)
	case slices.Contains(c.Cells, ""):
		return broken("response.cells", "column", "")
	}
	if v := twice(slices.Concat(c.Values, c.Outside)); v != "" {
		return broken("response.values", "twice", v)
	}
	if v := twice(c.Cells); v != "" {
		return broken("response.cells", "twice", v)
	}
	return nil
}

// twice gives a value that is there again.
func twice(all []string) string {
	for k, v := range all {
		if slices.Contains(all[:k], v) {
			return v
		}
	}
	return ""
}

func (r *Replicate) check() error {
	switch {
	case r == nil:
		return nil
	case r.Kind != Bootstrap && r.Kind != Jackknife && r.Kind != Balanced:
		return broken("replicates.kind", "replicates", "")
	case r.Kind == Bootstrap && (r.Repeats < 2 || r.Repeats > mostRepeats), r.Kind != Bootstrap && r.Repeats != 0:
		return broken("replicates.repeats", "repeats", strconv.Itoa(mostRepeats))
	case !(r.Fay >= 0 && r.Fay < 1), r.Kind != Balanced && r.Fay != 0:
		return broken("replicates.fay", "fay", "")
	}
	return nil
}

// mostRepeats is how many replicates a bootstrap has at most.
const mostRepeats = 100_000

func (p Plan) checkDomains() error {
	columns := map[string]bool{}
	for _, d := range p.Domains {
		switch {
		case d.Column == "":
			return broken("domains", "column", "")
		case columns[d.Column]:
			return broken("domains", "twice", d.Column)
		case len(d.Levels) == 0:
			return broken("domains.levels", "levels", d.Column)
		}
		columns[d.Column] = true
		seen := map[string]bool{}
		for _, v := range d.values() {
			if seen[v] {
				return broken("domains.levels", "twice", v)
			}
			seen[v] = true
		}
	}
	return nil
}

// values gives the values of a domain's column that the plan knows.
func (d Domain) values() []string {
	var out []string
	for _, l := range d.Levels {
		out = append(out, l.Value)
	}
	return append(out, d.Outside...)
}

func (p Plan) checkItems() error {
	if len(p.Items) == 0 {
		return broken("items", "items", "")
	}
	seen := map[string]bool{}
	for _, m := range p.Items {
		switch {
		case m.Name == "" || strings.Contains(m.Name, "/"):
			return broken("items.name", "name", m.Name)
		case seen[m.Name]:
			return broken("items.name", "twice", m.Name)
		case m.Column == "":
			return broken("items.column", "column", m.Name)
		case !slices.Contains([]Kind{Mean, Total, Share, Ratio, Quantile}, m.Kind):
			return broken("items.kind", "kind", m.Name)
		case m.Kind == Quantile && p.Replicates != nil:
			return broken("items.kind", "replicated", m.Name)
		case (m.Kind == Quantile) != (m.Order > 0 && m.Order < 1), m.Kind != Quantile && m.Order != 0:
			return broken("items.order", "order", m.Name)
		case !m.ruled():
			return broken("items.rule", "rule", m.Name)
		case (m.Kind == Share) != (len(m.Values) > 0):
			return broken("items.values", "values", m.Name)
		case (m.Kind == Ratio) != (m.To != ""):
			return broken("items.to", "to", m.Name)
		}
		seen[m.Name] = true
	}
	return nil
}

// ruled says whether the rule is one of a quantile.
func (m Item) ruled() bool {
	if m.Kind != Quantile {
		return m.Rule == ""
	}
	return slices.Contains([]estimate.QuantileRule{
		estimate.HF1, estimate.HF2, estimate.HF4, estimate.HF5, estimate.HF6, estimate.HF7, estimate.HF8, estimate.HF9, estimate.ShahVaish,
	}, estimate.QuantileRule(m.Rule))
}
