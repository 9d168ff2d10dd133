// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"math/rand/v2"

	"baken/base/estimate"
)

// bootstrap makes replicates, fits each to the margins, gives the same means with their
// errors, and prints the processors' time.
func bootstrap(r respondents, p plan) error {
	if p.replicates == 0 {
		return nil
	}
	begin := cpu()
	s, err := estimate.Design{Weights: r.weights, Stages: []estimate.Stage{{Strata: r.stratum, Population: r.population}}}.Survey()
	if err != nil {
		return err
	}
	drawn, err := s.Bootstrap(estimate.Repeats(p.replicates), rand.New(rand.NewPCG(150, 500))) //nolint:gosec // a simulation
	if err != nil {
		return err
	}
	raked, _, err := drawn.Calibrate(estimate.Calibration{Distance: estimate.Raking, Margins: r.margins})
	if err != nil {
		return err
	}
	if _, err := raked.Means(r.domain, r.items...); err != nil {
		return err
	}
	fmt.Printf("bootstrap %g\n", (cpu() - begin).Seconds())
	return nil
}
