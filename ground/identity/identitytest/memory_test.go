// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest_test

import (
	"testing"

	"baken/ground/identity/identitytest"
)

func TestMemory(t *testing.T) {
	identitytest.ConformAccounts(t, identitytest.NewAccounts())
	clock := identitytest.NewClock()
	identitytest.ConformSessions(t, identitytest.NewSessions(clock.Now), clock)
}
