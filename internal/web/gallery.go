// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"net/http"

	"baken/internal/text"
	"baken/internal/web/component"
)

// gallery shows every component, for who builds or judges pages.
func gallery(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	return Show(w, r, http.StatusOK, ui.Page(text.Key("web.gallery.title")))
}
