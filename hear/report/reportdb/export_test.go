// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

// ListQuery shows the text of a list's query to tests of its plan.
var ListQuery = listQuery
