// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/base/fault"
	"baken/base/plan"
	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/component"
)

// answers are what was typed on the page that helps to write a plan.
type answers struct {
	form url.Values
	errs component.Errors
}

// mostStrata is how many columns people are compared within.
const mostStrata = 3

func stratum(n int) string { return "stratum" + strconv.Itoa(n) }

func (a *answers) get(name string) string { return a.form.Get(name) }

func (a *answers) said(name string) string { return strings.TrimSpace(a.form.Get(name)) }

// has tells whether anything of a part was answered.
func (a *answers) has(part string) bool {
	for name := range a.form {
		if strings.HasPrefix(name, part+"_") && a.said(name) != "" {
			return true
		}
	}
	return false
}

// plan makes a plan of the answers; what is missing or can't be read goes into errs.
func (a *answers) plan() outcome.Plan {
	p := outcome.Plan{
		Format: outcome.PlanFormat, Organisation: a.need("organisation"),
		Title: a.label("title"), Population: a.label("population"), Shows: a.label("shows"), ShowsNot: a.label("shows_not"),
		Source: outcome.Source{
			File: a.need("source_file"), Kind: outcome.Kind(a.need("source_kind")),
			Count: a.said("source_count"), Person: a.said("source_person"),
		},
	}
	if p.Source.Kind == outcome.Counted {
		a.need("source_count")
	}
	p.Group = outcome.Grouping{
		Column: a.need("group_column"), Label: a.label("group_label"), Values: a.values("group_values"),
		Reference: a.need("group_reference"), Outside: a.codes("group_outside", "group_empty"),
	}
	p.Selection = a.decide("selection")
	p.Selection.Kind = disparity.Decision(a.need("selection_kind"))
	if a.has("finding") {
		found := a.decide("finding")
		if a.said("finding_matters") != "" {
			found.Matters = a.number("finding_matters")
		}
		found.Alike = a.maybeLabel("finding_alike")
		p.Finding = &found
	}
	p.Test = &outcome.Test{Matters: a.number("test_matters"), Power: a.number("test_power"), Confidence: a.number("test_confidence")}
	for n := 1; n <= mostStrata; n++ {
		if at := stratum(n); a.has(at) {
			p.Strata = append(p.Strata, outcome.Stratum{
				Column: a.need(at + "_column"), Label: a.label(at + "_label"),
				Values: a.values(at + "_values"), Reason: a.label(at + "_reason"), Doubt: a.maybeLabel(at + "_doubt"),
			})
		}
	}
	p.Proxies = a.proxies("proxies")
	if a.get("unforeseen") == "yes" {
		p.Unforeseen = outcome.Bound
	}
	return p
}

func (a *answers) decide(of string) outcome.Decision {
	return outcome.Decision{
		Column: a.need(of + "_column"), Label: a.label(of + "_label"),
		Yes: a.some(of + "_yes"), No: a.some(of + "_no"), Neither: a.codes(of+"_neither", of+"_empty"),
	}
}

func (a *answers) need(name string) string {
	said := a.said(name)
	if said == "" {
		a.errs.Add(name, text.Fault(errEmpty.With("question", label(name))))
	}
	return said
}

func (a *answers) label(name string) disclose.Label {
	return disclose.Label{NL: a.need(name + "_nl"), EN: a.need(name + "_en")}
}

// maybeLabel is a label that may be left out, but not in one language.
func (a *answers) maybeLabel(name string) (l disclose.Label) {
	if a.said(name+"_nl")+a.said(name+"_en") != "" {
		l = a.label(name)
	}
	return l
}

// errNumber says that an answer is no number.
var errNumber = fault.New(fault.Invalid, "outcome.write.number")

// number reads a number with a comma or a point. None is zero, which Test would take for
// what is usual.
func (a *answers) number(name string) float64 {
	said := a.need(name)
	x, err := strconv.ParseFloat(strings.Replace(said, ",", ".", 1), 64)
	if said != "" && (err != nil || !(x > 0 && x < 100)) {
		a.errs.Add(name, text.Fault(errNumber.With("question", label(name))))
	}
	return x
}

// some reads values, of which at least one is needed.
func (a *answers) some(name string) []string {
	a.need(name)
	return a.codes(name, "")
}

// codes reads a value from each line, and the empty one where its box is ticked.
func (a *answers) codes(name, empty string) (out []string) {
	for l := range strings.Lines(a.said(name)) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	if empty != "" && a.get(empty) == "yes" {
		out = append(out, "")
	}
	return out
}

// errLine says that a line doesn't name a value.
var errLine = fault.New(fault.Invalid, "outcome.write.line")

// values reads lines of a value with its names, or of a value that is its own name.
func (a *answers) values(name string) []outcome.Value {
	a.need(name)
	return a.lines(name, func(l string) string {
		if !strings.Contains(l, "|") {
			return l + "|" + l + "|" + l
		}
		return l
	})
}

// proxies reads lines of a column with the reason why people aren't compared within it.
func (a *answers) proxies(name string) (out []outcome.Proxy) {
	for _, v := range a.lines(name, strings.TrimSpace) {
		out = append(out, outcome.Proxy{Column: v.Code, Reason: v.Label})
	}
	return out
}

// lines reads lines of a value and what is said about it in two languages.
func (a *answers) lines(name string, whole func(string) string) (out []outcome.Value) {
	for _, l := range a.codes(name, "") {
		parts := strings.Split(whole(l), "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		if len(parts) != 3 || slices.Contains(parts, "") {
			a.errs.Add(name, text.Fault(errLine.With("question", label(name), "line", text.Data(plan.Brief(l)))))
			return nil
		}
		out = append(out, outcome.Value{Code: parts[0], Label: disclose.Label{NL: parts[1], EN: parts[2]}})
	}
	return out
}
