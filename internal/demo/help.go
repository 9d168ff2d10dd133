// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package demo

import (
	"fmt"

	"baken/ground/org"
)

// Help is somebody who helps in an organisation, by the codes of hear/counsel.
type Help struct {
	Org                org.ID
	Kind, Side         string
	Name, Phone, Email string
	Account            bool // he keeps the entry himself, with the account of that address
	WhenNL, WhenEN     string
	Languages          []string
	Away               bool // today
	Substitute         string
	SubstitutePhone    string
}

// Help lists who helps where. One agency has no counsellor, and that of
// another is away with a substitute, so that both can be seen.
func (w World) Help() []Help {
	var all []Help
	number := 0
	phone := func() string { // made up
		number++
		return fmt.Sprintf("070 000 %02d %02d", number/100, number%100)
	}
	for _, o := range w.Orgs {
		if o.Kind == org.Directorate {
			continue
		}
		all = append(all, w.around(o, phone)...)
		for _, p := range w.People {
			if p.Org != o.ID || p.Role != org.Counsellor || o.ID == w.WithoutCounsellor() {
				continue
			}
			h := Help{
				Org: o.ID, Kind: "counsellor", Side: "internal", Name: p.Name, Phone: phone(), Email: p.Email, Account: true,
				WhenNL: "maandag tot en met donderdag, 9 tot 17 uur", WhenEN: "Monday to Thursday, 9 to 17 hours",
				Languages: [][]string{{"nl", "en"}, {"nl", "en", "tr"}, {"nl", "ar"}}[len(all)%3],
			}
			if o.ID == w.CounsellorAway() {
				h.Away, h.Substitute, h.SubstitutePhone = true, w.counsellorAbove(o), phone()
			}
			all = append(all, h)
		}
	}
	return all
}

// around gives the help beside counsellors; what is central stands with the
// government, the rest with each ministry and agency.
func (w World) around(o org.Founding, phone func() string) []Help {
	if o.Kind == org.Government {
		return []Help{
			{
				Org: o.ID, Kind: "counsellor", Side: "external", Name: "Centraal vertrouwenspersoon", Phone: phone(),
				Email: "vertrouwenspersoon@voorbeeld.example", WhenNL: "elke werkdag, 8 tot 20 uur", WhenEN: "every working day, 8 to 20 hours",
				Languages: []string{"nl", "en", "dse", "ar", "tr"},
			},
			{Org: o.ID, Kind: "network", Side: "internal", Name: "Netwerk Kleurrijk Rijk", Email: "kleurrijk@voorbeeld.example"},
		}
	}
	all := []Help{
		{Org: o.ID, Kind: "complaints", Side: "internal", Name: "Klachtencoördinator", Phone: phone(), Email: "klachten@voorbeeld.example"},
		{Org: o.ID, Kind: "doctor", Side: "external", Name: "Bedrijfsarts", Phone: phone()},
	}
	if o.Kind == org.Ministry {
		all = append(all, Help{Org: o.ID, Kind: "social-work", Side: "internal", Name: "Bedrijfsmaatschappelijk werk", Phone: phone()})
	}
	return all
}

// beside lists the agencies beside the one that pays student grants.
func (w World) beside() (ids []org.ID) {
	for _, o := range w.Orgs {
		if o.Kind == org.Agency && o.ID != w.grants && w.isAbove(o.Parent) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// CounsellorAway is the agency whose counsellor is away.
func (w World) CounsellorAway() org.ID { return w.beside()[0] }

// WithoutCounsellor is the agency that has none.
func (w World) WithoutCounsellor() org.ID { return w.beside()[1] }

func (w World) counsellorAbove(o org.Founding) string {
	for _, p := range w.People {
		if p.Org == o.Parent && p.Role == org.Counsellor {
			return p.Name
		}
	}
	return ""
}
