// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"context"
	"fmt"
	"time"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/base/ledger"
	"baken/ground/org"
)

// Directory knows the organisations of today.
type Directory interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// Registrar registers plans, and shows everyone what was registered.
type Registrar struct {
	store  Registry
	orgs   Directory
	policy *org.Policy
	now    func() time.Time
}

// NewRegistrar makes the service; now gives the time.
func NewRegistrar(store Registry, orgs Directory, policy *org.Policy, now func() time.Time) *Registrar {
	return &Registrar{store: store, orgs: orgs, policy: policy, now: now}
}

// Register keeps a plan as it stands, for the organisation that the plan names.
//
// Errors: those of ParsePlan; ErrOther where the actor may not do so for that organisation;
// ErrRegistered; ErrLong; ErrReplaces, ErrWhy and ErrWhyLong of a deviation.
func (s *Registrar) Register(ctx context.Context, as org.Actor, raw []byte, d Deviation) (Registered, error) {
	plan, err := ParsePlan(raw)
	if err != nil {
		return Registered{}, err
	}
	tree, err := s.orgs.Today(ctx)
	if err != nil {
		return Registered{}, fmt.Errorf("register a plan: %w", err)
	}
	d = d.trimmed()
	if told := plan.Replaces; told != nil {
		if d.Replaces != "" && d.Replaces != told.Plan {
			return Registered{}, ErrReplaces
		}
		d.Replaces = told.Plan
		if d.Why == (disclose.Label{}) {
			d.Why = told.Why
		}
	}
	r := Registered{
		Plan: plan.Hash(), By: as.Person, At: s.now().UTC().Truncate(time.Millisecond),
		Title: plan.Title, Raw: raw, Deviation: d,
	}
	if r.Org = s.owner(tree, as, plan.Organisation); r.Org == "" {
		return Registered{}, ErrOther.With("identifier", plan.Organisation)
	}
	if err := r.check(); err != nil {
		return Registered{}, err
	}
	if err := s.checkDeviation(ctx, tree, r); err != nil {
		return Registered{}, err
	}
	return r, s.store.Register(ctx, as, r, []ledger.Event{r.event()})
}

// owner finds the organisation of today with that number, if the actor may register for it.
func (s *Registrar) owner(tree *org.Tree, as org.Actor, identifier string) org.ID {
	for _, o := range s.mine(tree, as) {
		if identifier != "" && (identifier == string(o.OIN) || identifier == string(o.TOOI)) {
			return o.ID
		}
	}
	return ""
}

func (s *Registrar) mine(tree *org.Tree, as org.Actor) (out []org.Organisation) {
	for _, id := range tree.IDs() {
		o, ok := tree.Find(id)
		if ok && tree.Exists(id) && s.policy.Decide(as, RegisterPlan, org.Of(TypePlan, "", id)).Allowed {
			out = append(out, o)
		}
	}
	return out
}

// checkDeviation refuses to leave a plan that isn't there, or that is another
// organisation's. Registrations don't change, so nothing can come in between.
func (s *Registrar) checkDeviation(ctx context.Context, tree *org.Tree, r Registered) error {
	if r.Replaces == "" {
		return nil
	}
	earlier, err := s.Find(ctx, r.Replaces)
	switch {
	case fault.KindOf(err) == fault.NotFound || err == nil && tree.Heir(earlier.Org) != r.Org:
		return ErrReplaces
	case err != nil:
		return fmt.Errorf("register a plan: %w", err)
	}
	return nil
}

// Find gives everyone a registration with its text, or ErrChanged where that isn't the text
// any more which it is named by.
func (s *Registrar) Find(ctx context.Context, plan string) (Registered, error) {
	r, err := s.store.Plan(ctx, org.Public(), plan)
	if err == nil && ledger.DigestOf(r.Raw).String() != plan {
		return Registered{}, fmt.Errorf("%w: %s", ErrChanged, plan)
	}
	return r, err
}

// Successors gives everyone those that take the place of a plan, oldest first.
func (s *Registrar) Successors(ctx context.Context, plan string) ([]Registered, error) {
	return s.store.Successors(ctx, org.Public(), plan)
}

// All lists for everyone what was registered, newest first: also what no figures followed.
func (s *Registrar) All(ctx context.Context, p Page) ([]Registered, error) {
	return s.store.Plans(ctx, org.Public(), org.Everywhere(), p)
}

// Desk lists what was registered for the organisations of the actor, newest first.
func (s *Registrar) Desk(ctx context.Context, as org.Actor, p Page) ([]Registered, error) {
	scope := s.policy.Scope(as, ViewPlans)
	if scope.None() {
		return nil, org.ErrNotFound
	}
	return s.store.Plans(ctx, as, scope, p)
}

// For lists the organisations for which the actor may register a plan.
func (s *Registrar) For(ctx context.Context, as org.Actor) ([]org.Organisation, error) {
	tree, err := s.orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	return s.mine(tree, as), nil
}

// Today gives the organisations of today, for their names.
func (s *Registrar) Today(ctx context.Context) (*org.Tree, error) { return s.orgs.Today(ctx) }
