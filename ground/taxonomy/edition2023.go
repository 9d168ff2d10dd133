// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package taxonomy

import "baken/base/civil"

// edition2023 is the first edition: the protected grounds of Dutch equal
// treatment law (Awgb art. 1; WGBh/cz; WGBL; articles 7:646, 7:648 and 7:649
// of the Civil Code), the kinds of unwanted conduct of the Working Conditions
// Act (art. 1 lid 3 under e, with discrimination), and the division of origin
// of Statistics Netherlands of 2022.
func edition2023() Edition {
	return Edition{
		From:    civil.Day(2023, 1, 1),
		Grounds: grounds2023(),
		Conduct: List[Conduct]{
			{Code: "discrimination", Meaning: "unequal treatment on a protected ground"},
			{Code: "intimidation", Meaning: "conduct that makes an environment threatening, hostile or humiliating"},
			{Code: "sexual-intimidation", Meaning: "conduct of a sexual nature that violates dignity"},
			{Code: "bullying", Meaning: "repeated hurtful conduct against somebody who can hardly defend himself"},
			{Code: "aggression", Meaning: "attack or threat in word or deed, violence included"},
		},
		Sources: List[Source]{
			{Code: "colleague", Meaning: "somebody who works beside the affected person"},
			{Code: "manager", Meaning: "somebody who leads the affected person"},
			{Code: "subordinate", Meaning: "somebody whom the affected person leads"},
			{Code: "third-party", Meaning: "somebody from outside: a citizen or a client"},
			{Code: "rule", Meaning: "a rule or a policy"},
			{Code: "system", Meaning: "a system or an algorithm"},
			{Code: "service", Meaning: "the service that a citizen gets"},
		},
		Births: List[Birth]{
			{Code: "netherlands", Meaning: "born in the Netherlands"},
			{Code: "abroad", Meaning: "born outside the Netherlands"},
		},
		Regions: List[Region]{
			{Code: "netherlands", Meaning: "origin in the Netherlands"},
			{Code: "europe", Meaning: "origin in Europe without the Netherlands"},
			{Code: "outside-europe", Meaning: "origin outside Europe"},
			{Code: "africa", Meaning: "origin in Africa", Under: []Region{"outside-europe"}},
			{Code: "america", Meaning: "origin in North, Central or South America or the Caribbean", Under: []Region{"outside-europe"}},
			{Code: "asia", Meaning: "origin in Asia", Under: []Region{"outside-europe"}},
			{Code: "oceania", Meaning: "origin in Oceania", Under: []Region{"outside-europe"}},
		},
	}
}

// grounds2023 sets antisemitism under race and under religion, since it is
// either or both; a report is counted once in each broader ground.
func grounds2023() List[Ground] {
	return List[Ground]{
		{Code: "religion", Meaning: "religion"},
		{Code: "anti-muslim", Meaning: "hatred or exclusion of Muslims", Under: []Ground{"religion"}},
		{Code: "belief", Meaning: "philosophy of life other than a religion"},
		{Code: "political-opinion", Meaning: "political opinion"},
		{Code: "race", Meaning: "skin colour, descent, or national or ethnic origin"},
		{Code: "anti-black", Meaning: "racism against black people", Under: []Ground{"race"}},
		{Code: "antisemitism", Meaning: "hatred or exclusion of Jews", Under: []Ground{"race", "religion"}},
		{Code: "anti-roma-sinti", Meaning: "racism against Roma and Sinti", Under: []Ground{"race"}},
		{Code: "anti-asian", Meaning: "racism against people of Asian descent", Under: []Ground{"race"}},
		{Code: "sex", Meaning: "sex, with its characteristics, gender identity and gender expression"},
		{Code: "nationality", Meaning: "the state of which somebody is a citizen"},
		{Code: "sexual-orientation", Meaning: "sexual orientation"},
		{Code: "civil-status", Meaning: "married, in a registered partnership, or neither"},
		{Code: "disability", Meaning: "disability or chronic illness"},
		{Code: "age", Meaning: "age"},
		{Code: "working-hours", Meaning: "full-time or part-time work"},
		{Code: "contract-type", Meaning: "permanent or temporary contract"},
	}
}
