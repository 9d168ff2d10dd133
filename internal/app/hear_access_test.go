// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/counsel"
	"baken/hear/report"
)

// accessToHear says who may do what with reports and with the help directory.
// It is typed in by hand, to be held against the policy: whoever changes a
// policy changes the promise below, and has to mean it.
//
// Everything is about an agency: a report about it, or an entry of its help
// directory. The columns say where the role is held:
//
//	own     in the agency itself
//	above   in the ministry that it belongs to
//	below   in a directorate of the agency
//	beside  in another agency of the same ministry
//	crown   in the government itself: its desk is the independent desk
//	out     in the agency, by somebody who is excluded from the report: a party,
//	        who works for one, or who has withdrawn
//	taken   in the agency, and the independent desk has taken the report over
//	c.out   in the government itself, by somebody who is excluded
//
// Only the columns that can make a difference are there: what is overdue, and
// who has a keyring, is asked of an organisation and never of a report, and
// nobody is excluded from a directory.
//
// view, answer and share are asked of the desk that handles them, which after
// a takeover is that of the government. Whoever may oversee, may do those three
// as well. counsel.edit-own-entry is asked only about the entry that names the
// person himself, counsel.keep-space only about his own notes, and
// counsel.hear-request only about a request to him: nobody does anything with
// those of another. What is done to complaints is asked only about one in which
// he has a seat, of the organisation where he holds the role for it.
const accessToHear = `
report.view               own     above   below   beside  crown   out     taken   c.out
  employee                -       -       -       -       -       -       -       -
  intake-officer          yes     -       -       -       -       -       -       -
  counsellor              -       -       -       -       -       -       -       -
  committee-member        -       -       -       -       -       -       -       -
  committee-secretary     -       -       -       -       -       -       -       -
  competent-authority     -       -       -       -       -       -       -       -
  researcher              -       -       -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -       -       -
  controller              -       -       -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -       -       -
  administrator           -       -       -       -       -       -       -       -
  auditor                 -       -       -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -       -       -

report.answer             own     above   below   beside  crown   out     taken   c.out
  employee                -       -       -       -       -       -       -       -
  intake-officer          yes     -       -       -       -       -       -       -
  counsellor              -       -       -       -       -       -       -       -
  committee-member        -       -       -       -       -       -       -       -
  committee-secretary     -       -       -       -       -       -       -       -
  competent-authority     -       -       -       -       -       -       -       -
  researcher              -       -       -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -       -       -
  controller              -       -       -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -       -       -
  administrator           -       -       -       -       -       -       -       -
  auditor                 -       -       -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -       -       -

report.share              own     above   below   beside  crown   out     taken   c.out
  employee                -       -       -       -       -       -       -       -
  intake-officer          yes     -       -       -       -       -       -       -
  counsellor              -       -       -       -       -       -       -       -
  committee-member        -       -       -       -       -       -       -       -
  committee-secretary     -       -       -       -       -       -       -       -
  competent-authority     -       -       -       -       -       -       -       -
  researcher              -       -       -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -       -       -
  controller              -       -       -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -       -       -
  administrator           -       -       -       -       -       -       -       -
  auditor                 -       -       -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -       -       -

report.oversee            own     above   below   beside  crown   out     taken   c.out
  employee                -       -       -       -       -       -       -       -
  intake-officer          -       -       -       -       yes     -       -       -
  counsellor              -       -       -       -       -       -       -       -
  committee-member        -       -       -       -       -       -       -       -
  committee-secretary     -       -       -       -       -       -       -       -
  competent-authority     -       -       -       -       -       -       -       -
  researcher              -       -       -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -       -       -
  controller              -       -       -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -       -       -
  administrator           -       -       -       -       -       -       -       -
  auditor                 -       -       -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -       -       -

report.keep-keys          own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          yes     -       -       -       -
  counsellor              yes     -       -       -       -
  committee-member        yes     -       -       -       -
  committee-secretary     yes     -       -       -       -
  competent-authority     yes     -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       -       -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -

report.view-overdue       own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              -       -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     yes     yes     -       -       yes
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              yes     yes     -       -       yes
  programme-manager       yes     yes     -       -       yes
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -

counsel.view-entry        own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              yes     -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     -       -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       yes     -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      yes     yes     yes     yes     yes
  (nobody signed in)      -       -       -       -       -

counsel.edit-entry        own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              -       -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     -       -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       yes     -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      yes     yes     yes     yes     yes
  (nobody signed in)      -       -       -       -       -

counsel.edit-own-entry    own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              yes     -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     -       -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       -       -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -

counsel.keep-space        own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              yes     -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     -       -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       -       -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -

counsel.hear-request      own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              yes     -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     -       -       -       -       -
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              -       -       -       -       -
  programme-manager       -       -       -       -       -
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -

complaint.handle          own     above   below   beside  crown   out
  employee                -       -       -       -       -       -
  intake-officer          -       -       -       -       -       -
  counsellor              -       -       -       -       -       -
  committee-member        -       -       -       -       -       -
  committee-secretary     yes     -       -       -       -       -
  competent-authority     -       -       -       -       -       -
  researcher              -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -
  controller              -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -
  administrator           -       -       -       -       -       -
  auditor                 -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -

complaint.weigh           own     above   below   beside  crown   out
  employee                -       -       -       -       -       -
  intake-officer          -       -       -       -       -       -
  counsellor              -       -       -       -       -       -
  committee-member        yes     -       -       -       -       -
  committee-secretary     -       -       -       -       -       -
  competent-authority     -       -       -       -       -       -
  researcher              -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -
  controller              -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -
  administrator           -       -       -       -       -       -
  auditor                 -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -

complaint.decide          own     above   below   beside  crown   out
  employee                -       -       -       -       -       -
  intake-officer          -       -       -       -       -       -
  counsellor              -       -       -       -       -       -
  committee-member        -       -       -       -       -       -
  committee-secretary     -       -       -       -       -       -
  competent-authority     yes     -       -       -       -       -
  researcher              -       -       -       -       -       -
  risk-owner              -       -       -       -       -       -
  controller              -       -       -       -       -       -
  programme-manager       -       -       -       -       -       -
  administrator           -       -       -       -       -       -
  auditor                 -       -       -       -       -       -
  (a command or job)      -       -       -       -       -       -
  (nobody signed in)      -       -       -       -       -       -

complaint.view-overdue    own     above   below   beside  crown
  employee                -       -       -       -       -
  intake-officer          -       -       -       -       -
  counsellor              -       -       -       -       -
  committee-member        -       -       -       -       -
  committee-secretary     -       -       -       -       -
  competent-authority     yes     yes     -       -       yes
  researcher              -       -       -       -       -
  risk-owner              -       -       -       -       -
  controller              yes     yes     -       -       yes
  programme-manager       yes     yes     -       -       yes
  administrator           -       -       -       -       -
  auditor                 -       -       -       -       -
  (a command or job)      -       -       -       -       -
  (nobody signed in)      -       -       -       -       -
`

