// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import "time"

// Slots lets tests see when a schedule is due.
func Slots(s Schedule, now time.Time) (last, next time.Time) { return s.last(now), s.next(now) }
