// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "baken/base/disclose"

// Once bounds what the share of a group can become when everyone is counted once. Low and
// High are its worst and best case, from 0 to 1.
type Once struct {
	Group            string
	Share, Low, High float64
}

// Once bounds the share of each group when each person is counted once: whichever rows are
// the ones too many, and in whatever group, they are at most Repeats.Extra. The share is
// lowest when all of them are a yes of this group and highest when all are a no. It gives
// nothing where no person has a second row, and leaves out groups without people.
func (c Counts) Once() []Once {
	extra := c.Account.Repeats.Extra()
	if extra == 0 {
		return nil
	}
	var out []Once
	for _, s := range c.Selection {
		if s.Stratum != "" || s.Yes+s.No == 0 {
			continue
		}
		o := Once{Group: s.Group, Share: share(s.Yes, s.No), Low: 0, High: 1}
		if extra < s.Yes {
			o.Low = share(s.Yes-extra, s.No)
		}
		if extra < s.No {
			o.High = share(s.Yes, s.No-extra)
		}
		out = append(out, o)
	}
	return out
}

func share(yes, no int64) float64 { return float64(yes) / float64(yes+no) }

// GroupLabel is what people call a group of the plan.
func (p Plan) GroupLabel(code string) disclose.Label {
	for _, v := range p.Group.Values {
		if v.Code == code {
			return v.Label
		}
	}
	return disclose.Label{NL: code, EN: code}
}
