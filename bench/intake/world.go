// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"errors"
	"slices"
	"sync"

	"baken/bench/drive"
	"baken/hear/report"
)

const (
	desks   = 64
	perDesk = 2
)

// world is a government with desks, and reports to them.
type world struct {
	drive.World
	bodies [][]drive.Sealed // by load

	sealed  int
	sealCPU float64 // ms each
	size    float64 // bytes of a body, on average
}

func newWorld() *world {
	return &world{World: drive.NewWorld(slices.Repeat([]int{perDesk}, 1+desks)...)}
}

// seal makes the reports of all loads, on all cores.
func (w *world) seal(loads []load) error {
	offices := make([]report.Office, desks)
	for i := range offices {
		offices[i] = w.Office(w.Orgs[1+i])
	}
	begun := drive.CPU()
	w.bodies = make([][]drive.Sealed, len(loads))
	for i, l := range loads {
		w.bodies[i] = make([]drive.Sealed, l.reports)
		w.sealed += l.reports
		faults := make([]error, 8)
		var group sync.WaitGroup
		for part := range faults {
			group.Go(func() {
				for n := part; n < l.reports && faults[part] == nil; n += len(faults) {
					w.bodies[i][n], faults[part] = drive.Seal(offices[n%desks])
				}
			})
		}
		group.Wait()
		if err := errors.Join(faults...); err != nil {
			return err
		}
		for _, s := range w.bodies[i] {
			w.size += float64(len(s.Body))
		}
	}
	w.size /= float64(w.sealed)
	w.sealCPU = (drive.CPU() - begun).Seconds() * 1000 / float64(w.sealed)
	return nil
}
