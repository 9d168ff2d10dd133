// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"time"

	"baken/ground/document"
	"baken/ground/document/documentdb"
	"baken/ground/org"
	"baken/hear/complaint/complaintweb"
)

// openLetters makes the service of letter templates, and keeps the standard
// ones: a letter names the edition that it was made from.
func (a *App) openLetters(ctx context.Context) error {
	standards, err := complaintweb.Letters(a.catalogue)
	if err != nil {
		return err
	}
	a.letters = document.NewService(document.Config{
		Store: documentdb.New(a.db, time.Now), Orgs: a.orgs, Policy: a.policy, Now: time.Now, Standards: standards,
	})
	return a.letters.KeepStandards(ctx, org.System("start"))
}
