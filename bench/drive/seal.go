// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package drive

import (
	"encoding/json"

	"baken/base/seal"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/db"
)

// Story is about as long as what somebody writes.
const Story = `In de vergadering van dinsdag zei mijn leidinggevende voor de derde keer dat mensen zoals ik
hier niet passen. Twee collega's lachten mee. Ik heb er eerder iets van gezegd, maar dat hielp niet.
Sindsdien word ik niet meer gevraagd voor overleg, terwijl ik daar altijd bij was.`

// Sealed is one report, as a browser sends it and as the service takes it.
type Sealed struct {
	Body   []byte
	Lookup []byte // the question for its proof
	Filing report.Filing
	Keys   seal.ReceiptKeys
}

// Seal seals a report to a desk, with keys of its own. They don't follow from a
// receipt: to stretch one takes half a second, on purpose.
func Seal(o report.Office) (Sealed, error) {
	lookup, err := seal.ParseLookup(seal.NewAttachment(0).ID)
	if err != nil {
		return Sealed{}, err
	}
	keys := seal.ReceiptKeys{Lookup: lookup, Identity: seal.NewIdentity(), Signing: seal.NewSigningKey()}
	f, err := reportserver.Seal(o, report.ID(db.NewID()), keys, reportserver.Said{What: Story, Conduct: []string{"discrimination"}, Grounds: []string{"race"}})
	if err != nil {
		return Sealed{}, err
	}
	f.SealedBy = report.ByBrowser
	body, err := json.Marshal(map[string]any{
		"case": f.Case, "org": f.Org, "lookup": lookup.Export(),
		"reporter": map[string]string{"recipient": f.Reporter.Recipient, "verify": f.Reporter.Verify},
		"epoch":    map[string]any{"number": 1, "recipient": f.Recipient, "sealedKey": f.SealedKey, "recipients": f.Recipients},
		"message":  map[string]any{"seq": 1, "epoch": 1, "envelope": f.Envelope},
	})
	return Sealed{body, []byte(`{"version":1,"lookup":"` + lookup.Export() + `"}`), f, keys}, err
}
