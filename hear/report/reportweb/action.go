// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web/component"
)

// act tells what the desk says of an action: that it was agreed, by whom and by
// when, that it was done, or whether it helped. The script of the page tells it
// in the same words.
func act(ui *component.UI, s reportserver.Said) []g.Node {
	body := []g.Node{ui.Prose(ui.Say(text.With("report.action.nth", "number", s.Number)))}
	switch s.Do {
	case report.DoCheck:
		body = append(body, ui.Paragraph(looked(s.Act)))
		if s.Text != "" {
			body = append(body, ui.Verbatim(text.Data(s.Text)))
		}
	case report.DoPlan, report.DoMove, report.DoDone, report.DoDrop:
		body = append(body, ui.Verbatim(text.With(text.Key("report.action.said."+string(s.Do)), "what", text.Data(s.Text))))
	default:
		body = append(body, ui.Verbatim(text.Data(s.Text)))
	}
	var terms []component.Term
	if s.Who != "" {
		terms = append(terms, component.Term{Name: text.Key("report.action.who"), Value: ui.Say(text.Data(s.Who))})
	}
	if !s.Until.IsZero() {
		terms = append(terms, component.Term{Name: text.Key("report.action.until"), Value: ui.Say(text.Day(s.Until))})
	}
	if len(terms) > 0 {
		body = append(body, ui.Terms(terms...))
	}
	return body
}

func looked(a reportserver.Act) text.Text {
	key := text.Key("report.action.looked.unsaid")
	switch a.Result {
	case "worked", "partly", "not":
		key = text.Key("report.action.looked." + a.Result)
	}
	return text.With(key, "months", a.Months)
}

// actionTexts is what the script says of actions.
func actionTexts() []text.Key {
	keys := []text.Key{"report.action.nth", "report.action.who", "report.action.until"}
	for _, do := range []report.Do{report.DoPlan, report.DoMove, report.DoDone, report.DoDrop} {
		keys = append(keys, text.Key("report.action.said."+string(do)))
	}
	for _, result := range []string{"worked", "partly", "not", "unsaid"} {
		keys = append(keys, text.Key("report.action.looked."+result))
	}
	return keys
}
