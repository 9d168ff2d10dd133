// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"strings"

	"baken/ground/org"
	"baken/internal/app"
	"baken/internal/text"
)

type accountCmd struct {
	Invite inviteCmd `cmd:"" help:"Give a person a role and an invitation to make an account; prints its link once."`
}

type inviteCmd struct {
	Email string `help:"E-mail address, with which the person will sign in." required:""`
	Name  string `help:"Name; not needed for somebody who is known."`
	Org   string `help:"Number of the organisation (baken org list)." required:""`
	Role  string `help:"Role: ${enum}." enum:"employee,intake-officer,counsellor,committee-member,committee-secretary,competent-authority,researcher,risk-owner,controller,programme-manager,administrator,auditor" required:""`
	settings
}

// Run prints the link of the invitation.
func (c inviteCmd) Run(s session) error {
	role, err := org.ParseRole(c.Role)
	if err != nil {
		return err
	}
	email, err := org.ParseEmail(c.Email)
	if err != nil {
		return err
	}
	return c.with(s, func(a *app.App) error {
		link, until, err := a.Invite(s.ctx, org.Newcomer{
			Name: strings.TrimSpace(c.Name), Email: email, Org: org.ID(c.Org), Role: role,
		})
		if err != nil {
			return err
		}
		fmt.Println(text.With("app.account.link", "email", text.Data(email), "until", text.Instant(until)).In(s.say))
		_, err = fmt.Println(link)
		return err
	})
}
