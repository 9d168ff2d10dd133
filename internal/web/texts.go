// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import "embed"

// Text holds the messages of the chassis and of the components.
//
//go:embed text/nl.json text/en.json
var Text embed.FS
