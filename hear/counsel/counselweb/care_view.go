// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/url"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/counsel"
	"baken/hear/counsel/counselserver"
	"baken/internal/text"
	"baken/internal/web/component"
)

// statements lists what is asked at a check-in, and verdicts what can be said
// of a plan, as internal/asset/src/care has them.
func statements() []string {
	return []string{"left-out", "tasks", "gossip", "judged", "threatened", "unsafe"}
}

func verdicts() []string { return []string{"yes", "partly", "no"} }

// often is how many answers a statement has: from never to very often.
const often = 5

// careView draws aftercare: for the script, or, with the words of the receipt,
// for the server.
type careView struct {
	ui    *component.UI
	words string // empty where a script has them
	typed url.Values
	errs  component.Errors
	care  counselserver.Care
}

func (v careView) scripted() bool { return v.words == "" }

func (v careView) form(name string, body g.Node) g.Node {
	if v.scripted() {
		return v.ui.ScriptForm(name, body)
	}
	action := "/aftercare/" + name
	if name == "begin" {
		action = v.ui.Path + "/begin"
	}
	return v.ui.Form(action, body, v.ui.Hidden("words", v.words))
}

func (v careView) field(name string, label text.Text) component.Field {
	return component.Field{Name: name, Label: label, Autocomplete: "off", Error: v.errs.For(name), Value: v.typed.Get(name)}
}

func (v careView) optional(name string, label, hint text.Text) component.Field {
	f := v.field(name, label)
	f.Optional, f.Hint = true, hint
	return f
}

func (v careView) parts() g.Node {
	ui := v.ui
	return ui.Group(
		v.who(),
		ui.Section(text.Key("counsel.care.moments"), v.moments(), ui.Paragraph(text.Key("counsel.care.moments_note"))),
		ui.Section(text.Key("counsel.care.plan"), v.plan()),
		ui.Section(text.Key("counsel.care.dialogue"), ui.Status("said"), v.lines()),
		v.talk(),
		v.end(),
	)
}

// talk lets the reporter say something, as long as somebody reads it.
func (v careView) talk() g.Node {
	ui := v.ui
	if !v.scripted() && v.care.Name == "" {
		return nil
	}
	return ui.Part("talk",
		ui.Section(text.Key("counsel.care.check_in"), v.checkIn()),
		ui.Section(text.Key("counsel.care.say"), v.form("say", ui.Group(
			ui.Textarea(v.field("say", text.Key("counsel.care.say_label"))),
			ui.Status("say-said"),
			ui.Actions(ui.Button(component.Primary, text.Key("counsel.care.say_go"))),
		))),
	)
}

// who says who follows, and when something isn't right.
func (v careView) who() g.Node {
	ui := v.ui
	gone := ui.Notice(component.Warning, text.Key("counsel.care.gone"), ui.Paragraph(text.Key("counsel.care.gone_text")))
	odd := ui.Notice(component.Failure, text.Key("counsel.care.odd"), ui.Paragraph(text.Key("counsel.care.odd_text")))
	if v.scripted() {
		return ui.Group(ui.Prose(ui.Slot("who")), ui.Later("gone", gone), ui.Later("odd", odd))
	}
	var nodes []g.Node
	if v.care.Name == "" {
		nodes = append(nodes, gone)
	} else {
		nodes = append(nodes, ui.Paragraph(text.With("counsel.care.followed_by", "name", text.Data(v.care.Name))))
	}
	for _, l := range v.care.Lines {
		if l.Kind == "" {
			return ui.Group(append(nodes, odd)...)
		}
	}
	return ui.Group(nodes...)
}

func (v careView) moments() g.Node {
	if v.scripted() {
		return v.ui.Part("moments")
	}
	var items []g.Node
	for _, m := range v.care.Moments() {
		items = append(items, v.ui.Say(text.With(text.Key("counsel.care.moment."+string(m.State)), "day", text.Day(m.Day))))
	}
	return v.ui.List(items...)
}

// checkIn asks how the reporter fares. All of it may be left open but one
// thing.
func (v careView) checkIn() g.Node {
	ui := v.ui
	nodes := []g.Node{ui.Paragraph(text.Key("counsel.care.check_in_text"))}
	for _, s := range statements() {
		options := make([]component.Option, often)
		for n := range options {
			options[n] = component.Option{Value: strconv.Itoa(n), Label: text.Key("counsel.care.often." + strconv.Itoa(n))}
		}
		nodes = append(nodes, ui.Select(v.optional("s-"+s, text.Key("counsel.care.statement."+s), nil), options...))
	}
	var helps []component.Option
	for _, h := range verdicts() {
		helps = append(helps, component.Option{Value: h, Label: text.Key("counsel.care.helps." + h)})
	}
	return v.form("check-in", ui.Group(append(
		nodes,
		ui.Select(v.optional("helps", text.Key("counsel.care.helps"), nil), helps...),
		ui.Textarea(v.optional("happened", text.Key("counsel.care.happened"), text.Key("counsel.care.happened_hint"))),
		ui.Checkbox(v.optional("talk", text.Key("counsel.care.talk"), nil)),
		ui.Status("check-in-said"),
		ui.Actions(ui.Button(component.Primary, text.Key("counsel.care.check_in_go"))),
	)...))
}

