// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/base/fault"
	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/ground/org/orgweb"
	"baken/internal/db"
)

// What a command on the server can be told.
var (
	ErrNewName = fault.New(fault.Invalid, "app.account.name") // nobody has this address yet
	ErrNoOrg   = fault.New(fault.NotFound, "app.account.org") // args org
)

// invitations lets people make their own accounts.
func (a *App) invitations() *identity.Invitations {
	return identity.NewInvitations(a.local, identitydb.NewInvitations(a.db, time.Now), a.orgs, db.NewID)
}

// orgPages puts the pages about organisations and people on the mux.
func (a *App) orgPages(private *http.ServeMux, actor func(*http.Request) org.Actor) {
	orgweb.New(a.orgs, actor, time.Now).Desk(private)
}

// Found adds an organisation as the server itself does: the first one has
// nobody above it who could.
func (a *App) Found(ctx context.Context, f org.Founding) (org.ID, error) {
	if f.From.IsZero() {
		f.From = civil.On(time.Now())
	}
	return a.orgs.Found(ctx, org.System("org found"), f)
}

// Tree gives the government as it stands today.
func (a *App) Tree(ctx context.Context) (*org.Tree, error) { return a.orgs.Today(ctx) }

// Invite gives a person a role, when he hasn't got it yet, and an invitation
// to make an account. It gives the link, which is shown nowhere else.
func (a *App) Invite(ctx context.Context, n org.Newcomer) (link string, until time.Time, err error) {
	as := org.System("account invite")
	if _, err := a.orgs.Find(ctx, as, n.Org); errors.Is(err, org.ErrNotFound) {
		return "", time.Time{}, ErrNoOrg.With("org", string(n.Org))
	} else if err != nil {
		return "", time.Time{}, err
	}
	if n.From.IsZero() {
		n.From = civil.On(time.Now())
	}
	who, err := a.appoint(ctx, as, n)
	if err != nil {
		return "", time.Time{}, err
	}
	token, made, err := a.invitations().Issue(ctx, as, who)
	if err != nil {
		return "", time.Time{}, err
	}
	return a.config.Site + "/invitation/" + token, made.Until, nil
}

// appoint enrols a newcomer, or gives somebody known the role.
func (a *App) appoint(ctx context.Context, as org.Actor, n org.Newcomer) (org.PersonID, error) {
	email, err := org.ParseEmail(n.Email)
	if err != nil {
		return "", err
	}
	known, err := orgdb.New(a.db, time.Now).PersonByEmail(ctx, as, email)
	switch {
	case errors.Is(err, org.ErrNotFound) && n.Name == "":
		return "", ErrNewName
	case errors.Is(err, org.ErrNotFound):
		return a.orgs.Enrol(ctx, as, n)
	case err != nil:
		return "", fmt.Errorf("find person: %w", err)
	}
	_, err = a.orgs.Grant(ctx, as, known.ID, n.Org, n.Role, n.Period)
	if errors.Is(err, org.ErrHeld) {
		err = nil
	}
	return known.ID, err
}
