// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// calculator asks when a complaint was received, to work out by which day it
// has to be concluded.
func (p *Pages) calculator(ui *component.UI, r *http.Request, errs component.Errors, worked g.Node) g.Node {
	received := component.Field{
		Name: "received", Label: text.Key("complaint.work.received"), Error: errs.For("received"), Value: component.DateFrom(r.PostForm, "received"),
	}
	advice := component.Field{Name: "advice", Label: text.Key("complaint.work.advice"), Error: errs.For("advice"), Value: r.PostFormValue("advice")}
	weeks := component.Field{
		Name: "weeks", Label: text.Key("complaint.work.weeks"), Error: errs.For("weeks"), Value: r.PostFormValue("weeks"), Optional: true,
	}
	var options []component.Option
	for n := 1; n <= int(p.Procedure.Terms.Adjourn); n++ {
		options = append(options, component.Option{Value: strconv.Itoa(n), Label: text.With("complaint.work.by_weeks", "n", n)})
	}
	return ui.Section(
		text.Key("complaint.work.title"),
		ui.Paragraph(text.Key("complaint.work.text")),
		ui.Form(
			"/complaint",
			ui.DateField(received),
			ui.Radios(
				advice,
				component.Option{Value: string(complaint.With), Label: text.Key("complaint.work.with")},
				component.Option{Value: string(complaint.Without), Label: text.Key("complaint.work.without")},
			),
			ui.Select(weeks, options...),
			ui.Actions(ui.Button(component.Primary, text.Key("complaint.work.go"))),
		),
		worked,
	)
}

// workOut says by which day a complaint has to be concluded, and why.
func (p *Pages) workOut(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	var errs component.Errors
	received, err := civil.Parse(component.DateFrom(r.PostForm, "received"))
	if err != nil {
		errs.Add("received", text.Key("complaint.work.no_day"))
	}
	advice := complaint.Advice(r.PostFormValue("advice"))
	if advice != complaint.With && advice != complaint.Without {
		errs.Add("advice", text.Key("complaint.work.no_advice"))
	}
	weeks, err := strconv.Atoi("0" + r.PostFormValue("weeks"))
	if err != nil || weeks > int(p.Procedure.Terms.Adjourn) {
		errs.Add("weeks", text.Fault(complaint.ErrWeeks.With("most", int(p.Procedure.Terms.Adjourn))))
	}
	if len(errs) > 0 {
		return p.show(w, r, http.StatusUnprocessableEntity, errs, nil)
	}
	terms, ui := p.Procedure.Terms, component.For(r)
	var adjourned []complaint.Extension
	if weeks > 0 {
		adjourned = append(adjourned, complaint.Extension{Weeks: civil.Weeks(weeks), On: received})
	}
	due := terms.Conclude(p.Calendar, received, advice, adjourned...)
	decline := terms.DeclineBy(p.Calendar, received)
	return p.show(w, r, http.StatusOK, nil, ui.Notice(
		component.Success, text.With("complaint.work.due", "day", text.Day(due.Date)),
		ui.List(reasons(ui, due)...),
		ui.Paragraph(text.With("complaint.work.decline", "day", text.Day(decline.Date))),
		p.unsure(ui, due),
	))
}

// unsure warns where the days off of a year aren't all known yet.
func (p *Pages) unsure(ui *component.UI, due civil.Due) g.Node {
	if known := p.Calendar.DecreedThrough(); due.Date.Year() > known.Year() {
		return ui.Small(text.With("complaint.work.unsure", "year", text.Data(strconv.Itoa(known.Year()))))
	}
	return nil
}

// reasons unfolds a day into the steps that lead to it.
func reasons(ui *component.UI, due civil.Due) (all []g.Node) {
	for _, s := range due.Steps {
		var off []text.Text
		for _, d := range s.Passed {
			off = append(off, text.Key("web.off."+d.Code))
		}
		all = append(all, ui.Say(text.With(text.Key("web.due."+s.Code), "from", text.Day(s.From), "to", text.Day(s.To), "article", text.Data(s.Article), "days", text.Join(", ", off...))))
	}
	return all
}
