// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"fmt"
	"slices"
	"strings"
)

// Scope is the organisations whose records an actor may do something to; a
// store puts it in the WHERE of its lists.
type Scope struct {
	all bool
	ids []ID
}

// Everywhere is the scope of the system itself.
func Everywhere() Scope { return Scope{all: true} }

// Only is the scope of some organisations.
func Only(ids ...ID) Scope {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return Scope{ids: slices.Compact(sorted)}
}

// Scope asks the policy for every organisation of the actor's day, former
// ones too, so that a list and a single record can't disagree. The system has
// no tree: it may act everywhere or nowhere.
func (p *Policy) Scope(a Actor, act Action) Scope {
	if a.tree == nil {
		return Scope{all: p.Decide(a, act, Of(act.on, "", "")).Allowed}
	}
	var ids []ID
	for _, id := range a.tree.IDs() {
		r := Of(act.on, "", id)
		if act.on == TypeOrganisation {
			r = Node(id)
		}
		if p.Decide(a, act, r).Allowed {
			ids = append(ids, id)
		}
	}
	return Scope{ids: ids}
}

// Has reports whether the organisation is inside the scope.
func (s Scope) Has(id ID) bool {
	if s.all {
		return true
	}
	_, found := slices.BinarySearch(s.ids, id)
	return found
}

// None reports whether nothing is inside the scope, so that no question needs
// to be asked.
func (s Scope) None() bool { return !s.all && len(s.ids) == 0 }

// In writes the scope as a condition on a column, with its arguments numbered
// from first: "org IN ($3, $4)". The column comes from the program, never
// from a person.
func (s Scope) In(column string, first int) (condition string, args []any) {
	switch {
	case s.all:
		return "1 = 1", nil
	case len(s.ids) == 0:
		return "1 = 0", nil
	}
	marks := make([]string, len(s.ids))
	args = make([]any, len(s.ids))
	for i, id := range s.ids {
		marks[i] = fmt.Sprintf("$%d", first+i)
		args[i] = string(id)
	}
	return column + " IN (" + strings.Join(marks, ", ") + ")", args
}
