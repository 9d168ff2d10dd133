// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

// Kind says how a figure came to be printed as it is.
type Kind string

// The kinds of figures.
const (
	Rounded   Kind = "rounded"   // a count or percentage, rounded under the rules
	Band      Kind = "band"      // only that it lies within Range
	Withheld  Kind = "withheld"  // not printed
	Published Kind = "published" // printed as others have published it
	Derived   Kind = "derived"   // worked out from printed figures
	Undefined Kind = "undefined" // can't be worked out; Reason says why
	Said      Kind = "said"      // a conclusion from printed figures; Reason says which
)

// Bounds are a lowest and a highest value, both included. A missing end is
// open: there is no limit on that side.
type Bounds struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

// Between makes bounds with both ends.
func Between(low, high float64) *Bounds { return &Bounds{Low: &low, High: &high} }

// From makes bounds that are open above.
func From(low float64) *Bounds { return &Bounds{Low: &low} }

// Figure is one printed figure. A table consists of nothing else.
type Figure struct {
	Kind     Kind    `json:"kind"`
	Value    float64 `json:"value"`              // meaningless for Band, Withheld, Undefined and Said
	Digits   int     `json:"digits"`             // decimals to print
	Interval *Bounds `json:"interval,omitempty"` // confidence interval
	Range    *Bounds `json:"range,omitempty"`    // what rounding leaves open; for Band, the band
	Envelope *Bounds `json:"envelope,omitempty"` // the interval, widened by what rounding leaves open
	Outer    bool    `json:"outer,omitempty"`    // Range is an outer bound: the true range may be narrower
	Reason   string  `json:"reason,omitempty"`   // for Undefined, Withheld and Said: a message key
}

// HasValue reports whether the figure has one value to print.
func (f Figure) HasValue() bool {
	return f.Kind == Rounded || f.Kind == Published || f.Kind == Derived
}
