// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi

import (
	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
)

// act is what somebody does, as it is sent.
type act struct {
	Since   int64              `json:"since"`
	Step    complaint.StepName `json:"step"`
	Ground  string             `json:"ground"`
	Weeks   civil.Weeks        `json:"weeks"`
	Hearing *struct {
		On civil.Date `json:"on"`
		At string     `json:"at"`
	} `json:"hearing"`
	JoinTo   complaint.ID   `json:"joinTo"`
	Papers   []sealed       `json:"papers"`
	Withhold []withhold     `json:"withhold"`
	Sit      []sitting      `json:"sit"`
	Rise     []seatNumber   `json:"rise"`
	Bar      []org.PersonID `json:"bar"`
	Grants   []grant        `json:"grants"`
	Posts    []posting      `json:"posts"`
	Own      *pair          `json:"own"`
	Lend     *struct {
		To seatNumber `json:"to"`
		pair
	} `json:"lend"`
}

type (
	seatNumber  = complaint.SeatNumber
	paperNumber = complaint.PaperNumber
)

// withheld is from which party a paper is kept, and why; empty for nobody.
type withheld struct {
	From   complaint.Party       `json:"from"`
	Ground complaint.Withholding `json:"ground"`
}

type withhold struct {
	Paper paperNumber `json:"paper"`
	withheld
}

type sealed struct {
	Kind     complaint.Document `json:"kind"`
	Of       paperNumber        `json:"of"`
	Withheld withheld           `json:"withheld"`
	Number   paperNumber        `json:"number"`
	Readers  []seatNumber       `json:"readers"`
	Key      []byte             `json:"key"`
	Envelope []byte             `json:"envelope"`
}

// pair is the keys of somebody, with what finds him when he comes with words.
type pair struct {
	Recipient string `json:"recipient"`
	Verify    string `json:"verify"`
	Lookup    string `json:"lookup,omitempty"`
}

func (p pair) public() complaint.Public {
	return complaint.Public{Recipient: p.Recipient, Verify: p.Verify}
}

func (p pair) hash(key seal.LookupKey) (h seal.LookupHash, err error) {
	if p.Lookup == "" {
		return h, nil
	}
	words, err := seal.ParseLookup(p.Lookup)
	if err != nil {
		return h, err
	}
	return key.Hash(words), nil
}

type sitting struct {
	Party    complaint.Party    `json:"party"`
	Capacity complaint.Capacity `json:"capacity"`
	Person   org.PersonID       `json:"person"`
	At       org.ID             `json:"at"`
	Post     bool               `json:"post"`
	pair
}

type grant struct {
	Paper paperNumber `json:"paper"`
	To    seatNumber  `json:"to"`
	Key   []byte      `json:"key"`
}

type posting struct {
	Paper paperNumber         `json:"paper"`
	Step  int                 `json:"step"`
	To    seatNumber          `json:"to"`
	State complaint.PostState `json:"state"`
}

// act gives what the room calls it. Errors: seal.ErrFormat for a lookup that is
// none.
func (a act) act(key seal.LookupKey) (complaint.Act, error) {
	out := complaint.Act{Since: a.Since, Step: a.Step, Ground: a.Ground, Weeks: a.Weeks, JoinTo: a.JoinTo, Rise: a.Rise, Bar: a.Bar}
	if a.Hearing != nil {
		out.Hearing = complaint.Hearing{On: a.Hearing.On, At: a.Hearing.At}
	}
	for _, s := range a.Papers {
		out.Papers = append(out.Papers, complaint.Sealed{
			Kind: s.Kind, Of: s.Of, Withheld: complaint.Withheld(s.Withheld), Number: s.Number, Readers: s.Readers, Key: s.Key, Envelope: s.Envelope,
		})
	}
	for _, w := range a.Withhold {
		out.Withhold = append(out.Withhold, complaint.Withhold{Paper: w.Paper, Withheld: complaint.Withheld(w.withheld)})
	}
	for _, s := range a.Sit {
		hash, err := s.hash(key)
		if err != nil {
			return out, err
		}
		out.Sit = append(out.Sit, complaint.Seat{
			Party: s.Party, Capacity: s.Capacity, Person: s.Person, Org: s.At, Lookup: hash, Public: s.public(), Post: s.Post,
		})
	}
	for _, g := range a.Grants {
		out.Grants = append(out.Grants, complaint.Grant{Paper: g.Paper, To: g.To, Key: g.Key})
	}
	for _, p := range a.Posts {
		out.Posts = append(out.Posts, complaint.Posting(p))
	}
	if a.Own != nil {
		hash, err := a.Own.hash(key)
		if err != nil {
			return out, err
		}
		out.Own = &complaint.Own{Lookup: hash, Public: a.Own.public()}
	}
	if a.Lend != nil {
		hash, err := a.Lend.hash(key)
		if err != nil {
			return out, err
		}
		out.Lend = &complaint.Lend{To: a.Lend.To, Own: complaint.Own{Lookup: hash, Public: a.Lend.public()}}
	}
	return out, nil
}
