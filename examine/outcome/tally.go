// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

// tally adds up counts in the order in which the plan names groups and strata.
type tally struct {
	plan      Plan
	strata    []string
	sel, find map[[2]string]*Count

	held, missed, score map[[2]string]*Count // what was the case, by group and stratum, or bin

	steps, found []map[string]*Count // by step and group
	random       map[string]*Count
	unknown      Count
}

func newTally(p Plan) *tally {
	t := &tally{plan: p, strata: p.StratumCodes(), sel: map[[2]string]*Count{}, find: map[[2]string]*Count{}, random: map[string]*Count{}}
	t.beginTruth()
	for _, g := range p.Group.Values {
		t.sel[[2]string{g.Code, ""}] = &Count{Group: g.Code}
		t.find[[2]string{g.Code, ""}] = &Count{Group: g.Code}
		t.random[g.Code] = &Count{Group: g.Code}
		for _, s := range t.strata {
			t.sel[[2]string{g.Code, s}] = &Count{Group: g.Code, Stratum: s}
			t.find[[2]string{g.Code, s}] = &Count{Group: g.Code, Stratum: s}
		}
	}
	for range p.Steps {
		decided, found := map[string]*Count{}, map[string]*Count{}
		for _, g := range p.Group.Values {
			decided[g.Code], found[g.Code] = &Count{Group: g.Code}, &Count{Group: g.Code}
		}
		t.steps, t.found = append(t.steps, decided), append(t.found, found)
	}
	return t
}

// StratumCodes gives every combination of values of the stratum columns, the
// last column running fastest; none where the plan has no strata.
func (p Plan) StratumCodes() []string {
	if len(p.Strata) == 0 {
		return nil
	}
	combos := [][]string{nil}
	for _, s := range p.Strata {
		var next [][]string
		for _, c := range combos {
			for _, v := range s.Values {
				next = append(next, append(append([]string(nil), c...), v.Code))
			}
		}
		combos = next
	}
	out := make([]string, len(combos))
	for i, c := range combos {
		out[i] = p.stratum(c)
	}
	return out
}

func (t *tally) selection(group, stratum string, s side, n int64) {
	t.sel[[2]string{group, stratum}].add(s, n)
}

func (t *tally) finding(group, stratum string, s side, n int64) {
	t.find[[2]string{group, stratum}].add(s, n)
}

func (c *Count) add(s side, n int64) {
	switch s {
	case yes:
		c.Yes += n
	case no:
		c.No += n
	case neither:
		c.Neither += n
	case open:
		c.Open += n
	}
}

func (t *tally) counts(a Account) (Counts, error) {
	out := Counts{Account: a, Steps: t.stepCounts(), Unknown: t.unknown}
	t.truths(&out)
	for _, g := range t.plan.Group.Values {
		whole := t.sel[[2]string{g.Code, ""}]
		if whole.Yes+whole.No == 0 {
			return Counts{}, ErrNobody.With("group", g.Code)
		}
		out.Selection = append(out.Selection, *whole)
		for _, s := range t.strata {
			out.Selection = append(out.Selection, *t.sel[[2]string{g.Code, s}])
		}
		if t.plan.Random != nil {
			out.Random = append(out.Random, *t.random[g.Code])
		}
		if t.plan.Finding != nil {
			out.Finding = append(out.Finding, *t.find[[2]string{g.Code, ""}])
			for _, s := range t.strata {
				out.Finding = append(out.Finding, *t.find[[2]string{g.Code, s}])
			}
		}
	}
	return out, nil
}
