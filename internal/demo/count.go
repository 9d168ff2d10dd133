// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

// Count is what was counted of reports of one quarter, in codes with their
// numbers. The figures are made up.
type Count struct {
	Kind  string
	Ago   int // quarters before this one
	N     int64
	Codes map[string]int64
}

// Counts lists what was counted at the largest desk of the demo. The other
// desks are too small for it.
func Counts() []Count {
	return []Count{
		{"triage", 1, 64, map[string]int64{
			"ground:race": 31, "ground:religion": 17, "ground:sex": 12, "ground:age": 6, "ground:disability": 5, "ground:unsaid": 8,
			"conduct:discrimination": 43, "conduct:intimidation": 18, "conduct:bullying": 15, "conduct:sexual-intimidation": 4, "conduct:unsaid": 3,
			"source:manager": 29, "source:colleague": 22, "source:third-party": 8, "source:rule": 5, "source:system": 2, "source:unsaid": 3,
		}},
		{"triage", 2, 52, map[string]int64{
			"ground:race": 24, "ground:religion": 13, "ground:sex": 13, "ground:age": 7, "ground:unsaid": 5,
			"conduct:discrimination": 33, "conduct:intimidation": 16, "conduct:bullying": 14, "conduct:unsaid": 2,
			"source:manager": 21, "source:colleague": 20, "source:third-party": 9, "source:service": 4, "source:unsaid": 2,
		}},
		{"end", 1, 57, map[string]int64{"terms:met": 41, "terms:missed": 16, "feedback:given": 57}},
		{"end", 2, 49, map[string]int64{"terms:met": 30, "terms:missed": 19, "feedback:given": 46, "feedback:none": 3}},
		{"heard", 1, 38, map[string]int64{
			"heard:yes": 20, "heard:partly": 11, "heard:no": 7, "retaliation:yes": 12, "retaliation:no": 24, "retaliation:unsaid": 2,
		}},
	}
}
