// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	_ "embed"

	"baken/ground/org"
)

// TypeReport is a case as something that actions are done to.
const TypeReport org.Type = "Report"

// What is done to reports. Oversee is asked of the government to which a
// report's organisation belongs.
var (
	View    = org.Viewing("report.view", TypeReport)
	Answer  = org.Changing("report.answer", View)
	Share   = org.Changing("report.share", View)
	Oversee = org.Viewing("report.oversee", TypeReport)
	// KeepKeys is to have a keyring of one's own, wherever that is asked.
	KeepKeys = org.Viewing("report.keep-keys", TypeReport)
	// ViewOverdue shows that something waits too long, and where; never what.
	ViewOverdue = org.Viewing("report.view-overdue", TypeReport)
)

//go:embed policy.cedar
var policy []byte

// Rules is what this room adds to the policy.
func Rules() org.Rules {
	return org.Rules{Name: "report", Actions: []org.Action{View, Answer, Share, Oversee, KeepKeys, ViewOverdue}, Cedar: policy}
}

// top gives the organisation at the top of the tree above one: the
// independent desk is there.
func top(tree *org.Tree, of org.ID) org.ID {
	if tree == nil {
		return ""
	}
	path := tree.Path(tree.Heir(of))
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}

// decide asks the policy about one report: as one of the desk's own, or as
// one that the independent desk sees.
func decide(p *org.Policy, as org.Actor, act org.Action, r org.Resource) error {
	if p.Decide(as, act, r).Allowed {
		return nil
	}
	above := r
	above.Org = top(as.Tree(), r.Org)
	if above.Org != "" && p.Decide(as, Oversee, above).Allowed {
		return nil
	}
	if p.Decide(as, View, r).Allowed {
		return org.ErrForbidden
	}
	return ErrNotFound
}

// scope gives the organisations whose reports an actor may see; it agrees with
// decide.
func scope(p *org.Policy, as org.Actor) org.Scope {
	tree := as.Tree()
	if tree == nil {
		return org.Only()
	}
	var ids []org.ID
	for _, id := range tree.IDs() {
		if decide(p, as, View, org.Of(TypeReport, "", id)) == nil {
			ids = append(ids, id)
		}
	}
	if len(ids) == len(tree.IDs()) {
		return org.Everywhere() // the independent desk: a list of one index, not of many
	}
	return org.Only(ids...)
}
