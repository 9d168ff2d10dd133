// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
)

// PersonID names a person for ever.
type PersonID string

// Person is somebody who works with Baken. It holds no more than is needed to
// sign in and to be called by name.
type Person struct {
	ID      PersonID
	Version int64
	Name    string // as shown to colleagues
	Email   string // the account's name, lower case
}

// NewPerson makes a person from what was typed.
func NewPerson(id PersonID, name, email string) (Person, error) {
	if !isName(name) {
		return Person{}, ErrName
	}
	address, err := ParseEmail(email)
	if err != nil {
		return Person{}, err
	}
	return Person{ID: id, Version: 1, Name: name, Email: address}, nil
}

// MembershipID names one grant of one role.
type MembershipID string

// Membership is a role that a person holds in an organisation for a period.
type Membership struct {
	ID      MembershipID
	Version int64
	Person  PersonID
	Org     ID
	Role    Role
	civil.Period
}

// Check refuses a role that doesn't exist and a period without a day.
func (m Membership) Check() error {
	if !slices.Contains(Roles(), m.Role) {
		return ErrRole.With("role", string(m.Role))
	}
	if !m.Valid() {
		return ErrPeriod
	}
	return nil
}

// Clashes reports whether the same role is already held on a day of m.
func (m Membership) Clashes(held []Membership) bool {
	return slices.ContainsFunc(held, func(h Membership) bool {
		same := h.Person == m.Person && h.Org == m.Org && h.Role == m.Role
		startsBeforeEnd := h.Until.IsZero() || m.From.Before(h.Until)
		endsAfterStart := m.Until.IsZero() || h.From.Before(m.Until)
		return same && startsBeforeEnd && endsAfterStart
	})
}

// End lets the role stop on a day: the first on which it is no longer held.
// An end that has passed stays as it is, since what was done in that role was
// done rightly or wrongly by those dates.
func (m *Membership) End(on, today civil.Date) ([]ledger.Event, error) {
	if !m.From.Before(on) || !m.Until.IsZero() && !m.Until.After(today) {
		return nil, ErrPeriod
	}
	m.Until = on
	return []ledger.Event{m.event("org.role-ended", "until", on)}, nil
}

// Granted is the event of a new membership.
func (m Membership) Granted() ledger.Event { return m.event("org.role-granted", "from", m.From) }

func (m Membership) event(verb, bound string, day civil.Date) ledger.Event {
	note := map[string]string{"role": string(m.Role), "org": string(m.Org), "person": string(m.Person), bound: day.String()}
	return ledger.Event{Verb: verb, Note: note}
}

// Role is what somebody does in an organisation.
type Role string

// The roles, by the glossary.
const (
	Employee           Role = "employee"
	IntakeOfficer      Role = "intake-officer"
	Counsellor         Role = "counsellor"
	CommitteeMember    Role = "committee-member"
	CommitteeSecretary Role = "committee-secretary"
	CompetentAuthority Role = "competent-authority"
	Researcher         Role = "researcher"
	RiskOwner          Role = "risk-owner"
	Controller         Role = "controller"
	ProgrammeManager   Role = "programme-manager"
	Administrator      Role = "administrator"
	Auditor            Role = "auditor"
)

// Roles lists every role.
func Roles() []Role {
	return []Role{
		Employee, IntakeOfficer, Counsellor, CommitteeMember, CommitteeSecretary, CompetentAuthority,
		Researcher, RiskOwner, Controller, ProgrammeManager, Administrator, Auditor,
	}
}

// ParseRole reads a role by its code.
func ParseRole(s string) (Role, error) {
	if !slices.Contains(Roles(), Role(s)) {
		return "", ErrRole.With("role", s)
	}
	return Role(s), nil
}
