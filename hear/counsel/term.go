// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

// Act is a law, by what it is commonly called.
type Act string

// The acts.
const (
	AWB  Act = "awb"  // General Administrative Law Act, Algemene wet bestuursrecht
	WBK  Act = "wbk"  // Whistleblower Protection Act, Wet bescherming klokkenluiders
	AWGB Act = "awgb" // Equal Treatment Act, Algemene wet gelijke behandeling
)

// Law is where something stands in the law.
type Law struct {
	Act       Act
	Article   string // empty: the act as a whole
	Paragraph int    // "lid"; 0 is none
}

// Term is a term that holds on a route; its law is empty for what isn't law.
type Term struct {
	Code string
	Law  Law
}

// Key gives the message key of what the term says.
func (t Term) Key() string { return "counsel.term." + t.Code }

func noTerm() Term { return Term{Code: "none"} }

// askThere is for bodies outside: their terms are theirs to tell.
func askThere() Term { return Term{Code: "ask"} }

// promises is what the house itself promises of every report.
func promises() []Term { return []Term{{Code: "read"}, {Code: "answer"}} }

func awb(code, article string, paragraph int) Term {
	return Term{Code: code, Law: Law{Act: AWB, Article: article, Paragraph: paragraph}}
}

func complaintTerms() []Term {
	return []Term{
		awb("receipt", "9:6", 0),
		awb("old", "9:8", 1),
		awb("refused", "9:8", 3),
		awb("decision", "9:11", 1),
		awb("adjourned", "9:11", 2),
	}
}

func whistleblowerTerms() []Term {
	return []Term{{Code: "wbk-receipt", Law: Law{Act: WBK}}, {Code: "wbk-feedback", Law: Law{Act: WBK}}}
}

func ombudsmanTerms() []Term { return []Term{awb("ombudsman", "9:24", 0)} }

// AgainstRetaliation is where it stands that nobody may be treated worse for
// invoking equal treatment or for helping somebody who does.
func AgainstRetaliation() Law { return Law{Act: AWGB, Article: "8a"} }
