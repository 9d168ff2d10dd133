// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgertest_test

import (
	"testing"

	"baken/base/ledger/ledgertest"
)

func TestMemoryConforms(t *testing.T) {
	ledgertest.Conform(t, func(t *testing.T) ledgertest.Log { return ledgertest.NewMemory(t) })
}
