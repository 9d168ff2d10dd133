// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"maps"
	"slices"
)

// Scripts is the desk under which the log lists the scripts of the site's
// pages: its members are the scripts by name, its keys their hashes as pages
// state them (W3C Subresource Integrity). A script holds the power of a key:
// whoever changes it can read along. So it stands in the log in the same way,
// readable for everyone, numbered without a gap.
const Scripts = "scripts"

// ListScripts gives the events after which the log lists exactly these
// scripts, by name; none when it does already. d is what the log says of them
// now; its zero value is a log that says nothing yet.
//
// Errors: those of Verify.
func (d DeskKeys) ListScripts(log Key, scripts map[string]string) ([]Event, error) {
	listed := map[string][]string{}
	if len(d.Events) > 0 {
		var err error
		if listed, err = d.Verify(Scripts, log); err != nil {
			return nil, err
		}
	}
	var events []Event
	record := func(change KeyChange, name, hash string) {
		events = append(events, Event{Verb: "app.script-" + string(change), Key: &KeyEvent{
			Desk: Scripts, Number: int64(len(d.Events) + len(events) + 1), Change: change, Member: name, Recipient: hash,
		}})
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		for _, hash := range listed[name] {
			if scripts[name] != hash {
				record(KeyRemoved, name, hash)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		if !slices.Contains(listed[name], scripts[name]) {
			record(KeyAdded, name, scripts[name])
		}
	}
	return events, nil
}
