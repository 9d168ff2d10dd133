// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/taxonomy"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// space is the page of a counsellor's own space: screens, words and a script,
// and nothing of what he keeps.
func (p *Pages) space(w http.ResponseWriter, r *http.Request) error {
	if !p.Service.Listens(p.Actor(r)) {
		return org.ErrNotFound
	}
	edition, err := taxonomy.At(civil.On(p.Now()))
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/counsel"
	body := []g.Node{
		ui.Script("counsel.js"), ui.ScriptTexts(append(spaceWords(edition), p.Door...)...),
		ui.Plain(ui.Notice(
			component.Warning, text.Key("counsel.space.plain"),
			ui.Paragraph(text.Key("counsel.space.plain_why")), ui.Paragraph(text.Key("counsel.space.plain_do")),
		)),
		ui.Part("bar"), ui.Part("desk"), ui.Status("spoken"),
		spaceLock(ui),
		ui.Template("bar", ui.Slot("who"), ui.DoQuiet("lock", text.Key("counsel.space.lock"))),
		spaceList(ui), spaceAsked(ui), spaceNote(ui), spaceForm(ui, edition), spaceCare(ui),
		ui.Template("none", ui.EmptyState(text.Key("counsel.space.none"), text.Key("counsel.space.none_why"))),
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("counsel.space.title"), body...))
}

// spaceWords lists what the script says itself.
func spaceWords(edition taxonomy.Edition) []text.Key {
	keys := []text.Key{
		"counsel.space.title", "counsel.space.unlock.title", "counsel.space.locked.title", "counsel.space.new", "counsel.space.change",
		"counsel.space.count", "counsel.space.open", "counsel.space.named", "counsel.space.unread", "counsel.space.closed", "counsel.space.to",
		"counsel.space.kind.conversation", "counsel.space.kind.note", "counsel.space.kind.referral", "counsel.space.restored",
		"counsel.space.missing", "counsel.space.no_day", "counsel.space.keeping", "counsel.space.kept", "counsel.space.dropped", "counsel.space.rewrapped",
	}
	keys = append(keys, spaceCareTexts()...)
	keys = append(keys, spaceAskedWords()...)
	keys = append(keys, "counsel.space.year.nobody", "counsel.space.year.sent")
	for _, t := range edition.Conduct {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	for _, t := range edition.Grounds {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	for _, t := range edition.Sources {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	return keys
}
