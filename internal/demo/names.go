// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

// named is what something is called in Dutch and in English.
type named struct{ nl, en string }

// ministry is one ministry of the fictitious government with its agencies.
type ministry struct {
	code     string
	name     named
	agencies []named
}

// government gives the ministries; none of them exists.
func government() []ministry {
	return []ministry{
		{"bestuur", named{"Ministerie van Bestuur en Samenleving", "Ministry of Governance and Society"}, []named{
			{"Dienst Rijkspersoneel", "Government Staff Service"},
			{"Dienst Openbare Gegevens", "Public Data Service"},
			{"Dienst Gebouwen en Werkplekken", "Buildings and Workplaces Service"},
		}},
		{"onderwijs", named{"Ministerie van Onderwijs en Talent", "Ministry of Education and Talent"}, []named{
			{"Dienst Studietoelagen", "Student Grants Service"},
			{"Dienst Examens en Diploma's", "Examinations and Diplomas Service"},
			{"Onderwijstoezicht", "Education Supervision"},
		}},
		{"werk", named{"Ministerie van Werk en Inkomen", "Ministry of Work and Income"}, []named{
			{"Uitkeringsdienst", "Benefits Service"},
			{"Dienst Kinderopvang", "Childcare Service"},
			{"Toezicht op Werk", "Labour Supervision"},
		}},
		{"financien", named{"Ministerie van Geld en Schatkist", "Ministry of Money and Treasury"}, []named{
			{"Heffingsdienst", "Levy Service"},
			{"Grens- en Douanedienst", "Border and Customs Service"},
			{"Dienst Toeslagen Nieuw", "New Allowances Service"},
		}},
		{"recht", named{"Ministerie van Recht en Veiligheid", "Ministry of Law and Safety"}, []named{
			{"Dienst Toegang en Verblijf", "Entry and Residence Service"},
			{"Dienst Detentie", "Detention Service"},
			{"Incassodienst", "Collection Service"},
		}},
		{"gezondheid", named{"Ministerie van Gezondheid en Zorg", "Ministry of Health and Care"}, []named{
			{"Zorgtoezicht", "Care Supervision"},
			{"Dienst Geneesmiddelen", "Medicines Service"},
		}},
		{"ruimte", named{"Ministerie van Verkeer en Ruimte", "Ministry of Traffic and Space"}, []named{
			{"Dienst Wegen", "Roads Service"},
			{"Rijbewijsdienst", "Driving Licence Service"},
		}},
		{"water", named{"Ministerie van Water en Klimaat", "Ministry of Water and Climate"}, []named{
			{"Dienst Kust en Rivieren", "Coast and Rivers Service"},
			{"Weerdienst", "Weather Service"},
		}},
		{"natuur", named{"Ministerie van Landbouw en Natuur", "Ministry of Agriculture and Nature"}, []named{
			{"Voedseltoezicht", "Food Supervision"},
			{"Dienst Regelingen Platteland", "Rural Schemes Service"},
		}},
		{"handel", named{"Ministerie van Handel en Innovatie", "Ministry of Trade and Innovation"}, []named{
			{"Dienst Ondernemers", "Business Service"},
			{"Dienst Octrooien", "Patents Service"},
		}},
		{"wonen", named{"Ministerie van Wonen en Wijken", "Ministry of Housing and Neighbourhoods"}, []named{
			{"Huurtoezicht", "Rent Supervision"},
			{"Dienst Woonsubsidies", "Housing Subsidies Service"},
		}},
		{"buitenland", named{"Ministerie van Buitenlandse Betrekkingen", "Ministry of Foreign Relations"}, []named{
			{"Visumdienst", "Visa Service"},
		}},
		{"cultuur", named{"Ministerie van Cultuur en Media", "Ministry of Culture and Media"}, []named{
			{"Archiefdienst", "Archives Service"},
			{"Dienst Erfgoed", "Heritage Service"},
		}},
	}
}

// directorates gives the names from which an agency's directorates are drawn.
func directorates() []named {
	return []named{
		{"Directie Uitvoering", "Operations Directorate"},
		{"Directie Toezicht en Controle", "Supervision and Control Directorate"},
		{"Directie Klantcontact", "Client Contact Directorate"},
		{"Directie Informatie en Techniek", "Information and Technology Directorate"},
		{"Directie Personeel en Organisatie", "Staff and Organisation Directorate"},
		{"Directie Juridische Zaken", "Legal Affairs Directorate"},
	}
}

// givenNames and familyNames make the names of people who don't exist.
func givenNames() []string {
	return []string{
		"Aisha", "Anna", "Bram", "Chen", "Daan", "Dewi", "Eline", "Emre", "Fatima", "Femke", "Giovanni", "Hanna",
		"Ibrahim", "Iris", "Jamila", "Jan", "Kees", "Latifa", "Lars", "Maryam", "Mees", "Nadia", "Noor", "Omar",
		"Priya", "Quincy", "Rachid", "Roos", "Samira", "Sem", "Shanice", "Sven", "Tess", "Thijs", "Umut", "Vera",
		"Wei", "Willem", "Yara", "Zeynep",
	}
}

func familyNames() []string {
	return []string{
		"Aksoy", "van den Akker", "Amrani", "Bakker", "van Beek", "Benali", "Bos", "Chen", "Demir", "Dijkstra",
		"El Idrissi", "Fernandes", "de Graaf", "Hendriks", "Hoekstra", "Jansen", "Kaya", "de Klerk", "Kuipers",
		"Lieuw", "Martina", "Mertens", "Mulder", "Nguyen", "Okafor", "Peters", "Pinas", "Ramdin", "Rossi", "de Ruiter",
		"Sahin", "Schouten", "Smit", "Tahiri", "Visser", "van der Veen", "de Vries", "Wijaya", "Yilmaz", "Zwart",
	}
}
