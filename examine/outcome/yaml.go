// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// YAML writes the plan as ParsePlan reads it, without what is left empty.
func (p Plan) YAML() ([]byte, error) {
	raw, err := yaml.MarshalWithOptions(p, yaml.OmitZero(), yaml.OmitEmpty(), yaml.IndentSequence(true))
	if err != nil {
		return nil, fmt.Errorf("write a plan: %w", err)
	}
	return raw, nil
}