// seat is where a role is held, seen from the agency that it is about.
type seat struct {
	name     string
	held     org.ID
	handled  org.ID // by whose desk the report is handled
	excluded bool
}

// seats gives the columns of an action.
func seats(act org.Action) []seat {
	all := []seat{
		{name: "own", held: orgtest.Agency, handled: orgtest.Agency},
		{name: "above", held: orgtest.Ministry, handled: orgtest.Agency},
		{name: "below", held: orgtest.Directorate, handled: orgtest.Agency},
		{name: "beside", held: orgtest.Sibling, handled: orgtest.Agency},
		{name: "crown", held: orgtest.Crown, handled: orgtest.Agency},
	}
	out := seat{name: "out", held: orgtest.Agency, handled: orgtest.Agency, excluded: true}
	if act.On() == complaint.TypeComplaint && act != complaint.ViewOverdue {
		return append(all, out)
	}
	if act.On() != report.TypeReport || act == report.ViewOverdue || act == report.KeepKeys {
		return all
	}
	return append(all,
		out,
		seat{name: "taken", held: orgtest.Agency, handled: orgtest.Crown},
		seat{name: "c.out", held: orgtest.Crown, handled: orgtest.Agency, excluded: true})
}

// about gives what an action is asked about. That of the independent desk is
// asked of the government to which the report's organisation belongs.
func (s seat) about(act org.Action, who org.PersonID) org.Resource {
	r := org.Of(act.On(), "record", s.handled)
	if act == report.Oversee {
		r.Org = orgtest.Crown
	}
	if s.excluded {
		r.Excluded = []org.PersonID{who}
	}
	return r
}

// asked asks the policy for every cell.
func asked(t *testing.T, p *org.Policy, actions []org.Action) string {
	t.Helper()
	rows := []string{"(a command or job)", "(nobody signed in)"}
	others := map[string]org.Actor{rows[0]: org.System("test"), rows[1]: org.Public()}
	for i, role := range org.Roles() {
		rows = slices.Insert(rows, i, string(role))
	}
	var b strings.Builder
	for _, act := range actions {
		fmt.Fprintf(&b, "\n%-26s", act)
		for _, s := range seats(act) {
			fmt.Fprintf(&b, "%-8s", s.name)
		}
		for _, row := range rows {
			fmt.Fprintf(&b, "\n  %-24s", row)
			for _, s := range seats(act) {
				as, ok := others[row]
				if !ok {
					as = orgtest.Actor(t, org.Role(row), s.held)
				}
				answer := "-"
				if p.Decide(as, act, s.about(act, as.Person)).Allowed {
					answer = "yes"
				}
				fmt.Fprintf(&b, "%-8s", answer)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func trimmed(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// The policy says what the table says, for every role and every action.
func TestAccessToHear(t *testing.T) {
	p := orgtest.Policy(t, report.Rules(), counsel.Rules(), complaint.Rules())
	got := asked(t, p, slices.Concat(report.Rules().Actions, counsel.Rules().Actions, complaint.Rules().Actions))
	if diff := cmp.Diff(accessToHear, trimmed(got)); diff != "" {
		t.Errorf("who may do what (-table +policy):\n%s", diff)
	}
}
