// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/x/exp/ast"
	"github.com/cedar-policy/cedar-go/x/exp/schema"
	"github.com/cedar-policy/cedar-go/x/exp/schema/validate"
)

//go:embed policy/*.cedar
var policyFiles embed.FS

// Rules are what one room adds to the policy: its actions, and the text that
// says who may do them.
type Rules struct {
	Name    string // the file's name, for messages
	Actions []Action
	Cedar   []byte
}

// Policy is every rule of who may do what, compiled.
type Policy struct {
	rules   *cedar.PolicySet
	actions []Action
}

// NewPolicy compiles the ground's policies with those of the rooms. It
// refuses a policy without an @id or with one that is taken, one that names
// an action, type or role that doesn't exist, and an action declared twice:
// a slip of the pen must not open or close a door in silence.
func NewPolicy(rooms ...Rules) (*Policy, error) {
	ground, err := groundRules()
	if err != nil {
		return nil, err
	}
	p := &Policy{rules: cedar.NewPolicySet()}
	all := append(ground, rooms...)
	for _, r := range all {
		p.actions = append(p.actions, r.Actions...)
	}
	check, err := validator(p.actions)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if err := p.add(r, check); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Actions lists every declared action.
func (p *Policy) Actions() []Action { return slices.Clone(p.actions) }

func groundRules() ([]Rules, error) {
	files, err := policyFiles.ReadDir("policy")
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	rules := []Rules{{Name: "ground", Actions: groundActions()}}
	for _, f := range files {
		text, err := policyFiles.ReadFile("policy/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read policy %s: %w", f.Name(), err)
		}
		rules = append(rules, Rules{Name: f.Name(), Cedar: text})
	}
	return rules, nil
}

func (p *Policy) add(r Rules, check *validate.Validator) error {
	list, err := cedar.NewPolicyListFromBytes(r.Name, r.Cedar)
	if err != nil {
		return fmt.Errorf("parse policies of %s: %w", r.Name, err)
	}
	for _, policy := range list {
		id := string(policy.Annotations()["id"])
		if id == "" {
			return fmt.Errorf("policy at line %d of %s has no @id", policy.Position().Line, r.Name)
		}
		if err := check.Policy(id, (*ast.Policy)(policy.AST())); err != nil {
			return fmt.Errorf("policy %s of %s: %w", id, r.Name, err)
		}
		if !p.rules.Add(cedar.PolicyID(id), policy) {
			return fmt.Errorf("policy %s of %s: its @id is taken", id, r.Name)
		}
	}
	return nil
}

// validator knows the types, roles and actions, so that a policy that names
// another one is refused.
func validator(actions []Action) (*validate.Validator, error) {
	var text strings.Builder
	fmt.Fprintf(&text, "entity %s, %s;\n", typeSystem, typeVisitor)
	fmt.Fprintf(&text, "entity %s in [Organisation] { ", typePerson)
	for i, role := range Roles() {
		if i > 0 {
			text.WriteString(", ")
		}
		fmt.Fprintf(&text, "%s: Set<Organisation>", roleAttribute(role))
	}
	text.WriteString(" };\n")
	seen := make(map[string]bool)
	for _, a := range actions {
		if seen[a.id] {
			return nil, fmt.Errorf("action %s is declared twice", a.id)
		}
		seen[a.id] = true
		if !seen[string(a.on)] {
			seen[string(a.on)] = true
			fmt.Fprintf(&text, "entity %s in [Organisation] { organisation: Organisation, excluded: Set<Person> };\n", a.on)
		}
		fmt.Fprintf(&text, "action %q appliesTo { principal: [%s, %s, %s], resource: [%s] };\n",
			a.id, typePerson, typeSystem, typeVisitor, a.on)
	}
	var s schema.Schema
	if err := s.UnmarshalCedar([]byte(text.String())); err != nil {
		return nil, fmt.Errorf("describe the policies' types: %w", err)
	}
	resolved, err := s.Resolve()
	if err != nil {
		return nil, fmt.Errorf("describe the policies' types: %w", err)
	}
	return validate.New(resolved), nil
}
