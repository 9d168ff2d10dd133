// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"time"

	"baken/ground/document"
	"baken/ground/document/documentdb"
	"baken/hear/complaint/complaintweb"
)

// openLetters makes the service of letter templates.
func (a *App) openLetters() error {
	standards, err := complaintweb.Letters(a.catalogue)
	if err != nil {
		return err
	}
	a.letters = document.NewService(document.Config{
		Store: documentdb.New(a.db, time.Now), Orgs: a.orgs, Policy: a.policy, Now: time.Now, Standards: standards,
	})
	return nil
}
