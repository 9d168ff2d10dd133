// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"runtime"
	"sync"
)

// share is how many questions are answered one after the other, each from where the one
// before ended.
const share = 64

// together does n tasks on all processors, in parts of so many, that start from the same
// wherever they are done: the number of processors doesn't change a number. It gives the
// error of the first part that has one.
func together(n, size int, do func(from, to int) error) error {
	errs := make([]error, (n+size-1)/size)
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for k := range errs {
		free <- struct{}{}
		all.Go(func() {
			errs[k] = do(k*size, min(n, (k+1)*size))
			<-free
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// each asks a reader about cells, on all processors: ask has to leave alone what belongs
// to others.
func (a *attack) each(ctx context.Context, cells []int, ask func(a *attack, i int) error) error {
	if len(cells) == 0 {
		return nil
	}
	if _, err := a.solver.Solve(ctx); err != nil { // a point that all start from
		return err
	}
	return together(len(cells), share, func(from, to int) error {
		part := &attack{solver: a.solver.Clone(), column: a.column}
		for _, i := range cells[from:to] {
			if err := ask(part, i); err != nil {
				return err
			}
		}
		return nil
	})
}
