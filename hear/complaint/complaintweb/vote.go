// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	g "maragu.dev/gomponents"

	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web/component"
)

// deliberation is what members say to each other beside their words: a vote, a
// dissenting opinion, and whether a draft is a version or a comment on one.
func deliberation(ui *component.UI) g.Node {
	var votes []component.Option
	for _, j := range complaint.Judgements() {
		votes = append(votes, component.Option{Value: string(j), Label: voteKey(j)})
	}
	draft := func(value string) component.Option {
		return component.Option{Value: value, Label: text.Key("complaint.draft." + value)}
	}
	return ui.Group(
		ui.Later("drafts", ui.Radios(component.Field{Name: "draft", Label: text.Key("complaint.room.draft"), Value: "version"}, draft("version"), draft("comment"))),
		ui.Later("votes",
			ui.Radios(component.Field{Name: "vote", Label: text.Key("complaint.room.vote"), Hint: text.Key("complaint.room.vote_hint"), Optional: true}, votes...),
			ui.Checkbox(component.Field{Name: "dissent", Label: text.Key("complaint.room.dissent"), Optional: true})),
		ui.Later("voted", ui.Notice(component.Info, text.Key("complaint.room.voted"), ui.Part("voted-list"))),
	)
}

func voteKey(j complaint.Judgement) text.Key { return text.Key("complaint.vote." + string(j)) }

// voteTexts is what the script of the room says of it; that of facts stands with
// the papers.
func voteTexts() []text.Key {
	return []text.Key{"complaint.room.voted_by", "complaint.room.vote_none", "complaint.room.vote_differs", "complaint.room.vote_dissent"}
}

func saidTexts() []text.Key {
	keys := []text.Key{
		"complaint.said.vote", "complaint.said.dissent", "complaint.said.draft", "complaint.dissent.yes", "complaint.draft.version", "complaint.draft.comment",
	}
	for _, j := range complaint.Judgements() {
		keys = append(keys, voteKey(j))
	}
	return keys
}
