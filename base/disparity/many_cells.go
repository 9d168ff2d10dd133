// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// many is a conditional regression of several groups.
type many struct {
	names  []string // the reference first
	strata [][]cell // of every stratum that says something, a cell for each group
	given  int
	left   []Uninformative
	people float64 // in the reference
}

func newMany(reference string, cells []GroupCell) many {
	m := many{names: []string{reference}}
	group, stratum := map[string]int{reference: 0}, map[string]int{}
	var strata []string
	for _, c := range cells {
		if _, known := group[c.Group]; !known {
			group[c.Group] = len(m.names)
			m.names = append(m.names, c.Group)
		}
		if _, known := stratum[c.Stratum]; !known {
			stratum[c.Stratum] = len(strata)
			strata = append(strata, c.Stratum)
		}
	}
	tables := make([][]cell, len(strata))
	for _, c := range cells {
		s, g := stratum[c.Stratum], group[c.Group]
		if tables[s] == nil {
			tables[s] = make([]cell, len(m.names))
		}
		x := c.Count.cell()
		tables[s][g].a, tables[s][g].b = tables[s][g].a+x.a, tables[s][g].b+x.b
		if g == 0 {
			m.people += x.n()
		}
	}
	m.given = len(strata)
	for i, t := range tables {
		if why := silent(t); why != "" {
			m.left = append(m.left, Uninformative{Index: i, Name: strata[i], Why: why})
			continue
		}
		m.strata = append(m.strata, t)
	}
	return m
}

// silent says why a stratum says nothing, or "".
func silent(groups []cell) Gap {
	filled, events, others := 0, 0.0, 0.0
	for _, x := range groups {
		if x.n() > 0 {
			filled++
		}
		events, others = events+x.a, others+x.b
	}
	switch {
	case filled < 2:
		return EmptyGroup
	case events == 0:
		return NoEvents
	case others == 0:
		return NoOthers
	}
	return ""
}

// farthest names the group with the largest or smallest odds ratio.
func (m many) farthest(beta []float64) string {
	most := 0
	for g, b := range beta {
		if math.Abs(b) > math.Abs(beta[most]) {
			most = g
		}
	}
	return m.names[most]
}
