// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"errors"
	"fmt"
	"log"

	"baken/base/seal"
)

// A reporter seals a report to the desk and to the own receipt; a member of
// the desk opens it.
func Example() {
	member := seal.NewKeyring()
	receipt := seal.NewReceipt()
	reporter, err := receipt.Stretch("meldpunt.example")
	if err != nil {
		log.Fatal(err)
	}

	// In the reporter's browser.
	place := seal.Case{Organisation: "ministerie-a", ID: "01hx7c9w2k"}
	readers := []seal.Recipient{member.Identity.Recipient(), reporter.Identity.Recipient()}
	key, epoch, err := seal.NewEpoch(reporter.Signing, place, 1, readers)
	if err != nil {
		log.Fatal(err)
	}
	report, err := key.Seal(reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("Dit gebeurde er.")})
	if err != nil {
		log.Fatal(err)
	}

	// In the member's browser.
	senders := []seal.VerifyKey{reporter.Signing.VerifyKey()}
	theirs, err := seal.OpenEpoch(epoch, member.Identity, seal.EpochWant{Case: place, Number: 1, Makers: senders})
	if err != nil {
		log.Fatal(err)
	}
	m, err := theirs.Open(report, seal.Want{Sequence: 1, Purpose: "dialogue", Senders: senders, Kinds: []string{"report"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(m.Content))
	_, err = theirs.Open(report, seal.Want{Sequence: 2, Purpose: "dialogue", Senders: senders, Kinds: []string{"report"}})
	fmt.Println(err)
	// Output:
	// Dit gebeurde er.
	// seal.sequence
}

func ExampleParseReceipt() {
	_, err := seal.ParseReceipt("olifant fietsn")
	if errors.Is(err, seal.ErrReceiptWord) {
		typed := seal.SplitWords("olifant fietsn")
		fmt.Println("is it", seal.Suggest(typed[1]))
	}
	// Output: is it fietsen
}

func ExampleClass() {
	for _, n := range []int{20, 700, 60_000, 70_000} {
		fmt.Println(n, seal.Class(n))
	}
	// Output:
	// 20 512
	// 700 1024
	// 60000 65536
	// 70000 72817
}

func ExampleFileName() {
	fmt.Println(seal.FileName("../brief.pdf"))
	// Output: _brief.pdf
}

// A secret doesn't print.
func ExampleKeyring() {
	fmt.Printf("%v %+v %x\n", seal.NewKeyring(), seal.NewIdentity(), seal.NewSigningKey())
	// Output: [secret] [secret] [secret]
}
