// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	g "maragu.dev/gomponents"

	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web/component"
)

// outcome asks what a conclusion comes to: that is sealed in it, and counted
// without saying of which complaint.
func outcome(ui *component.UI) g.Node {
	var options []component.Option
	for _, j := range complaint.Judgements() {
		options = append(options, component.Option{Value: string(j), Label: text.Key(j.Key())})
	}
	return ui.Group(
		ui.Later("judges", ui.Radios(component.Field{Name: "judgement", Label: text.Key("complaint.room.judgement"), Hint: text.Key("complaint.room.judgement_hint")}, options...)),
		ui.Later("advised", ui.Checkbox(component.Field{Name: "deviates", Label: text.Key("complaint.room.deviates"), Optional: true})),
	)
}

// outcomeTexts is what scripts say of it; those of facts stand with the papers.
func outcomeTexts() []text.Key { return []text.Key{"complaint.room.judgement_none"} }

// factTexts is what the facts in papers are called, and their codes.
func factTexts() []text.Key {
	return append(keysOf(complaint.Judgements()), "complaint.said.judgement", "complaint.said.deviates", "complaint.deviates.yes", "complaint.deviates.no",
		"complaint.said.name", "complaint.said.address", "complaint.said.contact", "complaint.said.about", "complaint.said.when",
		"complaint.said.sealed", "complaint.sealed.server")
}
