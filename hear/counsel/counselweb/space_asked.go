// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// spaceRequests is where the script lists who asks for a talk.
func spaceRequests(ui *component.UI) g.Node {
	return ui.Section(text.Key("counsel.space.asked.title"), ui.Status("asked-count"), ui.Part("asked-rows"))
}

func spaceAsked(ui *component.UI) g.Node {
	answer := func(name string) g.Node {
		return ui.Section(text.Key("counsel.space.asked."+name), ui.SlotBlock(name))
	}
	return ui.Template("asked",
		ui.Later("closed", ui.Notice(
			component.Warning, text.Key("counsel.space.asked.closed"), ui.Paragraph(text.Key("counsel.space.asked.closed_why")),
		)),
		ui.Part("opened",
			answer("contact"), answer("when"), answer("about"),
			ui.Later("by-server", ui.Small(text.Key("counsel.space.asked.by_server"))),
			ui.Small(text.Key("counsel.space.asked.unproven")),
			ui.Actions(ui.Do(component.Secondary, "note", text.Key("counsel.space.asked.note"))),
		),
		ui.Actions(
			ui.DoQuiet("back", text.Key("counsel.space.back")),
			ui.DoQuiet("handled", text.Key("counsel.space.asked.handled")),
		),
		ui.Later("sure", ui.Notice(
			component.Warning, text.Key("counsel.space.drop_sure"), ui.Paragraph(text.Key("counsel.space.asked.sure_why")),
			ui.Actions(ui.Do(component.Danger, "handled-sure", text.Key("counsel.space.asked.sure_do"))),
		)),
		ui.Status("progress"),
	)
}

// spaceAskedWords lists what the script says of requests.
func spaceAskedWords() []text.Key {
	return []text.Key{
		"counsel.space.asked.none", "counsel.space.asked.count", "counsel.space.asked.named", "counsel.space.asked.closed", "counsel.space.asked.unsaid",
		"counsel.space.asked.contact", "counsel.space.asked.when", "counsel.space.asked.about", "counsel.space.asked.gone",
	}
}
