// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest_test

import (
	"testing"

	"baken/ground/identity/identitytest"
	"baken/ground/org/orgtest"
)

func TestMemory(t *testing.T) {
	identitytest.ConformAccounts(t, identitytest.NewAccounts())
	clock := orgtest.NewClock()
	identitytest.ConformSessions(t, identitytest.NewSessions(clock.Now), clock)
	accounts, sessions := identitytest.NewAccounts(), identitytest.NewSessions(clock.Now)
	identitytest.ConformInvitations(t, identitytest.NewInvitations(accounts, sessions), accounts, sessions, clock)
}
