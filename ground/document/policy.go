// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	_ "embed"

	"baken/ground/org"
)

// TypeTemplate is an organisation's template as something that actions are done
// to.
const TypeTemplate org.Type = "LetterTemplate"

// What is done to templates.
var (
	View = org.Viewing("document.view-template", TypeTemplate)
	Edit = org.Changing("document.edit-template", View)
)

//go:embed policy.cedar
var policy []byte

// Rules is what letters add to the policy.
func Rules() org.Rules {
	return org.Rules{Name: "document", Actions: []org.Action{View, Edit}, Cedar: policy}
}
