// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// gallery shows every component, for who builds or judges pages. Sent as a
// form it answers as a page with errors does.
func gallery(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	if r.Method != http.MethodPost {
		return Show(w, r, http.StatusOK, galleryPage(ui, nil, nil))
	}
	if _, err := ReadForm(r); err != nil {
		return err
	}
	var errs component.Errors
	errs.Add("name", text.Key("web.gallery.error.name"))
	errs.Add("ground", text.Key("web.gallery.error.choose"))
	errs.Add("day", text.Key("web.gallery.error.day"))
	return Show(w, r, http.StatusUnprocessableEntity, galleryPage(ui, r.PostForm, errs))
}

func galleryPage(ui *component.UI, typed map[string][]string, errs component.Errors) g.Node {
	return ui.Page(
		text.Key("web.gallery.title"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("web.page.name"), Path: "/"}),
		ui.ErrorSummary(errs),
		ui.Lead(text.Key("web.gallery.lead")),
		galleryWords(ui),
		galleryNotices(ui),
		galleryFigures(ui),
		galleryTables(ui),
		galleryForm(ui, typed, errs),
		galleryWay(ui),
	)
}

func galleryWords(ui *component.UI) g.Node {
	say := func(k text.Key) g.Node { return ui.Say(k) }
	return ui.Section(
		text.Key("web.gallery.words"),
		ui.Paragraph(text.Key("web.gallery.paragraph")),
		ui.Prose(say("web.gallery.link_before"), ui.Link("/components", text.Key("web.gallery.link")), say("web.gallery.link_after")),
		ui.Subheading(text.Key("web.gallery.subheading")),
		ui.List(say("web.gallery.item1"), say("web.gallery.item2"), say("web.gallery.item3")),
		ui.Numbered(say("web.gallery.step1"), say("web.gallery.step2"), say("web.gallery.step3")),
		ui.Details(text.Key("web.gallery.details"), ui.Paragraph(text.Key("web.gallery.paragraph"))),
		ui.Small(text.Key("web.gallery.small")),
		ui.CodeBlock(text.Key("web.gallery.code")),
	)
}

func galleryNotices(ui *component.UI) g.Node {
	return ui.Section(
		text.Key("web.gallery.notices"),
		ui.Notice(component.Info, text.Key("web.gallery.info"), ui.Paragraph(text.Key("web.gallery.info_text"))),
		ui.Notice(component.Success, text.Key("web.gallery.success")),
		ui.Notice(component.Warning, text.Key("web.gallery.warning")),
		ui.Notice(component.Failure, text.Key("web.gallery.failure"), ui.Paragraph(text.Key("web.gallery.failure_text"))),
		ui.Confirmation(text.Key("web.gallery.confirmed"), ui.Paragraph(text.Key("web.gallery.confirmed_text"))),
		ui.EmptyState(
			text.Key("web.gallery.empty"), text.Key("web.gallery.empty_text"),
			ui.LinkButton("/components", text.Key("web.gallery.start")),
		),
		ui.Actions(
			ui.LinkButton("/components", text.Key("web.gallery.start")),
			ui.LinkButtonSecondary("/components", text.Key("web.gallery.more")),
		),
	)
}

func galleryWay(ui *component.UI) g.Node {
	card := func(title, about text.Key, badge g.Node) component.Card {
		return component.Card{
			Title: title, To: "/components", Text: about, Badge: badge,
			Meta: text.Key("web.gallery.card_meta"),
		}
	}
	return ui.Section(
		text.Key("web.gallery.way"),
		ui.Steps(2, text.Key("web.gallery.stage1"), text.Key("web.gallery.stage2"), text.Key("web.gallery.stage3")),
		ui.Progress(text.Key("web.gallery.progress"), 640, 1000),
		ui.Cards(
			card("web.gallery.card1", "web.gallery.card1_text", ui.Badge(component.Success, text.Key("web.gallery.badge_ok"))),
			card("web.gallery.card2", "web.gallery.card2_text", ui.Badge(component.Warning, text.Key("web.gallery.badge_warning"))),
			card("web.gallery.card3", "web.gallery.card3_text", ui.Tag(text.Key("web.gallery.badge"))),
		),
		ui.Pagination(3, 12, func(int) string { return "/components" }),
		ui.Download("/components", text.Key("web.gallery.download"), "CSV", 48_300),
	)
}
