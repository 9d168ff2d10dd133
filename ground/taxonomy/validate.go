// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package taxonomy

import (
	"errors"
	"fmt"
	"regexp"
)

// code is what a code looks like: stable, short, and safe in files and
// addresses.
var code = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// Validate checks editions in order: each later than the one before, codes
// unique and well-formed, broader terms that exist and are broadest, and no
// code with another meaning than it ever had, even after a pause.
func Validate(editions []Edition) error {
	var faults []error
	for i, e := range editions {
		if i > 0 && !editions[i-1].From.Before(e.From) {
			faults = append(faults, fmt.Errorf("edition %s doesn't come after the one before", e.From))
		}
	}
	faults = append(faults,
		check(editions, "ground", func(e Edition) List[Ground] { return e.Grounds }),
		check(editions, "conduct", func(e Edition) List[Conduct] { return e.Conduct }),
		check(editions, "source", func(e Edition) List[Source] { return e.Sources }),
		check(editions, "birth", func(e Edition) List[Birth] { return e.Births }),
		check(editions, "region", func(e Edition) List[Region] { return e.Regions }))
	return errors.Join(faults...)
}

func check[C ~string](editions []Edition, name string, list func(Edition) List[C]) error {
	var faults []error
	meaning := make(map[C]string)
	for _, e := range editions {
		seen := make(map[C]bool)
		for _, t := range list(e) {
			if !code.MatchString(string(t.Code)) || t.Meaning == "" {
				faults = append(faults, fmt.Errorf("%s %q of %s: not a code with a meaning", name, t.Code, e.From))
			}
			if seen[t.Code] {
				faults = append(faults, fmt.Errorf("%s %q of %s: is there twice", name, t.Code, e.From))
			}
			seen[t.Code] = true
			if was, ok := meaning[t.Code]; ok && was != t.Meaning {
				faults = append(faults, fmt.Errorf("%s %q of %s: meant %q before", name, t.Code, e.From, was))
			}
			meaning[t.Code] = t.Meaning
			faults = append(faults, checkUnder(list(e), t, name, e))
		}
	}
	return errors.Join(faults...)
}

// checkUnder wants each broader term to be there, and to be a broadest one:
// two levels are what a form can show, and rule out a circle.
func checkUnder[C ~string](l List[C], t Term[C], name string, e Edition) error {
	for _, up := range t.Under {
		broader, ok := l.Find(up)
		if !ok {
			return fmt.Errorf("%s %q of %s: stands under %q, which isn't there", name, t.Code, e.From, up)
		}
		if len(broader.Under) > 0 || up == t.Code {
			return fmt.Errorf("%s %q of %s: stands under %q, which isn't broadest", name, t.Code, e.From, up)
		}
	}
	return nil
}
