// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

// Body is how to reach a body outside the organisation. Such addresses change
// without a law changing: they are set where the program is put together.
type Body struct {
	Web    string // address to open
	Site   string // the same as people read it
	Phone  string // as people read it; empty where none was found in a source
	Source string // where it was read, or that it wasn't
}

// Bodies gives the addresses that hold unless an operator says otherwise, each
// with where it was read.
func Bodies() map[Code]Body {
	return map[Code]Body{
		Rights: {
			Web: "https://www.mensenrechten.nl/", Site: "mensenrechten.nl", Phone: "030 888 38 88",
			Source: "https://form.mensenrechten.nl/klachtenformulier",
		},
		Local: {
			Web: "https://www.discriminatie.nl/", Site: "discriminatie.nl",
			Source: "https://www.bureauncdr.nl/waar-kan-ik-discriminatie-melden",
		},
		Ombudsman: {
			Web: "https://www.nationaleombudsman.nl/", Site: "nationaleombudsman.nl", Phone: "0800 33 55 555",
			Source: "https://www.rijksoverheid.nl/onderwerpen/kwaliteit-en-integriteit-overheidsinstanties/vraag-en-antwoord/hoe-kan-ik-een-klacht-indienen-bij-de-nationale-ombudsman",
		},
		Police: {
			Web: "https://www.politie.nl/", Site: "politie.nl",
			Source: "https://www.politie.nl/themas/discriminatie.html",
		},
		Inspectorate: {
			Web: "https://www.nlarbeidsinspectie.nl/", Site: "nlarbeidsinspectie.nl",
			Source: "general knowledge, not verified",
		},
	}
}
