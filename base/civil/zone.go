// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

// The Dutch civil day must not depend on the machine's files.
import _ "time/tzdata"
