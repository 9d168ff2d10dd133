// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

// Report is a made-up report, with an answer of the desk where there is one.
type Report struct {
	What, Source, When     string
	Position               string
	Conduct, Grounds, Hope []string
	Answer                 string
	Days                   int      // how long ago it came
	Regimes                []string // that the desk put it under; none: it has not chosen yet
}

// Reports lists made-up reports, in Dutch as somebody would write them.
func Reports() []Report {
	return []Report{
		{
			What:    "In het teamoverleg maakte mijn leidinggevende voor de derde keer een grap over mijn hoofddoek. Niemand zei er iets van. Ik durf er niet meer over te beginnen.",
			Conduct: []string{"discrimination", "intimidation"}, Grounds: []string{"religion", "anti-muslim"},
			Source: "manager", When: "In de eerste week van maart", Hope: []string{"stop", "talk"},
			Days: 9, Regimes: []string{"report", "complaint"},
			Answer: "Dank u voor uw melding. Wij hebben die met twee mensen gelezen. Wilt u vertellen of er collega's bij waren die dit ook hebben gehoord?",
		},
		{
			What:    "Bij de balie worden mensen met een buitenlandse achternaam vaker om extra papieren gevraagd. Ik werk er zelf en zie het elke week.",
			Conduct: []string{"discrimination"}, Grounds: []string{"race"},
			Source: "service", Position: "bystander", When: "Elke week", Hope: []string{"investigate", "change"},
			Days: 12, Regimes: []string{"whistleblower"},
		},
		{
			What:    "Ik ben voor de tweede keer afgewezen voor een interne functie. Achteraf hoorde ik dat ik 'niet in het team zou passen'. Collega's met minder ervaring zijn wel uitgenodigd.",
			Conduct: []string{"discrimination"}, Grounds: []string{"race", "anti-black"},
			Source: "manager", When: "Vorige maand", Hope: []string{"known", "investigate"},
			Days: 100, Regimes: []string{"report"},
			Answer: "Wij hebben uw melding gelezen en zoeken uit hoe de selectie is gegaan. Binnen twee weken hoort u van ons.",
		},
		{
			What:    "Een collega blijft opmerkingen maken over mijn leeftijd en zegt dat ik maar met pensioen moet.",
			Conduct: []string{"bullying"}, Grounds: []string{"age"},
			Source: "colleague", Hope: []string{"talk", "unsure"},
		},
	}
}
