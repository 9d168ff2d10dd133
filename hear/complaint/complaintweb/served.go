// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"baken/ground/document"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintserver"
	"baken/internal/text"
	"baken/internal/web/component"
)

// served is a complaint as the server shows it to a party without a script, as
// internal/asset/src/complaint/telling.ts does.
type served struct {
	doing
	of complaintserver.Followed
}

// wrong lists what is wrong; what was typed for a step that can't be taken any more
// has no field on the page.
func (s served) wrong() component.Errors {
	all := slices.Clone(s.errs)
	for i, e := range all {
		at := strings.LastIndexByte(e.Field, '-')
		if at > 0 && !slices.Contains(s.of.Steps, complaint.StepName(e.Field[:at])) {
			all[i].Field = ""
		}
	}
	return all
}

// lost shows what was typed for a step that can't be taken any more.
func (s served) lost() g.Node {
	if len(s.errs) == 0 {
		return nil
	}
	return wrote(s.ui, s.values, s.of.Steps...)
}

// wrote shows what was typed for a step that isn't on the page, so that it isn't gone.
func wrote(ui *component.UI, values url.Values, shown ...complaint.StepName) g.Node {
	for _, step := range complaintserver.Steps() {
		if words := values.Get(string(step) + "-text"); words != "" && !slices.Contains(shown, step) {
			return ui.Notice(component.Info, text.Key("complaint.plain.typed"), ui.Verbatim(text.Data(words)))
		}
	}
	return nil
}

func (s served) stands() g.Node {
	ui := s.ui
	lent := ui.Group()
	if s.of.Seat.Lent {
		lent = ui.Notice(component.Warning, text.Key("complaint.follow.lent"), ui.Paragraph(text.Key("complaint.follow.lent_text")))
	}
	return ui.Group(
		ui.Heading(text.Key("complaint.follow.stands")),
		ui.Prose(ui.Badge(component.Info, text.Key(s.of.State.Key()))),
		ui.Paragraph(text.With("complaint.follow.about", "org", called(s.of.Name), "day", text.Day(s.of.Received))),
		ui.Paragraph(text.Key("complaint.follow.as."+string(s.of.Seat.Party))),
		lent,
	)
}

func (s served) odd() g.Node {
	odd := func(p complaintserver.Paper) bool {
		return p.Doubt != complaintserver.NoDoubt && p.Doubt != complaintserver.Closed
	}
	if !slices.ContainsFunc(s.of.Papers, odd) {
		return nil
	}
	ui := s.ui
	return ui.Notice(component.Failure, text.Key("complaint.view.odd"), ui.Paragraph(text.Key("complaint.view.odd_text")))
}

// section is a part of which there may be nothing.
func (s served) section(title text.Key, all []g.Node, list func(...g.Node) g.Node) g.Node {
	if len(all) == 0 {
		return nil
	}
	return s.ui.Section(title, list(all...))
}

func (s served) moved() g.Node {
	ui := s.ui
	var all []g.Node
	for _, m := range s.of.Moved {
		all = append(all, ui.Say(text.With("complaint.view.moved", "from", text.Day(m.From), "to", text.Day(m.To), "day", text.Day(m.On))))
	}
	if len(all) == 0 {
		return nil
	}
	return ui.Notice(component.Warning, text.Key("complaint.view.moved_title"), ui.List(all...))
}

func (s served) clocks() g.Node {
	ui := s.ui
	var all []g.Node
	for _, c := range s.of.Clocks {
		late, key := int(c.Due.Days(s.of.Today)), text.Key("complaint.clock.left")
		switch {
		case late > 0:
			key = "complaint.clock.late"
		case late == 0:
			key = "complaint.clock.today"
		}
		step := text.Key(c.Step.Key())
		if c.Step == complaint.Decline { // by then it is decided whether it is taken up at all
			step = "complaint.clock.decide"
		}
		all = append(all, ui.Group(
			ui.Say(text.With(key, "step", step, "party", text.Key(c.By.Key()), "day", text.Day(c.Due.Date), "n", max(late, -late))),
			ui.Details(text.Key("complaint.clock.why"), ui.List(reasons(ui, c.Due)...)),
		))
	}
	return s.section("complaint.view.clocks", all, ui.List)
}