func (v careView) plan() g.Node {
	ui := v.ui
	none := ui.Paragraph(text.Key("counsel.care.plan_none"))
	if v.scripted() {
		return ui.Group(ui.Later("no-plan", none), ui.Part("plan"))
	}
	measures := v.care.Plan()
	if len(measures) == 0 {
		return none
	}
	var items []g.Node
	for _, m := range measures {
		items = append(items, ui.Say(measure(m)))
	}
	return ui.List(items...)
}

// measure says a line of a plan.
func measure(m counselserver.Measure) text.Text {
	key := text.Key("counsel.care.measure")
	if m.Done {
		key = "counsel.care.measure_done"
	}
	day, err := civil.Parse(m.Day)
	if err != nil {
		return text.With(key, "what", text.Data(m.What), "owner", text.Data(m.Owner), "day", text.Key("counsel.care.no_day"))
	}
	return text.With(key, "what", text.Data(m.What), "owner", text.Data(m.Owner), "day", text.Day(day))
}

// careLine is a message as the script fills it.
func careLine(ui *component.UI) g.Node {
	return ui.Group(
		ui.Part("mine", ui.Message(component.Message{Mine: true, Who: ui.Slot("who"), When: ui.Slot("when"), Body: careBody(ui)})),
		ui.Part("theirs", ui.Message(component.Message{Who: ui.Slot("who"), When: ui.Slot("when"), Body: careBody(ui)})),
	)
}

func careBody(ui *component.UI) []g.Node {
	return []g.Node{ui.Prose(ui.Slot("kind")), ui.SlotBlock("text"), ui.Part("facts")}
}

func (v careView) lines() g.Node {
	ui := v.ui
	if v.scripted() {
		return ui.Part("lines")
	}
	var all []g.Node
	for _, l := range v.care.Lines {
		if l.Kind == "" {
			continue // told at the top
		}
		who := text.Text(text.Key("counsel.care.you"))
		if l.From == counsel.Follower {
			who = text.Key("counsel.care.counsellor")
		}
		all = append(all, ui.Message(component.Message{
			Mine: l.From == counsel.Followed, Who: ui.Say(who), When: ui.Say(text.Day(l.Said.Day)), Body: v.line(l),
		}))
	}
	return ui.Group(all...)
}

func (v careView) line(l counselserver.Line) []g.Node {
	ui := v.ui
	body := []g.Node{ui.Prose(ui.Say(text.Key("counsel.care.kind." + l.Kind)))}
	if l.Said.Text != "" {
		body = append(body, ui.Verbatim(text.Data(l.Said.Text)))
	}
	var facts []g.Node
	for _, s := range statements() {
		if n, ok := l.Said.Answers[s]; ok && n >= 0 && n < often {
			facts = append(facts, ui.Say(text.With("counsel.care.answered", "statement", text.Key("counsel.care.statement."+s),
				"often", text.Key("counsel.care.often."+strconv.Itoa(n)))))
		}
	}
	if l.Said.Helps != "" {
		facts = append(facts, ui.Say(text.Key("counsel.care.helped."+l.Said.Helps)))
	}
	if l.Said.Talk {
		facts = append(facts, ui.Say(text.Key("counsel.care.talk_asked")))
	}
	for _, m := range l.Said.Measures {
		facts = append(facts, ui.Say(measure(m)))
	}
	if len(facts) > 0 {
		body = append(body, ui.List(facts...))
	}
	return body
}

func (v careView) end() g.Node {
	ui := v.ui
	body := ui.Group(
		ui.Paragraph(text.Key("counsel.care.end_text")),
		v.form("end", ui.Group(
			ui.Checkbox(v.field("sure", text.Key("counsel.care.end_sure"))),
			ui.Status("end-said"),
			ui.Actions(ui.Button(component.Danger, text.Key("counsel.care.end_go"))),
		)),
	)
	if v.errs.For("sure") != nil {
		return ui.DetailsOpen(text.Key("counsel.care.end"), body)
	}
	return ui.Details(text.Key("counsel.care.end"), body)
}

// careTexts is what the script says of it.
func careTexts() []text.Key {
	keys := []text.Key{
		"counsel.care.title", "counsel.care.opening", "counsel.care.begun", "counsel.care.said", "counsel.care.ended", "counsel.care.ended_text", "counsel.care.with_none",
		"counsel.care.agree_none", "counsel.care.say_none", "counsel.care.end_none", "counsel.care.sending", "counsel.care.send_fail",
		"counsel.care.followed_by", "counsel.care.you", "counsel.care.counsellor", "counsel.care.answered", "counsel.care.talk_asked",
		"counsel.care.measure", "counsel.care.measure_done", "counsel.care.no_day",
	}
	for _, s := range []counselserver.State{counselserver.Later, counselserver.Due, counselserver.Missed, counselserver.Done} {
		keys = append(keys, text.Key("counsel.care.moment."+string(s)))
	}
	for _, k := range []string{counselserver.KindBegin, counselserver.KindCheckIn, counselserver.KindPlan, counselserver.KindWords} {
		keys = append(keys, text.Key("counsel.care.kind."+k))
	}
	for _, s := range statements() {
		keys = append(keys, text.Key("counsel.care.statement."+s))
	}
	for n := range often {
		keys = append(keys, text.Key("counsel.care.often."+strconv.Itoa(n)))
	}
	for _, h := range verdicts() {
		keys = append(keys, text.Key("counsel.care.helped."+h))
	}
	return keys
}
