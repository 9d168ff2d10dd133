// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

// Complaint is a made-up formal complaint, and how long ago it came.
type Complaint struct {
	Name, Address, About, When, What string
	Days                             int
	Acknowledged                     bool // with a letter of the secretary
}

// Complaints lists made-up complaints, in Dutch as somebody would write them:
// one that came just now, one that is handled in time, and one of which a term
// has passed.
func Complaints() []Complaint {
	return []Complaint{
		{
			Name: "Amira Haddad", Address: "Dorpsstraat 1\n1234 AB Ons Dorp", About: "Kees Jansen, team inkoop", When: "maandag tijdens het weekoverleg",
			What: "Kees noemde mij in het overleg weer 'die van de schotelantenne'. Iedereen lachte. Ik heb hem al twee keer gevraagd om te stoppen.", Days: 1,
		},
		{
			Name: "Delano Kromodimedjo", Address: "Havenweg 12\n2345 BC Waterstad", About: "mijn afdelingshoofd, Ingrid Visser", When: "van januari tot en met maart",
			What: "Bij de verdeling van de nieuwe klussen werd ik drie keer overgeslagen. Toen ik vroeg waarom, zei zij dat klanten mijn naam lastig vinden.", Days: 12, Acknowledged: true,
		},
		{
			Name: "Ruth Cohen", Address: "Kerkplein 3\n3456 CD Bergen", About: "een collega van de receptie", When: "half september, en daarna nog vaker",
			What: "Er lagen briefjes met een hakenkruis in mijn postvak. De collega zei dat het een grapje was.", Days: 40, Acknowledged: true,
		},
	}
}