func (s served) meetings() g.Node {
	ui := s.ui
	var all []g.Node
	for i, h := range s.of.Hearings {
		if !s.of.Off(i) {
			all = append(all, ui.Say(text.With("complaint.view.hearing", "party", text.Key(h.Of.Key()), "day", text.Day(h.On), "at", text.Data(h.At))))
		}
	}
	return s.section("complaint.view.meetings", all, ui.List)
}

// papers lists what was written, the last first.
func (s served) papers() g.Node {
	var all []g.Node
	for _, p := range slices.Backward(s.of.Papers) {
		all = append(all, s.ui.Details(s.titleOf(p), s.paper(p)...))
	}
	return s.section("complaint.view.papers", all, s.ui.Group)
}

func (s served) titleOf(p complaintserver.Paper) text.Text {
	return text.With("complaint.view.paper", "what", text.Key(p.Kind.Key()), "day", text.Day(p.On), "who", s.who(p.By))
}

// kept says from whom a paper is withheld and why, and of which paper it is a version.
func (s served) kept(p complaintserver.Paper) (all []g.Node) {
	ui := s.ui
	party := text.Key(p.Withheld.From.Key())
	switch {
	case p.Withheld.Ground == complaint.OwnLetter:
		all = append(all, ui.Paragraph(text.With("complaint.view.own_letter", "party", party)))
	case p.Withheld.From != "":
		all = append(all, ui.Paragraph(text.With("complaint.view.withheld", "party", party, "why", text.Key(p.Withheld.Ground.Key()))))
	}
	if i := slices.IndexFunc(s.of.Papers, func(one complaintserver.Paper) bool { return one.Number == p.Of }); i >= 0 {
		all = append(all, ui.Paragraph(text.With("complaint.view.version", "what", s.titleOf(s.of.Papers[i]))))
	}
	return all
}

func (s served) paper(p complaintserver.Paper) (body []g.Node) {
	ui := s.ui
	body = s.kept(p)
	away := p.Doubt == complaintserver.Closed && p.Withheld.From == s.of.Seat.Party
	if p.Doubt != complaintserver.NoDoubt && !away {
		body = append(body, ui.Prose(ui.Strong(text.Key(p.Doubt.Key()))))
	}
	if p.Content == nil {
		return body
	}
	body = append(body, s.letters(p)...)
	var terms []component.Term
	for _, f := range p.Content.Facts {
		terms = append(terms, fact(ui, f))
	}
	if len(terms) > 0 {
		body = append(body, ui.Terms(terms...))
	}
	if p.Content.Text != "" {
		body = append(body, ui.Verbatim(text.Data(p.Content.Text)))
	}
	for i, f := range p.Content.Files {
		body = append(body, s.file(p.Number, i, f))
	}
	return body
}

// file offers a file, or says that it is none.
func (s served) file(of complaint.PaperNumber, i int, f complaintserver.File) g.Node {
	ui := s.ui
	if f.Broken {
		return ui.Paragraph(text.Join(": ", text.Data(f.Name), text.Key("complaint.view.file_broken")))
	}
	return ui.Form("/complaint/follow/file",
		ui.Hidden("words", s.words), ui.Hidden("paper", strconv.FormatInt(int64(of), 10)), ui.Hidden("file", strconv.Itoa(i)),
		ui.Button(component.Secondary, text.With("complaint.view.file", "name", text.Data(f.Name))),
	)
}

// fact says what somebody filled in; what is a code of ours, in words.
func fact(ui *component.UI, f complaintserver.Fact) component.Term {
	known := factTexts()
	t := component.Term{Name: text.Data(f.Code), Value: ui.Verbatim(text.Data(f.Value))}
	if slices.Contains(known, text.Key(f.Key())) {
		t.Name = text.Key(f.Key())
	}
	if key := text.Key(f.ValueKey()); slices.Contains(known, key) {
		t.Value = ui.Say(key)
	}
	return t
}

