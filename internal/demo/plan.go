// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import _ "embed"

// Plan is the plan for the made-up decisions, which it expects in
// decisions.csv beside it.
//
//go:embed plan.yaml
var Plan []byte
