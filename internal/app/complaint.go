// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"net/http"

	"baken/base/civil"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintweb"
)

// complaintPages puts the page that says how a complaint proceeds on the mux.
func complaintPages(public *http.ServeMux) {
	complaintweb.New(complaintweb.Config{
		Procedure: complaint.Edition2026(), Calendar: civil.NewCalendar(),
	}).Public(public)
}
