// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "math"

// Label names a thing in both languages.
type Label struct {
	NL string `json:"nl" yaml:"nl"`
	EN string `json:"en" yaml:"en"`
}

// Empty reports whether the label lacks a language.
func (l Label) Empty() bool { return l.NL == "" || l.EN == "" }

// Source says where counts come from.
type Source struct {
	By      Label  `json:"by"`
	Title   Label  `json:"title"`
	URL     string `json:"url,omitempty"`
	Licence string `json:"licence,omitempty"`
}

// Empty reports whether the source lacks its maker or its title.
func (s Source) Empty() bool { return s.By.Empty() || s.Title.Empty() }

// PublicCell is a count that others have already published: the events and
// the base, or the events and the others, as they stand in the source.
type PublicCell struct {
	Group, Stratum string
	Events         int64
	Base           int64 // 0 where the source gives no base: then it is Events + Others
	Others         int64
}

// Public takes figures that others have already published, with their own
// precision: counts rounded to a multiple of rounding (1 for counts that are
// not rounded), printed with at most the given decimals, and with fewer where
// the rounding bears fewer. Nothing is withheld, since it is public already;
// what rounding leaves open is carried along as a range.
//
// Errors: ErrSource without a source, ErrCell and ErrTwice as in Protect.
func Public(source Source, rounding int64, decimals int, cells []PublicCell) (*Protected, error) {
	if source.Empty() || rounding < 1 || decimals < 0 || decimals > 6 {
		return nil, ErrSource
	}
	p := &Protected{source: source}
	seen := map[[2]string]bool{}
	for _, c := range cells {
		base := c.Base
		if base == 0 {
			base = c.Events + c.Others
		}
		if c.Events < 0 || c.Others < 0 || base < 0 || c.Events > base+rounding {
			return nil, ErrCell.With("group", c.Group, "stratum", c.Stratum)
		}
		at := [2]string{c.Group, c.Stratum}
		if seen[at] {
			return nil, ErrTwice.With("group", c.Group, "stratum", c.Stratum)
		}
		seen[at] = true
		p.rates = append(p.rates, publicRate(c, base, rounding/2, decimals))
		if c.Stratum == "" {
			p.n += base
		}
	}
	return p, nil
}

func publicRate(c PublicCell, base, half int64, decimals int) Rate {
	r := Rate{Group: c.Group, Stratum: c.Stratum}
	r.Counts = Implied{Events: Near{c.Events, half}, Base: Near{c.Base, half}, HasBase: true}
	if c.Base == 0 {
		r.Counts = Implied{Events: Near{c.Events, half}, Others: Near{c.Others, half}}
	}
	r.Base = Figure{Kind: Published, Value: float64(base)}
	if base == 0 {
		r.Share = Figure{Kind: Undefined, Reason: "disclose.reason.empty"}
		return r
	}
	share := 100 * float64(c.Events) / float64(base)
	r.Share = Figure{Kind: Published}
	if half > 0 {
		low, high := r.Counts.base()
		r.Base.Range = Between(float64(low), float64(high))
		r.Share.Range = r.Counts.share()
		decimals = borne(*r.Share.Range.High-*r.Share.Range.Low, decimals)
	}
	r.Share.Value, r.Share.Digits = roundTo(share, decimals), decimals
	return r
}

// borne gives the most decimals, up to a limit, that rounded counts bear: what
// rounding leaves open spans at most twenty units of the last one.
func borne(width float64, most int) int {
	for most > 0 && width > 20*math.Pow10(-most) {
		most--
	}
	return most
}

// base gives the fewest and the most people that agree with the counts.
func (c Implied) base() (low, high int64) {
	if c.HasBase {
		return c.Base.low(), c.Base.N + c.Base.Margin
	}
	return c.Events.low() + c.Others.low(), c.Events.N + c.Events.Margin + c.Others.N + c.Others.Margin
}

// share gives the lowest and the highest percentage that agree with the counts.
func (c Implied) share() *Bounds {
	low, high := c.Events.low(), c.Events.N+c.Events.Margin
	if c.HasBase {
		least, most := c.base()
		return Between(100*float64(low)/float64(max(most, 1)), min(100*float64(high)/float64(max(least, 1)), 100))
	}
	return Between(
		100*float64(low)/float64(max(low+c.Others.N+c.Others.Margin, 1)),
		100*float64(high)/float64(max(high+c.Others.low(), 1)))
}

func (n Near) low() int64 { return max(n.N-n.Margin, 0) }

func roundTo(x float64, digits int) float64 {
	step := math.Pow10(digits)
	return math.Round(x*step) / step
}