// letters shows the letters in a paper. What a party put in its own paper in the form
// of a letter isn't one.
func (s served) letters(p complaintserver.Paper) (all []g.Node) {
	if by, _ := s.of.Complaint.Seat(p.By); !by.Official() {
		return nil
	}
	for _, to := range complaint.Parties() {
		l, ok := p.Content.Letters[to]
		if !ok {
			continue
		}
		var parts []component.LetterPart
		for _, b := range l.Blocks {
			parts = append(parts, letterPart(b))
		}
		all = append(all, s.ui.Letter(text.Lang(l.Lang), parts...))
	}
	return all
}

func letterPart(b document.Block) component.LetterPart {
	said := text.Data(b.Text)
	switch b.Kind {
	case document.Title:
		return component.LetterTitle(said)
	case document.Heading:
		return component.LetterHeading(said)
	case document.Numbered:
		return component.LetterNumbered(said)
	case document.List:
		items := make([]text.Text, len(b.Items))
		for i, item := range b.Items {
			items[i] = text.Data(item)
		}
		return component.LetterList(items...)
	case document.Text:
	}
	return component.LetterText(said)
}

// who names somebody by his part, and by his name where that is known.
func (s served) who(n complaint.SeatNumber) text.Text {
	seat, ok := s.of.Complaint.Seat(n)
	if !ok {
		return text.Data("")
	}
	beside := seat.Capacity != complaint.Self && seat.Party != complaint.Member
	said := text.Text(text.Key(seat.Party.Key()))
	if seat.Capacity != complaint.Self {
		said = text.Key(seat.Capacity.Key())
	}
	name := s.of.Names[seat.Person]
	if !seat.Official() && seat.Capacity == complaint.Self {
		name = s.named(seat.Party)
	}
	if name != "" {
		said = text.With("complaint.view.named", "name", text.Data(name), "part", said)
	}
	if beside {
		said = text.With("complaint.view.beside", "who", said, "party", text.Key(seat.Party.Key()))
	}
	return said
}

// named gives the name of one of the two parties, as the complaint has it.
func (s served) named(p complaint.Party) string {
	for _, paper := range s.of.Papers {
		if paper.Kind == complaint.Filing && paper.Content != nil {
			return paper.Content.Fact(cmp.Or(map[complaint.Party]string{complaint.Complainant: "name"}[p], "about"))
		}
	}
	return ""
}

func (s served) people() g.Node {
	ui := s.ui
	var all []g.Node
	for _, seat := range s.of.Seats {
		if !seat.Sits() {
			continue
		}
		one := []g.Node{ui.Say(s.who(seat.Number))}
		if seat.Lent {
			one = append(one, ui.Small(text.Key("complaint.view.lent")))
		}
		all = append(all, ui.Group(one...))
	}
	return s.section("complaint.view.people", all, ui.List)
}

func (s served) timeline() g.Node {
	ui := s.ui
	var all []g.Node
	for _, t := range s.of.Taken {
		one := []g.Node{ui.Say(text.With("complaint.view.taken", "day", text.Day(t.On), "step", text.Key(t.Step.Key()), "party", text.Key(t.By.Key())))}
		if t.Ground != "" {
			one = append(one, ui.Small(text.Key(complaint.Ground{Code: t.Ground}.Key())))
		}
		all = append(all, ui.Group(one...))
	}
	return s.section("complaint.view.timeline", all, ui.Numbered)
}

// can is what the party can do now.
func (s served) can() g.Node {
	var all []g.Node
	for _, step := range complaintserver.Steps() {
		if slices.Contains(s.of.Steps, step) {
			all = append(all, s.doing.step(step))
		}
	}
	if s.of.Seat.Capacity == complaint.Self && !s.of.State.Ended() {
		all = append(all, s.doing.invite())
	}
	if len(all) == 0 {
		all = append(all, s.ui.Paragraph(text.Key("complaint.follow.can_nothing")))
	}
	return s.ui.Section(text.Key("complaint.follow.can"), append(all, s.doing.own())...)
}
