// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import "embed"

// Text holds the messages of this room, and what its kinds and roles are
// called: org.kind.CODE and org.role.CODE.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// Key gives the message key of what the kind is called.
func (k Kind) Key() string { return "org.kind." + string(k) }

// Key gives the message key of what the role is called.
func (r Role) Key() string { return "org.role." + string(r) }
