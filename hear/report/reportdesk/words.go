// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	"time"

	"baken/base/civil"
	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/internal/text"
)

// words lists what the script says itself, where a text has a number or a name
// in it or depends on what it finds.
func words() []text.Key {
	keys := append(DoorWords(),
		"web.size.bytes", "web.size.kilobytes", "web.size.megabytes", "report.desk.title",
		"report.desk.unlock.title", "report.desk.locked.title",
		"report.desk.doubt.title", "report.desk.doubt.new_about", "report.desk.doubt.new_independent", "report.desk.doubt.changed_about",
		"report.desk.doubt.unlogged_about", "report.desk.doubt.foreign_about", "report.desk.doubt.confirmed",
		"report.desk.asks_about", "report.desk.alarm.at_message", "report.desk.alarm.at_epoch", "report.desk.loss_about",
	)
	for _, more := range [][]text.Key{listWords(), caseWords(), handlingWords(), actionWords(), exportWords(), keysWords(), codes()} {
		keys = append(keys, more...)
	}
	return keys
}

// DoorWords lists what the script says while somebody makes or opens his keys,
// whatever is behind them: a counsellor's page says it too.
func DoorWords() []text.Key {
	return []text.Key{
		"text.instant", "text.internal", "web.page.title",
		"report.desk.unreachable", "report.desk.broken", "report.desk.bar.who",
		"report.desk.passphrase_other", "report.desk.passphrase_short", "report.desk.strength.short",
		"report.desk.strength.weak", "report.desk.strength.fair", "report.desk.strength.strong",
		"report.desk.setup.title", "report.desk.setup.making",
		"report.desk.unlock.opening", "report.desk.unlock.missing", "report.desk.unlock.wrong",
		"report.desk.unlock.damaged", "report.desk.unlock.swapped", "report.desk.renew.title",
	}
}

func listWords() []text.Key {
	return []text.Key{
		"report.desk.list.all", "report.desk.list.loading", "report.desk.list.count", "report.desk.list.unopened",
		"report.desk.list.ref", "report.desk.list.messages", "report.desk.list.from_reporter", "report.desk.list.from_desk",
		"report.desk.list.fresh", "report.desk.search.found", "report.desk.search.size", "report.desk.search.nothing", "report.desk.search.indexed",
		"report.desk.waits.action", "report.desk.waits.action_today", "report.desk.waits.action_late",
		"report.desk.waits.effect", "report.desk.waits.effect_today", "report.desk.waits.effect_late",
		"report.desk.state.new", "report.desk.state.acknowledged", "report.desk.state.answered", "report.desk.state.closed",
		"report.desk.state.withdrawn",
		"report.desk.waits.read", "report.desk.waits.feedback", "report.desk.waits.read_today", "report.desk.waits.feedback_today",
		"report.desk.waits.read_late", "report.desk.waits.feedback_late", "report.desk.waits.until",
		"report.desk.waits.conclude", "report.desk.waits.conclude_today", "report.desk.waits.conclude_late",
		"report.desk.many.choose", "report.desk.many.chosen", "report.desk.many.nothing", "report.desk.many.not_new",
		"report.desk.many.progress", "report.desk.many.done", "report.desk.many.failed", "report.desk.many.stale",
	}
}

func caseWords() []text.Key {
	return []text.Key{
		"report.desk.case.title", "report.desk.case.opening", "report.desk.case.submitted", "report.desk.case.blocked_keys",
		"report.desk.case.blocked_alarm", "report.desk.case.blocked_log", "report.desk.case.blocked_messages", "report.desk.case.blocked_readers", "report.desk.case.reporter_reads",
		"report.desk.case.you", "report.desk.case.reporter", "report.desk.case.somebody", "report.desk.case.lacks",
		"report.desk.case.give", "report.desk.case.given", "report.desk.case.verified", "report.desk.case.unsure",
		"report.desk.case.left", "report.desk.case.independent", "report.desk.case.added", "report.desk.case.renewed",
		"report.desk.kind.report", "report.desk.kind.identity-request", "report.desk.kind.identity-answer", "report.desk.kind.feedback",
		"report.desk.kind.correction", "report.desk.kind.withdrawal",
		"report.desk.identity.yes", "report.desk.identity.no", "report.desk.identity.name", "report.desk.identity.contact",
		"report.desk.report.conduct", "report.desk.report.grounds", "report.desk.report.source", "report.desk.report.position", "report.desk.report.when",
		"report.desk.report.hope",
		"report.desk.answer.sending", "report.desk.answer.sent", "report.desk.answer.kept", "report.desk.answer.restored",
		"report.desk.answer.missing",
		"report.desk.file.fetching", "report.desk.file.saved", "report.desk.file.picture", "report.desk.file.no_picture",
	}
}

func keysWords() []text.Key {
	return []text.Key{
		"report.desk.keys.title", "report.desk.keys.changed", "report.desk.keys.alone", "report.desk.keys.independent",
		"report.desk.keys.known", "report.desk.keys.unknown", "report.desk.keys.asks", "report.desk.keys.since",
		"report.desk.keys.check", "report.desk.keys.give", "report.desk.keys.give_about", "report.desk.keys.give_sure",
		"report.desk.keys.giving", "report.desk.keys.given",
	}
}

// codes are what the classifications of a report are called.
func codes() []text.Key {
	edition, err := taxonomy.At(civil.On(time.Now()))
	if err != nil {
		return nil // before the first edition nothing was classified
	}
	var keys []text.Key
	for _, t := range edition.Grounds {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	for _, t := range edition.Conduct {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	for _, t := range edition.Sources {
		keys = append(keys, text.Key(t.Code.Key()))
	}
	for _, c := range report.Positions() {
		keys = append(keys, text.Key("report.position."+c))
	}
	for _, c := range report.Hopes() {
		keys = append(keys, text.Key("report.hope."+c))
	}
	return keys
}
