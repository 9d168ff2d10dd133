// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package registertest

import "testing"

func TestMemory(t *testing.T) { Suite(t, func(*testing.T) Kept { return New() }) }
