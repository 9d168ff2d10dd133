// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counsel helps somebody who lived through something, or saw it,
// before anything is filed: which ways there are, what each of them means, and
// who in the organisation listens; and it keeps what a counsellor writes down,
// and who asked to talk with him.
//
// It promises that no way is hidden, whatever somebody answers; that each way
// says why it fits or doesn't; that a term is shown with its article; and that
// an organisation without a counsellor who can be reached is told so, as is
// everybody who looks for one there. It refuses to keep what somebody answers,
// and to give what a counsellor keeps, which is sealed, to anybody but himself.
package counsel

import (
	"slices"

	"baken/ground/taxonomy"
)

// Hope is what somebody hopes for.
type Hope string

// The hopes, in the order in which they are asked.
const (
	Talk    Hope = "talk"
	Heard   Hope = "heard"
	Stop    Hope = "stop"
	Judged  Hope = "judged"
	Unknown Hope = "unknown" // to stay so
	Other   Hope = "other"   // to help somebody else
)

// Hopes lists the hopes in the order in which they are asked.
func Hopes() []Hope { return []Hope{Talk, Heard, Stop, Judged, Unknown, Other} }

// Asker is who asks.
type Asker string

// Who can ask.
const (
	Employee   Asker = "employee"
	Bystander  Asker = "bystander" // a colleague who saw or heard it
	Citizen    Asker = "citizen"   // or client
	ThirdParty Asker = "third-party"
)

// Askers lists who can ask, in the order in which it is asked.
func Askers() []Asker { return []Asker{Employee, Bystander, Citizen, ThirdParty} }

// Answers is what somebody says before he chooses. All of it may be left open,
// and nothing of it is kept.
type Answers struct {
	Hopes []Hope
	Asker Asker
	About taxonomy.Source
}

// ParseAnswers reads answers, by the edition of the day.
func ParseAnswers(hopes []string, asker, about string, edition taxonomy.Edition) (Answers, error) {
	var a Answers
	for _, h := range hopes {
		if !slices.Contains(Hopes(), Hope(h)) {
			return Answers{}, ErrAnswer.With("field", "hope")
		}
		if !a.hopes(Hope(h)) {
			a.Hopes = append(a.Hopes, Hope(h))
		}
	}
	if a.Asker = Asker(asker); asker != "" && !slices.Contains(Askers(), a.Asker) {
		return Answers{}, ErrAnswer.With("field", "asker")
	}
	if about == "" {
		return a, nil
	}
	source, err := edition.ParseSource(about)
	if err != nil {
		return Answers{}, ErrAnswer.With("field", "about")
	}
	a.About = source
	return a, nil
}

func (a Answers) hopes(h Hope) bool { return slices.Contains(a.Hopes, h) }

// Key gives the message key of what the code is called.
func (h Hope) Key() string  { return "counsel.hope." + string(h) }
func (a Asker) Key() string { return "counsel.asker." + string(a) }
