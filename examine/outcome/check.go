// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/plan"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// broken names the first rule of the plan that doesn't hold. Its message is
// "outcome.plan." and the rule, with the field and the value at fault.
func broken(field, rule string, value ...string) error {
	return plan.Break("outcome.plan."+rule, field, strings.Join(value, ", "))
}

func (p Plan) check() error {
	if p.Format != PlanFormat {
		return broken("format", "format", PlanFormat)
	}
	for _, l := range []struct {
		field string
		label disclose.Label
	}{
		{"title", p.Title},
		{"population", p.Population},
		{"shows", p.Shows},
		{"shows-not", p.ShowsNot},
		{"group.label", p.Group.Label},
		{"selection.label", p.Selection.Label},
	} {
		if l.label.Empty() {
			return broken(l.field, "label")
		}
	}
	if p.Organisation == "" {
		return broken("organisation", "organisation")
	}
	for _, check := range []func() error{p.checkSource, p.checkGroup, p.checkDecisions, p.checkStrata, p.checkTest, p.checkSteps, p.checkProxies, p.checkCrossed, p.checkEstimated, p.checkRandom, p.checkTruth, p.checkScore, p.checkColumns, p.checkOnly, p.checkUnforeseen, p.checkReplaces} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (p Plan) checkSource() error {
	s := p.Source
	if err := s.checkPlace(); err != nil {
		return err
	}
	switch {
	case s.Kind != Records && s.Kind != Counted:
		return broken("source.kind", "kind")
	case s.Kind == Counted && s.Count == "":
		return broken("source.count", "count_missing")
	case s.Kind == Records && (s.Count != "" || s.Whole != ""):
		return broken("source.count", "count_records")
	case s.Encoding != "" && s.Encoding != "utf-8" && s.Encoding != "latin-1":
		return broken("source.encoding", "encoding")
	case len(s.Delimiter) > 1:
		return broken("source.delimiter", "delimiter")
	case s.Rounding < 1 || s.Rounding > 1000:
		return broken("source.rounding", "rounding")
	case s.Rounding > 1 && s.Published == nil:
		return broken("source.rounding", "rounding_source")
	case s.Published != nil && (s.Kind != Counted || s.Whole == ""):
		return broken("source.whole", "published_whole") // sums of rounded counts would be less sure than they look
	case s.Published != nil && s.Published.Empty():
		return broken("source.published", "published")
	case s.Published != nil && (s.Published.Decimals < 0 || s.Published.Decimals > 6):
		return broken("source.published.decimals", "decimals")
	}
	return nil
}

// checkPlace asks for one place where the data is. What stands in an address isn't
// repeated: it may hold a password.
func (s Source) checkPlace() error {
	switch {
	case s.File == "" && s.Database == "":
		return broken("source.file", "file")
	case s.Kind == Counted && s.Person != "":
		return broken("source.person", "person")
	case s.Database == "" && s.Table != "":
		return broken("source.table", "table_file")
	case s.Database == "":
		return nil
	case s.File != "":
		return broken("source.database", "two_places")
	case s.Encoding != "" || s.Delimiter != "" || s.Sheet != "":
		return broken("source", "file_only")
	}
	u, err := url.Parse(s.Database)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" && u.Scheme != "clickhouse" {
		return broken("source.database", "database")
	}
	if _, has := u.User.Password(); has || u.Query().Has("password") || u.Query().Has("sslpassword") {
		return broken("source.database", "database_password")
	}
	schema, name, dotted := strings.Cut(s.Table, ".")
	if schema == "" || dotted && name == "" || strings.Contains(name, ".") || strings.ContainsRune(s.Table, 0) {
		return broken("source.table", "table")
	}
	return nil
}

func (p Plan) checkGroup() error {
	codes, err := distinct("group.values", p.Group.Values)
	if err != nil {
		return err
	}
	switch {
	case p.Group.Column == "":
		return broken("group.column", "column")
	case len(codes) < 2:
		return broken("group.values", "two_groups")
	case !slices.Contains(codes, p.Group.Reference):
		return broken("group.reference", "reference")
	}
	for _, o := range p.Group.Outside {
		if slices.Contains(codes, o) {
			return broken("group.outside", "outside", o)
		}
	}
	return nil
}

func (p Plan) checkDecisions() error {
	for _, d := range append([]Decision{p.Selection}, stepDecisions(p.Steps)...) {
		if d.Alike != (disclose.Label{}) {
			return broken("alike", "alike")
		}
	}
	if err := p.Selection.check("selection"); err != nil || p.Finding == nil {
		return err
	}
	if p.Finding.Label.Empty() {
		return broken("finding.label", "label")
	}
	if a := p.Finding.Alike; a != (disclose.Label{}) && a.Empty() {
		return broken("finding.alike", "label")
	}
	return p.Finding.check("finding")
}

func stepDecisions(steps []Step) (out []Decision) {
	for _, s := range steps {
		out = append(out, s.Decision)
	}
	return out
}

func (d Decision) check(field string) error {
	if d.Column == "" {
		return broken(field+".column", "column")
	}
	if len(d.Yes) == 0 || len(d.No) == 0 {
		return broken(field, "yes_no")
	}
	seen := map[string]bool{}
	for _, v := range slices.Concat(d.Yes, d.No, d.Neither) {
		if seen[v] {
			return broken(field, "twice", v)
		}
		seen[v] = true
	}
	return nil
}

func (p Plan) checkStrata() error {
	if len(p.Strata) > 3 {
		return broken("strata", "strata_most")
	}
	for _, s := range p.Strata {
		codes, err := distinct("strata.values", s.Values)
		switch {
		case err != nil:
			return err
		case s.Column == "" || s.Label.Empty():
			return broken("strata", "stratum")
		case s.Reason.Empty():
			return broken("strata.reason", "reason", s.Column)
		case s.Doubt != (disclose.Label{}) && s.Doubt.Empty():
			return broken("strata.doubt", "doubt", s.Column)
		case len(codes) == 0:
			return broken("strata.values", "stratum_values", s.Column)
		}
	}
	return nil
}

// checkColumns refuses a plan that uses one column for two things, or whose
// mark for "all of them" is also a value.
func (p Plan) checkColumns() error {
	if slices.Contains(p.Columns(), p.Source.Person) {
		return broken("column", "column_twice", p.Source.Person)
	}
	used := p.uses()
	for i, c := range used {
		if slices.Contains(used[:i], c) {
			return broken("column", "column_twice", c)
		}
	}
	if p.Source.Whole == "" {
		return nil
	}
	values := slices.Concat(p.Group.Values, p.Group.outside())
	for _, s := range p.Strata {
		values = append(values, s.Values...)
	}
	for _, v := range values {
		if v.Code == p.Source.Whole {
			return broken("source.whole", "whole")
		}
	}
	return nil
}

func (g Grouping) outside() []Value {
	out := make([]Value, len(g.Outside))
	for i, c := range g.Outside {
		out[i].Code = c
	}
	return out
}

func distinct(field string, values []Value) ([]string, error) {
	codes := make([]string, 0, len(values))
	for _, v := range values {
		if slices.Contains(codes, v.Code) {
			return nil, broken(field, "twice", v.Code)
		}
		if v.Label.Empty() {
			return nil, broken(field, "value_label", v.Code)
		}
		codes = append(codes, v.Code)
	}
	return codes, nil
}
