// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package registertest

import "strings"

// OIN is the number of the organisation that the plans of Text are about.
const OIN = "00000001003214345000"

// Text gives a small plan of OIN by its Dutch title; the English one ends in -en.
func Text(title string) []byte { return []byte(strings.ReplaceAll(small, "TITLE", title)) }

const small = `format: baken-plan/1
organisation: "` + OIN + `"
title: {nl: TITLE, en: TITLE-en}
population: {nl: mensen, en: people}
shows: {nl: dit wel, en: this}
shows-not: {nl: dit niet, en: not this}
source: {file: decisions.csv, kind: records}
group:
  column: origin
  label: {nl: Herkomst, en: Origin}
  reference: a
  values: [{code: a, label: {nl: Groep A, en: Group A}}, {code: b, label: {nl: Groep B, en: Group B}}]
  outside: [""]
selection: {column: selected, label: {nl: Gecontroleerd, en: Checked}, "yes": ["yes"], "no": ["no"]}
finding: {column: found, label: {nl: Iets gevonden, en: Something found}, "yes": ["yes"], "no": ["no"], neither: [open]}
strata:
  - column: risk
    label: {nl: Risico, en: Risk}
    reason: {nl: De wet noemt het risico., en: The act names the risk.}
    values: [{code: low, label: {nl: laag, en: low}}, {code: high, label: {nl: hoog, en: high}}]
`
