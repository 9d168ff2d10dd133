// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi

import (
	"net/http"

	"baken/base/seal"
	"baken/hear/report"
	"baken/internal/web"
)

// notice tells the reporter whether he is told that there is a message.
type notice struct {
	On bool `json:"on"`
}

// leaving is where the reporter of a case wants to be told.
type leaving struct {
	Lookup  string `json:"lookup"`
	Address string `json:"address"`
}

// switchOn keeps an address.
func (a *API) switchOn(w http.ResponseWriter, r *http.Request) error {
	in, err := web.ReadJSON[leaving](r)
	if err != nil {
		return err
	}
	lookup, err := seal.ParseLookup(in.Lookup)
	if err != nil {
		return report.ErrID.With("field", "lookup")
	}
	address, err := report.ParseAddress(in.Address)
	if err != nil {
		return err
	}
	if err := a.service.SwitchOn(r.Context(), lookup, address); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// switchOff forgets it.
func (a *API) switchOff(w http.ResponseWriter, r *http.Request) error {
	_, lookup, err := readReceipt(r)
	if err != nil {
		return err
	}
	if err := a.service.SwitchOff(r.Context(), lookup); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
