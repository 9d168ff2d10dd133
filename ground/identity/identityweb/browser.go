// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"strings"

	"baken/internal/text"
)

// browser names a kind of browser and system, coarsely: enough to recognise
// one's own sessions, too little to follow somebody by.
func browser(agent string) string {
	var parts []string
	for _, known := range [][][2]string{
		{{"Edg", "Edge"}, {"Firefox", "Firefox"}, {"OPR", "Opera"}, {"Chrom", "Chrome"}, {"Safari", "Safari"}},
		{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}},
	} {
		for _, k := range known {
			if strings.Contains(agent, k[0]) {
				parts = append(parts, k[1])
				break
			}
		}
	}
	return strings.Join(parts, ", ")
}

func device(name string) text.Text {
	if name == "" {
		return text.Key("identity.sessions.unknown")
	}
	return text.Data(name)
}
