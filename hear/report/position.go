// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

// Positions lists the codes of who a reporter is in what happened, in the
// order in which they are asked. Nobody has to work for the organisation, or
// to have lived through it himself, to report.
func Positions() []string {
	return []string{"affected", "bystander", "citizen", "third-party", "behalf"}
}
