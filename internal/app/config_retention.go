// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"strconv"
	"strings"

	"baken/base/civil"
	"baken/base/fault"
	"baken/hear/report"
	"baken/internal/text"
)

// ErrRetention says that a length can't be read, or is none: args name, value.
var ErrRetention = fault.New(fault.Invalid, "app.config.retention")

// Retention is how long reports are kept after their end, as it is written:
// "18 months", "5 years". What is empty has its default.
type Retention struct {
	Report        string `yaml:"report"`
	Signal        string `yaml:"signal"`
	Outside       string `yaml:"outside"`
	Complaint     string `yaml:"complaint"`
	Whistleblower string `yaml:"whistleblower"`
}

func (r *Retention) regimes() map[report.Regime]*string {
	return map[report.Regime]*string{
		report.RegimeReport: &r.Report, report.RegimeSignal: &r.Signal, report.RegimeOutside: &r.Outside,
		report.RegimeComplaint: &r.Complaint, report.RegimeWhistleblower: &r.Whistleblower,
	}
}

// retention reads what is written.
func (c Config) retention() (report.Retention, error) {
	out := report.Retention{}
	for regime, written := range c.Retention.regimes() {
		if *written == "" {
			continue
		}
		length, ok := parseLength(*written)
		if !ok {
			return nil, ErrRetention.With("name", text.Data(string(regime)), "value", text.Data(*written))
		}
		out[regime] = length
	}
	return out, nil
}

// mostYears is the longest that can be asked for: what is kept longer than a
// working life was never meant to end.
const mostYears = 50

// parseLength reads a whole number of months or years, of one month at least:
// files that nobody claims are swept after two days.
func parseLength(s string) (civil.Length, bool) {
	number, unit, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return nil, false
	}
	switch strings.TrimSuffix(unit, "s") {
	case "month":
		return civil.Months(n), n <= 12*mostYears
	case "year":
		return civil.Years(n), n <= mostYears
	}
	return nil, false
}
