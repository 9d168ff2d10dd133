// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/goccy/go-yaml"

	"baken/base/fault"
	"baken/internal/text"
)

// read takes the one YAML document that a plan is.
func read(raw []byte) (p Plan, err error) {
	dec := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict())
	if err := dec.Decode(&p); err != nil && !errors.Is(err, io.EOF) {
		return Plan{}, syntax(err)
	}
	var more any
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return Plan{}, ErrPlanMore
	}
	return p, nil
}

// syntax says in our own words what is wrong with the YAML of a plan, and on which
// line.
func syntax(err error) error {
	if at, ok := errors.AsType[*yaml.UnknownFieldError](err); ok {
		return located(ErrPlanField, at)
	}
	if at, ok := errors.AsType[*yaml.TypeError](err); ok {
		return located(ErrPlanValue, at)
	}
	if at, ok := errors.AsType[*yaml.OverflowError](err); ok {
		return located(ErrPlanValue, at)
	}
	if at, ok := errors.AsType[*yaml.UnexpectedNodeTypeError](err); ok {
		return located(ErrPlanValue, at)
	}
	if at, ok := errors.AsType[*yaml.SyntaxError](err); ok {
		if strings.Contains(at.GetMessage(), "already defined") { // the parser has no type for it
			return located(ErrPlanTwice, at)
		}
		return located(ErrPlanSyntax, at)
	}
	return ErrPlanSyntax.With("line", 1, "value", "")
}

// located adds the line and what stands there.
func located(f *fault.Error, at yaml.Error) error {
	line, value := 1, ""
	if t := at.GetToken(); t != nil {
		value = brief(t.Value)
		if t.Position != nil {
			line = t.Position.Line
		}
	}
	return f.With("line", line, "value", text.Data(value))
}

// brief keeps a message to one line.
func brief(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
