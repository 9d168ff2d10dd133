// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Stratum is a comparison among people who are alike in some respect: the same
// risk category, the same department.
type Stratum struct {
	Name string
	Pair
}

// Strata are the comparisons that a pooled statistic takes together.
type Strata []Stratum

// Uninformative is a stratum that says nothing about a statistic, and why. It
// is returned, never dropped in silence.
type Uninformative struct {
	Index int // in the Strata as given, from 0
	Name  string
	Why   Gap // EmptyGroup, NoEvents or NoOthers
}

// Pooled is a statistic over strata, with what each stratum could contribute.
type Pooled struct {
	Statistic
	Strata        int // how many were given
	Uninformative []Uninformative
}

// Exact reports whether no count is rounded.
func (s Strata) Exact() bool {
	for _, stratum := range s {
		if !stratum.Exact() {
			return false
		}
	}
	return true
}

// Sum adds the strata up to one comparison; margins add up too.
func (s Strata) Sum() Pair {
	if len(s) == 0 {
		return Pair{}
	}
	sum := s[0].Pair
	for _, stratum := range s[1:] {
		sum = sum.Plus(stratum.Pair)
	}
	return sum
}

// tables gives the published table of every stratum.
func (s Strata) tables() []table { return s.each(Pair.table) }

// corners gives the tables at which the group does relatively least and most
// in every stratum. A stratum in which nobody may be left takes part as such.
func (s Strata) corners() (low, high []table) {
	low = s.each(func(p Pair) table { return table{p.Group.fewest(), p.Reference.most()} })
	high = s.each(func(p Pair) table { return table{p.Group.most(), p.Reference.fewest()} })
	return low, high
}

func (s Strata) each(take func(Pair) table) []table {
	out := make([]table, len(s))
	for i, stratum := range s {
		out[i] = take(stratum.Pair)
	}
	return out
}

// uninformative lists the strata whose published counts show one of the gaps.
func (s Strata) uninformative(gaps ...Gap) []Uninformative {
	var out []Uninformative
	for i, stratum := range s {
		t := stratum.table()
		shows := map[Gap]bool{
			EmptyGroup: t.empty(),
			NoEvents:   t.group.a+t.reference.a == 0,
			NoOthers:   t.group.b+t.reference.b == 0,
		}
		for _, gap := range gaps {
			if shows[gap] {
				out = append(out, Uninformative{Index: i, Name: stratum.Name, Why: gap})
				break
			}
		}
	}
	return out
}

// informative gives the tables of the other strata.
func (s Strata) informative(without []Uninformative) []table {
	skip := make(map[int]bool, len(without))
	for _, u := range without {
		skip[u.Index] = true
	}
	var out []table
	for i, t := range s.tables() {
		if !skip[i] {
			out = append(out, t)
		}
	}
	return out
}
