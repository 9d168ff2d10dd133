// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package taxonomy

import "strings"

// Origin is where somebody and his parents were born, by the division that
// Statistics Netherlands uses since 2022: born in the Netherlands or abroad,
// by group of countries of origin. The division in western and non-western is
// no longer used and can't be written.
type Origin struct {
	Birth  Birth
	Region Region
}

// String writes the origin as "abroad/africa".
func (o Origin) String() string { return string(o.Birth) + "/" + string(o.Region) }

// ParseOrigin reads what String writes.
func (e Edition) ParseOrigin(s string) (Origin, error) {
	birth, region, found := strings.Cut(s, "/")
	if !found {
		return Origin{}, ErrOrigin.With("code", s)
	}
	b, err := parse(e.Births, birth, ErrOrigin)
	if err != nil {
		return Origin{}, ErrOrigin.With("code", s)
	}
	r, err := parse(e.Regions, region, ErrOrigin)
	if err != nil {
		return Origin{}, ErrOrigin.With("code", s)
	}
	return Origin{b, r}, nil
}

// Origins lists every origin by the broadest groups, in the order shown.
func (e Edition) Origins() []Origin {
	var out []Origin
	for _, r := range e.Regions.Broadest() {
		for _, b := range e.Births.Broadest() {
			out = append(out, Origin{b, r})
		}
	}
	return out
}
