// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgertest"
	"baken/internal/text"
	"baken/internal/text/texttest"
)

func printer(t *testing.T, lang text.Lang) *text.Printer {
	t.Helper()
	return texttest.Catalogue(t, ledgercli.Text).Printer(lang)
}

func grow(t *testing.T, m *ledgertest.Memory, name string, n int) {
	t.Helper()
	for i := range n {
		e := ledger.Event{Verb: "report.filed", Payload: ledger.DigestOf([]byte("sealed"))}
		if i == 1 {
			e = ledger.Event{Verb: "desk.key", Key: &ledger.KeyEvent{Desk: "d1", Number: 1, Change: ledger.KeyAdded, Member: "m1", Recipient: "age1"}}
		}
		c := ledgertest.Change{Room: "report", Record: fmt.Sprint(name, i), Org: "o1", Actor: "p1", Version: 1, At: time.UnixMilli(1772446271123), Events: []ledger.Event{e}}
		if err := m.Record(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.Append(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func checkpoint(t *testing.T, m *ledgertest.Memory) []byte {
	t.Helper()
	signed, err := m.Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func proofOf(t *testing.T, m *ledgertest.Memory, record string) []byte {
	t.Helper()
	p, err := m.Proof(t.Context(), ledgertest.Ref{Room: "report", Record: record, Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := p.File()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func bundle(t *testing.T) (raw []byte, public string) {
	t.Helper()
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	title := disclose.Label{NL: "Titel", EN: "Title"}
	raw, err = disclose.Sign(disclose.Header{Organisation: "o1", Title: title, Population: title, Shows: title, ShowsNot: title, Made: time.Unix(0, 0).UTC()}, nil, secret)
	if err != nil {
		t.Fatal(err)
	}
	return raw, public
}

func TestVerify(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 20)
	proof, keyProof, first := proofOf(t, m, "a3"), proofOf(t, m, "a1"), checkpoint(t, m)
	grow(t, m, "b", 300)
	second := checkpoint(t, m)
	e, err := m.Extension(t.Context(), 20)
	if err != nil {
		t.Fatal(err)
	}
	extension := e.File()
	secret, witness, err := ledger.NewWitnessKey(rand.Reader, "witness.example")
	if err != nil {
		t.Fatal(err)
	}
	cosigner, err := ledger.ParseCosigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ledger.ParseKey(m.Key())
	if err != nil {
		t.Fatal(err)
	}
	cosigned, err := cosigner.Cosign(first, key, time.Unix(1772446300, 0))
	if err != nil {
		t.Fatal(err)
	}
	figures, maker := bundle(t)
	other := ledgertest.NewMemory(t).Key()
	keys := []string{maker, other, m.Key()}

	for name, tc := range map[string]struct {
		v    ledgercli.Verify
		raw  []byte
		want error
		says []string
	}{
		"a proof":               {ledgercli.Verify{Keys: keys}, proof, nil, []string{"report.filed", "report a3", "entry 3", "entries: 20", "SHA-256"}},
		"a proof of a key":      {ledgercli.Verify{Keys: keys}, keyProof, nil, []string{"A key was added to desk d1", "age1"}},
		"a proof, and later":    {ledgercli.Verify{Keys: keys, Later: extension}, proof, nil, []string{"entries: 20", "The later log begins", "entries: 320"}},
		"a checkpoint":          {ledgercli.Verify{Keys: keys}, first, nil, []string{"This checkpoint holds", "entries: 20"}},
		"a cosigned checkpoint": {ledgercli.Verify{Keys: keys, Witnesses: []string{witness}}, cosigned, nil, []string{"Seen by witness witness.example"}},
		"a later checkpoint":    {ledgercli.Verify{Keys: keys, Later: second}, first, ledgercli.ErrNeedProof, nil},
		"the same, cosigned":    {ledgercli.Verify{Keys: keys, Later: cosigned}, first, nil, []string{"The later log begins"}},
		"an earlier checkpoint": {ledgercli.Verify{Keys: keys, Later: first}, second, ledger.ErrRollback, nil},
		"another's extension":   {ledgercli.Verify{Keys: keys, Later: extension}, second, ledger.ErrConsistency, nil},
		"an extension":          {ledgercli.Verify{Keys: keys}, extension, nil, []string{"begins with the log of 20 entries", "entries: 320"}},
		"a bundle":              {ledgercli.Verify{Keys: keys}, figures, nil, []string{"Title", "agency.example", "0 tables"}},
		"a bundle, another key": {ledgercli.Verify{Keys: []string{other}}, figures, disclose.ErrSigner, nil},
		"a changed bundle":      {ledgercli.Verify{Keys: keys}, bytes.Replace(figures, []byte("Titel"), []byte("Tital"), 1), disclose.ErrChanged, nil},
		"another key":           {ledgercli.Verify{Keys: []string{other}}, proof, ledger.ErrSigner, nil},
		"no key":                {ledgercli.Verify{}, proof, ledgercli.ErrNoKey, nil},
		"a plan for a proof":    {ledgercli.Verify{Keys: keys, Plan: "ab"}, proof, ledgercli.ErrNoBundle, nil},
		"data for a checkpoint": {ledgercli.Verify{Keys: keys, Data: "ab"}, first, ledgercli.ErrNoBundle, nil},
		"no key for a bundle":   {ledgercli.Verify{}, figures, ledgercli.ErrNoKey, nil},
		"not a key":             {ledgercli.Verify{Keys: []string{"x"}}, proof, ledger.ErrKey, nil},
		"a changed proof":       {ledgercli.Verify{Keys: keys}, bytes.Replace(proof, []byte("a3"), []byte("a4"), 1), ledger.ErrInclusion, nil},
		"a changed size":        {ledgercli.Verify{Keys: keys}, bytes.Replace(first, []byte("\n20\n"), []byte("\n21\n"), 1), ledger.ErrSignature, nil},
		"half a proof":          {ledgercli.Verify{Keys: keys}, proof[:100], ledger.ErrFormat, nil},
		"something else":        {ledgercli.Verify{Keys: keys}, []byte("hello\n"), ledger.ErrUnknown, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			err := tc.v.Run(&out, printer(t, text.EN), tc.raw)
			if !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			for _, s := range tc.says {
				if !strings.Contains(out.String(), s) {
					t.Errorf("%q isn't in\n%s", s, out.String())
				}
			}
			if err != nil {
				if out.Len() > 0 && len(tc.v.Later) == 0 {
					t.Errorf("a file that doesn't hold is praised:\n%s", out.String())
				}
				if !errors.Is(err, disclose.ErrSigner) && !errors.Is(err, disclose.ErrChanged) {
					_ = text.Fault(err).In(printer(t, text.NL)) // fails when it has no words
				}
			}
		})
	}
}

func TestVerifyInDutch(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 3)
	var out bytes.Buffer
	if err := (ledgercli.Verify{Keys: []string{m.Key()}}).Run(&out, printer(t, text.NL), checkpoint(t, m)); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(out.String(), "\n")
	if d := cmp.Diff("Dit ijkpunt klopt.", got[0]); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// Who gives a file that isn't known is told of each kind that is.
func TestUnknownNamesEveryKind(t *testing.T) {
	names := map[ledger.Kind][2]string{
		ledger.KindProof: {"bewijsbestanden", "proof files"}, ledger.KindExtension: {"aansluitbestanden", "extension files"},
		ledger.KindCheckpoint: {"ijkpunten", "checkpoints"}, ledger.KindBundle: {"bundels", "bundles"},
		ledger.KindLosses: {"lijsten van verliezen", "lists of losses"},
	}
	for i, lang := range []text.Lang{text.NL, text.EN} {
		said := text.Fault(ledger.ErrUnknown).In(printer(t, lang))
		for kind, name := range names {
			if !strings.Contains(said, name[i]) {
				t.Errorf("%s: %q doesn't name %s", lang, said, kind)
			}
		}
	}
}
