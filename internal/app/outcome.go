// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"net/http"
	"time"

	"baken/account/publish"
	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomedb"
	"baken/examine/outcome/outcomeweb"
	"baken/ground/org"
)

// openPlans makes the service of registered plans.
func (a *App) openPlans() {
	a.plans = outcome.NewRegistrar(outcomedb.New(a.db), a.orgs, a.policy, time.Now)
}

// planPages puts the pages about plans on the mux: public ones, and private ones for who is
// signed in.
func (a *App) planPages(public, private *http.ServeMux, actor func(*http.Request) org.Actor) {
	pages := outcomeweb.New(a.plans, planProofs{a.hear.ledger}, actor)
	pages.Public(public)
	pages.Desk(private)
}

// planProofs shows the log to the pages of plans as outcomeweb.Ledger.
type planProofs struct{ *ledgerdb.Log }

// Proof implements outcomeweb.Ledger.
func (p planProofs) Proof(ctx context.Context, r outcome.Registered) ([]byte, error) {
	proof, err := p.Await(ctx, ledgerdb.Ref{Room: "outcome", Record: r.Plan, Version: 1})
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ledger.ErrPending) {
		return nil, outcome.ErrLater
	}
	if err != nil {
		return nil, err
	}
	return proof.File()
}

// registry shows registered plans to published figures as publish.Plans.
type registry struct{ *outcome.Registrar }

// Registered implements publish.Plans: a plan of another organisation than the figures'
// says nothing about them.
func (r registry) Registered(ctx context.Context, plan string, of org.ID) (publish.Registration, error) {
	one, err := r.Find(ctx, plan)
	if errors.Is(err, outcome.ErrNoPlan) {
		return publish.Registration{}, nil
	}
	if err != nil {
		return publish.Registration{}, err
	}
	tree, err := r.Today(ctx)
	if err != nil || tree.Heir(one.Org) != tree.Heir(of) {
		return publish.Registration{}, err
	}
	later, err := r.Successors(ctx, plan)
	if err != nil {
		return publish.Registration{}, err
	}
	out := publish.Registration{At: one.At, Page: outcomeweb.Address(plan), Replaces: one.Replaces != ""}
	if len(later) > 0 {
		out.Left = later[0].At
	}
	return out, nil
}
