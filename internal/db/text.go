// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import "embed"

// Text holds the messages of this package's faults.
//
//go:embed text
var Text embed.FS
