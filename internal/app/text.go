// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"embed"

	"baken/account/publish/publishweb"
	"baken/base/disclose/disclosecli"
	"baken/base/estimate/estimatecli"
	"baken/base/ledger/ledgercli"
	"baken/base/plan"
	"baken/examine/outcome/outcomecli"
	"baken/examine/outcome/outcomeweb"
	"baken/ground/action"
	"baken/ground/document/documentweb"
	"baken/ground/identity/identityweb"
	"baken/ground/org"
	"baken/ground/org/orgweb"
	"baken/ground/taxonomy"
	"baken/hear/complaint/complaintweb"
	"baken/hear/counsel/counselweb"
	"baken/hear/report/reportapi"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportweb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/figure"
)

//go:embed text
var own embed.FS

// Catalogue gathers the messages of every room.
func Catalogue() (*text.Catalogue, error) {
	return text.Load(own, db.Text, backup.Text, web.Text, figure.Text, table.Text, plan.Text, org.Text, orgweb.Text, taxonomy.Text, action.Text, documentweb.Text,
		disclosecli.Text, estimatecli.Text, identityweb.Text, ledgercli.Text, outcomecli.Text, outcomeweb.Text, publishweb.Text, complaintweb.Text, counselweb.Text, reportapi.Text, reportdesk.Text, reportweb.Text)
}
