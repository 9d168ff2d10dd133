// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// spaceLock is the screens before the space.
func spaceLock(ui *component.UI) g.Node {
	return ui.Lock(component.Lock{
		SetUp: text.Key("counsel.space.setup.lead"), Unlock: text.Key("counsel.space.unlock.lead"), Renew: text.Key("counsel.space.renew.lead"),
		Passphrase: text.Key("counsel.space.passphrase"), Known: []text.Text{text.Key("counsel.space.setup.lost"), text.Key("counsel.space.setup.both")},
		Idle: text.Key("counsel.space.locked.idle"), EndedKept: text.Key("counsel.space.locked.ended_kept"),
		Lost: text.Key("counsel.space.renew.lost"), LostWhy: text.Key("counsel.space.renew.lost_why"),
	})
}
