// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	_ "embed"

	"baken/ground/org"
)

// TypeEntry is an entry of a help directory as something that actions are
// done to.
const TypeEntry org.Type = "HelpEntry"

// TypeNote is an item of a counsellor's own space.
const TypeNote org.Type = "CounselNote"

// TypeRequest is somebody's wish to talk with a counsellor.
const TypeRequest org.Type = "CounselRequest"

// HearRequest is all that is done to requests for a talk, by the counsellor who
// was asked. It is asked only about a request to the actor himself; asking for a
// talk takes no right.
var HearRequest = org.Viewing("counsel.hear-request", TypeRequest)

// KeepSpace is all that is done to notes and aftercare, by the counsellor whose
// they are. It is asked
// only about what is the actor's own.
var KeepSpace = org.Viewing("counsel.keep-space", TypeNote)

// What is done to entries on the pages where they are kept; everybody sees
// them on the public page. EditOwn is asked about the entry that names the
// actor.
var (
	View    = org.Viewing("counsel.view-entry", TypeEntry)
	Edit    = org.Changing("counsel.edit-entry", View)
	EditOwn = org.Changing("counsel.edit-own-entry", View)
)

//go:embed policy.cedar
var policy []byte

// Rules is what this room adds to the policy.
func Rules() org.Rules {
	return org.Rules{Name: "counsel", Actions: []org.Action{View, Edit, EditOwn, KeepSpace, HearRequest}, Cedar: policy}
}

// Right is how much of an entry somebody may change.
type Right string

// The rights.
const (
	NoRight Right = ""
	OwnOnly Right = "own"   // how he is reached, and when he is away
	Whole   Right = "whole" // all of it
)

func right(p *org.Policy, as org.Actor, e Entry) Right {
	switch {
	case p.Decide(as, Edit, e.Resource()).Allowed:
		return Whole
	case e.Person != "" && e.Person == as.Person && p.Decide(as, EditOwn, e.Resource()).Allowed:
		return OwnOnly
	}
	return NoRight
}

// allow gives the right to change an entry, or says that there is none.
func allow(p *org.Policy, as org.Actor, e Entry) (Right, error) {
	if r := right(p, as, e); r != NoRight {
		return r, nil
	}
	return NoRight, org.Check(p, as, Edit, e.Resource())
}
