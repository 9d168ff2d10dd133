// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package app puts the rooms together: which store goes with which service,
// and which pages stand where. It decides nothing itself.
package app

// Version is the version of this program.
const Version = "0.1.0"
