// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

// Hopes lists the codes of what a reporter can hope for, in the order in which
// they are asked.
func Hopes() []string {
	return []string{"stop", "known", "talk", "apology", "investigate", "change", "support", "unsure"}
}
