// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/ground/org/orgtest"
)

var update = flag.Bool("update", false, "write testdata/matrix.txt anew, to be reviewed line by line")

// relations are the organisations of a resource, as seen from an actor with
// a role in the agency.
var relations = []struct {
	name string
	org  org.ID
}{
	{"own", orgtest.Agency},
	{"parent", orgtest.Ministry},
	{"child", orgtest.Directorate},
	{"sibling", orgtest.Sibling},
}

func resource(act org.Action, in org.ID) org.Resource {
	if act.On() == org.TypeOrganisation {
		return org.Node(in)
	}
	return org.Of(act.On(), "record", in)
}

type named struct {
	name  string
	actor org.Actor
}

func actors(t *testing.T) []named {
	var all []named
	for _, role := range org.Roles() {
		all = append(all, named{string(role), orgtest.Actor(t, role, orgtest.Agency)})
	}
	return append(all, named{"(a command or job)", org.System("test")}, named{"(nobody signed in)", org.Public()})
}

func matrix(t *testing.T) string {
	p := orgtest.Policy(t)
	var b strings.Builder
	b.WriteString("Who may do what, by the policies in ground/org/policy.\n" +
		"The actor's role is in an agency; the resource belongs to that agency (own),\n" +
		"to its ministry (parent), its directorate (child) or another agency of the\n" +
		"same ministry (sibling).\n")
	for _, act := range p.Actions() {
		fmt.Fprintf(&b, "\n%-24s", act)
		for _, r := range relations {
			fmt.Fprintf(&b, "%-9s", r.name)
		}
		for _, a := range actors(t) {
			fmt.Fprintf(&b, "\n  %-22s", a.name)
			for _, r := range relations {
				answer := "-"
				if p.Decide(a.actor, act, resource(act, r.org)).Allowed {
					answer = "yes"
				}
				fmt.Fprintf(&b, "%-9s", answer)
			}
		}
		b.WriteString("\n")
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func TestMatrix(t *testing.T) {
	const file = "testdata/matrix.txt"
	got := matrix(t)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the policies changed; review each line, then run with -update (-want +got):\n%s", diff)
	}
}
