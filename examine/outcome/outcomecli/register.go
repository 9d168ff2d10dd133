// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"baken/internal/text"
	"baken/internal/web/figure"
)

// RegisterFile is the entry for the national register of algorithms.
const RegisterFile = "algorithm.json"

// entry is an entry of the register of algorithms (algoritmeregister.overheid.nl,
// publication standard 1.0), field by field and in the standard's order. The register
// takes Dutch only. Fields that are left empty are those that a test of decisions can't
// know.
type entry struct {
	Name              string   `json:"name"`              // at most 100 characters
	DescriptionShort  string   `json:"description_short"` // at most 350
	Organization      string   `json:"organization"`      // at most 100: the name as in TOOI's list
	Category          []string `json:"category"`
	Status            string   `json:"status"`
	BeginDate         string   `json:"begin_date"` // as 2023-01
	EndDate           string   `json:"end_date"`
	ContactEmail      string   `json:"contact_email"`
	Website           string   `json:"website"`
	PublicationKind   string   `json:"publication_category"`
	URL               string   `json:"url"`
	Goal              string   `json:"goal"` // at most 2500, as the next ones
	Proportionality   string   `json:"proportionality"`
	HumanIntervention string   `json:"human_intervention"`
	Risks             string   `json:"risks"`
	LawfulBasis       string   `json:"lawful_basis"`
	LawfulBasisLinks  []linked `json:"lawful_basis_grouping"`
	ProcessIndexURL   string   `json:"process_index_url"`
	ImpactTestLinks   []linked `json:"impacttoetsen_grouping"`
	ImpactTests       string   `json:"impacttoetsen"`
	SourceData        string   `json:"source_data"`
	SourceDataLinks   []linked `json:"source_data_grouping"`
	MethodsAndModels  string   `json:"methods_and_models"` // at most 5000
	Provider          string   `json:"provider"`
	PublicCode        string   `json:"publiccode"`
	Lang              string   `json:"lang"`
	StandardVersion   string   `json:"standard_version"`
	SourceID          string   `json:"source_id"` // at most 100
	Tags              string   `json:"tags"`
}

// linked is something with the address where it can be read.
type linked struct {
	Title string `json:"title"`
	Link  string `json:"link"`
}

// note says what is still to be done with a field.
type note struct {
	Field string `json:"field"`
	Note  string `json:"note"`
}

// register is what the file holds: the entry, and beside it what its fields still need.
type register struct {
	About string `json:"about"`
	Entry entry  `json:"entry"`
	Notes []note `json:"notes"`
}

// algorithm fills an entry for the decisions that were tested, as far as plan and result
// tell.
func (o Outcome) algorithm(catalogue *text.Catalogue) ([]byte, error) {
	p := catalogue.Printer(text.NL)
	in := func(t text.Text, most int) string { return shortened(t.In(p), most) }
	const long = 2500
	e := entry{
		Name:             in(figure.Label(o.Plan.Title), 100),
		DescriptionShort: in(text.With("outcome.register.short", "decision", figure.Label(o.Plan.Selection.Label), "population", figure.Label(o.Plan.Population)), 350),
		Category:         []string{}, LawfulBasisLinks: []linked{}, SourceDataLinks: []linked{},
		Risks:           o.risks(p, long),
		ImpactTestLinks: []linked{{Title: in(text.Key("outcome.register.test"), 100)}},
		ImpactTests: in(text.With("outcome.register.tested", "shows", figure.Label(o.Plan.Shows), "shows_not", figure.Label(o.Plan.ShowsNot),
			"plan", text.Data(o.Header.Plan), "made", text.Instant(o.Header.Made)), long),
		SourceData: in(o.data(), long),
		Lang:       "nld", StandardVersion: "1.0", SourceID: o.Header.Plan,
	}
	if from := o.Plan.Source.Published; from != nil && from.URL != "" {
		e.SourceDataLinks = []linked{{Title: in(figure.Label(from.Title), 500), Link: from.URL}}
	}
	out := register{About: in(text.Key("outcome.register.about"), long), Entry: e}
	for _, f := range []string{
		"name", "organization", "category", "status", "begin_date", "contact_email", "publication_category", "goal", "proportionality",
		"human_intervention", "risks", "lawful_basis", "impacttoetsen_grouping", "source_data", "methods_and_models", "provider",
	} {
		args := text.With(text.Key("outcome.register.note."+f), "organisation", text.Data(o.Header.Organisation))
		out.Notes = append(out.Notes, note{Field: f, Note: args.In(p)})
	}
	b, err := json.MarshalIndent(out, "", " ")
	return append(b, '\n'), err
}

// risks says of each group what the report says of it in words: whole sentences only, so
// that no part of a verdict stands without the other, and what figures can't show first.
func (o Outcome) risks(p *text.Printer, most int) string {
	sentences := []text.Text{text.Key("outcome.register.risks"), text.Key("outcome.note.no_conclusion")}
	for _, part := range o.short().parts {
		for i, one := range part.list {
			if i == 0 && part.title != nil {
				one = text.With("outcome.register.part", "title", part.title, "said", one)
			}
			sentences = append(sentences, one)
		}
	}
	const more = " …"
	said, length := "", 0
	for _, one := range sentences {
		next := one.In(p)
		if length += 1 + utf8.RuneCountInString(next); length+len(more) > most {
			return said + more
		}
		said = strings.TrimSpace(said + " " + next)
	}
	return said
}

// data names the columns that the test read.
func (o Outcome) data() text.Text {
	names := []text.Text{figure.Label(o.Plan.Group.Label), figure.Label(o.Plan.Selection.Label)}
	if o.Plan.Finding != nil {
		names = append(names, figure.Label(o.Plan.Finding.Label))
	}
	if o.Plan.Truth != nil {
		names = append(names, figure.Label(o.Plan.Truth.Label))
	}
	if o.Plan.Score != nil {
		names = append(names, figure.Label(o.Plan.Score.Label))
	}
	for _, s := range o.Plan.Strata {
		names = append(names, figure.Label(s.Label))
	}
	return text.With("outcome.register.data", "columns", text.Join("; ", names...))
}

// shortened keeps to the most characters that a field of the register takes.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	const more = "…"
	return strings.TrimRight(string([]rune(s)[:most-utf8.RuneCountInString(more)]), " ") + more
}
