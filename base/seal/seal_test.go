// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/seal"
)

// desk is a case with its people.
type desk struct {
	member, independent, reporter seal.Keyring
	key                           seal.CaseKey // epoch 1, made by the reporter
	envelope                      []byte       // which brings it to all three
}

var theCase = seal.Case{Organisation: "urn:nld:oin:00000001", ID: "01hx7c9w2k"}

func newDesk(t testing.TB) desk {
	t.Helper()
	d := desk{member: seal.NewKeyring(), independent: seal.NewKeyring(), reporter: seal.NewKeyring()}
	var err error
	d.key, d.envelope, err = seal.NewEpoch(d.reporter.Signing, theCase, 1, d.readers())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d desk) readers() []seal.Recipient {
	return []seal.Recipient{d.member.Identity.Recipient(), d.independent.Identity.Recipient(), d.reporter.Identity.Recipient()}
}

func (d desk) want() seal.EpochWant {
	return seal.EpochWant{Case: theCase, Number: 1, Makers: []seal.VerifyKey{d.reporter.Signing.VerifyKey()}}
}

func (d desk) report() seal.Want {
	return seal.Want{Sequence: 1, Purpose: "dialogue", Senders: []seal.VerifyKey{d.reporter.Signing.VerifyKey()}, Kinds: []string{"report"}}
}

func TestEveryReaderReads(t *testing.T) {
	d := newDesk(t)
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("Wat er gebeurde")})
	if err != nil {
		t.Fatal(err)
	}
	for name, reader := range map[string]seal.Keyring{"member": d.member, "independent": d.independent, "reporter": d.reporter} {
		key, err := seal.OpenEpoch(d.envelope, reader.Identity, d.want())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		m, err := key.Open(raw, d.report())
		if err != nil || string(m.Content) != "Wat er gebeurde" || m.Kind != "report" || m.Sender != d.reporter.Signing.VerifyKey() {
			t.Errorf("%s: %q, %v", name, m.Content, err)
		}
		if _, granted := key.Granter(); granted || len(key.Epoch().Readers) != 3 || key.Epoch().Maker != d.reporter.Signing.VerifyKey() {
			t.Errorf("%s: epoch %+v", name, key.Epoch())
		}
	}
	if _, err := seal.OpenEpoch(d.envelope, seal.NewIdentity(), d.want()); !errors.Is(err, seal.ErrKey) {
		t.Errorf("a stranger: %v", err)
	}
}

func TestEpochIsTheOneWanted(t *testing.T) {
	d := newDesk(t)
	stranger := seal.NewSigningKey().VerifyKey()
	tests := []struct {
		name   string
		change func(*seal.EpochWant)
		want   error
	}{
		{"organisation", func(w *seal.EpochWant) { w.Case.Organisation = "other" }, seal.ErrOrganisation},
		{"case", func(w *seal.EpochWant) { w.Case.ID = "other" }, seal.ErrCase},
		{"epoch", func(w *seal.EpochWant) { w.Number = 2 }, seal.ErrEpoch},
		{"maker", func(w *seal.EpochWant) { w.Makers = []seal.VerifyKey{stranger} }, seal.ErrMaker},
		{"no maker accepted", func(w *seal.EpochWant) { w.Makers = nil }, seal.ErrMaker},
	}
	for _, tt := range tests {
		want := d.want()
		tt.change(&want)
		if _, err := seal.OpenEpoch(d.envelope, d.member.Identity, want); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

func TestMessageIsTheOneWanted(t *testing.T) {
	d := newDesk(t)
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("x")})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		change func(*seal.Want)
		want   error
	}{
		{"sequence", func(w *seal.Want) { w.Sequence = 2 }, seal.ErrSequence},
		{"purpose", func(w *seal.Want) { w.Purpose = "index" }, seal.ErrPurpose},
		{"sender", func(w *seal.Want) { w.Senders = []seal.VerifyKey{d.member.Signing.VerifyKey()} }, seal.ErrSender},
		{"no sender accepted", func(w *seal.Want) { w.Senders = nil }, seal.ErrSender},
		{"kind", func(w *seal.Want) { w.Kinds = []string{"answer"} }, seal.ErrKind},
		{"no kind accepted", func(w *seal.Want) { w.Kinds = nil }, seal.ErrKind},
	}
	for _, tt := range tests {
		want := d.report()
		tt.change(&want)
		m, err := d.key.Open(raw, want)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		if diff := cmp.Diff(seal.Message{}, m, cmp.AllowUnexported(seal.VerifyKey{})); diff != "" {
			t.Errorf("%s: something was returned: %s", tt.name, diff)
		}
	}
}

func TestNewMember(t *testing.T) {
	d := newDesk(t)
	joined := seal.NewKeyring()
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report"})
	if err != nil {
		t.Fatal(err)
	}
	// A change of members: a new epoch, by a member.
	next, envelope, err := seal.NewEpoch(d.member.Signing, theCase, 2, []seal.Recipient{d.member.Identity.Recipient(), joined.Identity.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	want := seal.EpochWant{Case: theCase, Number: 2, Makers: []seal.VerifyKey{d.member.Signing.VerifyKey()}}
	key, err := seal.OpenEpoch(envelope, joined.Identity, want)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := key.Open(raw, d.report()); !errors.Is(err, seal.ErrKey) {
		t.Errorf("what was sealed before opens for who joined later: %v", err)
	}
	if _, err := seal.OpenEpoch(envelope, d.independent.Identity, want); !errors.Is(err, seal.ErrKey) {
		t.Errorf("who left gets the new key: %v", err)
	}
	if next.Identity().Equal(d.key.Identity()) {
		t.Error("the epochs have the same key")
	}

	resealed, err := seal.Reseal(d.key, d.member.Signing, []seal.Recipient{joined.Identity.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.OpenEpoch(resealed, joined.Identity, d.want()); !errors.Is(err, seal.ErrGrant) {
		t.Errorf("resealed by nobody who may: %v", err)
	}
	old := d.want()
	old.Granters = []seal.VerifyKey{d.member.Signing.VerifyKey()}
	before, err := seal.OpenEpoch(resealed, joined.Identity, old)
	if err != nil {
		t.Fatal(err)
	}
	if by, ok := before.Granter(); !ok || by != d.member.Signing.VerifyKey() {
		t.Error("the granter is lost")
	}
	if _, err := before.Open(raw, d.report()); err != nil {
		t.Errorf("what was resealed: %v", err)
	}
	again, err := seal.Reseal(before, joined.Signing, []seal.Recipient{d.independent.Identity.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	old.Granters = []seal.VerifyKey{joined.Signing.VerifyKey()}
	if _, err := seal.OpenEpoch(again, d.independent.Identity, old); err != nil {
		t.Errorf("resealed twice: %v", err)
	}
}

func TestReadersAreChecked(t *testing.T) {
	d := newDesk(t)
	one := d.member.Identity.Recipient()
	many := make([]seal.Recipient, 65)
	for i := range many {
		many[i] = seal.NewIdentity().Recipient()
	}
	for name, readers := range map[string][]seal.Recipient{"none": nil, "twice": {one, one}, "many": many} {
		if _, _, err := seal.NewEpoch(d.member.Signing, theCase, 1, readers); !errors.Is(err, seal.ErrReaders) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := seal.Reseal(d.key, d.member.Signing, readers); !errors.Is(err, seal.ErrReaders) {
			t.Errorf("reseal to %s: %v", name, err)
		}
	}
	if _, _, err := seal.NewEpoch(d.member.Signing, theCase, 1, []seal.Recipient{{}}); !errors.Is(err, seal.ErrRecipient) {
		t.Errorf("an empty recipient: %v", err)
	}
}

// A reader costs what age writes for him and a fingerprint, not his key.
func TestReadersAreNamedByFingerprint(t *testing.T) {
	var readers []seal.Recipient
	var want []string
	last := 0
	for n := 1; n <= 6; n++ {
		readers = append(readers, seal.NewIdentity().Recipient())
		want = append(want, fmt.Sprintf("%x", sha256.Sum256([]byte(readers[n-1].String()))))
		slices.Sort(want)
		key, envelope, err := seal.NewEpoch(seal.NewSigningKey(), theCase, 1, readers)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range key.Epoch().Readers {
			got = append(got, f.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d readers: %s", n, diff)
		}
		t.Logf("%d readers: %d bytes", n, len(envelope))
		if more := len(envelope) - last; n > 1 && more > 1_640 {
			t.Errorf("reader %d costs %d bytes", n, more)
		}
		last = len(envelope)
	}
}

func TestNamesAreChecked(t *testing.T) {
	d := newDesk(t)
	readers := d.readers()
	for _, name := range []string{"", "a b", "é", "a\n", strings.Repeat("a", 129)} {
		if _, _, err := seal.NewEpoch(d.member.Signing, seal.Case{Organisation: name, ID: "1"}, 1, readers); !errors.Is(err, seal.ErrName) {
			t.Errorf("organisation %q: %v", name, err)
		}
		if _, _, err := seal.NewEpoch(d.member.Signing, seal.Case{Organisation: "1", ID: name}, 1, readers); !errors.Is(err, seal.ErrName) {
			t.Errorf("case %q: %v", name, err)
		}
		if _, err := seal.NewReceipt().Stretch(name); !errors.Is(err, seal.ErrName) {
			t.Errorf("site %q: %v", name, err)
		}
	}
	for _, label := range []string{"", "A", "a_b", "é", strings.Repeat("a", 65)} {
		if _, err := d.key.Seal(d.member.Signing, seal.Draft{Purpose: label, Kind: "a"}); !errors.Is(err, seal.ErrName) {
			t.Errorf("purpose %q: %v", label, err)
		}
		if _, err := d.key.Seal(d.member.Signing, seal.Draft{Purpose: "a", Kind: label}); !errors.Is(err, seal.ErrName) {
			t.Errorf("kind %q: %v", label, err)
		}
	}
	for _, number := range []uint64{0, 1 << 53} {
		if _, _, err := seal.NewEpoch(d.member.Signing, theCase, number, readers); !errors.Is(err, seal.ErrEpoch) {
			t.Errorf("epoch %d: %v", number, err)
		}
	}
	if _, err := d.key.Seal(d.member.Signing, seal.Draft{Purpose: "a", Kind: "a", Sequence: 1 << 53}); !errors.Is(err, seal.ErrSequence) {
		t.Error(err)
	}
	if _, err := d.key.Seal(d.member.Signing, seal.Draft{Purpose: "a", Kind: "a", Content: make([]byte, seal.MaxContent+1)}); !errors.Is(err, seal.ErrLarge) {
		t.Error(err)
	}
}

// TestEveryByteCounts changes an envelope wherever it is short enough to try.
func TestEveryByteCounts(t *testing.T) {
	d := newDesk(t)
	raw, err := d.key.Seal(d.reporter.Signing, seal.Draft{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("x")})
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		changed := bytes.Clone(raw)
		changed[i] ^= 1
		if _, err := d.key.Open(changed, d.report()); err == nil {
			t.Fatalf("byte %d of %d can be changed", i, len(raw))
		}
	}
	for n := range raw {
		if _, err := d.key.Open(raw[:n], d.report()); err == nil {
			t.Fatalf("opens with %d of %d bytes", n, len(raw))
		}
	}
	if _, err := d.key.Open(append(bytes.Clone(raw), 0), d.report()); err == nil {
		t.Error("opens with a byte behind it")
	}
	if _, err := d.key.Open(make([]byte, 3<<20), d.report()); !errors.Is(err, seal.ErrLarge) {
		t.Errorf("too large: %v", err)
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	d := newDesk(t)
	receipt := seal.NewReceipt()
	keys, err := receipt.Stretch("test")
	if err != nil {
		t.Fatal(err)
	}
	held := d.member.Hold(d.key)
	secrets := []any{d.member, &d.member, held, held.Held, d.member.Identity, d.member.Signing, d.key, &d.key, receipt, &receipt, keys, keys.Lookup, []seal.Identity{d.member.Identity}, struct{ K seal.SigningKey }{d.member.Signing}}
	var leaks []string
	for _, k := range []seal.Keyring{d.member} {
		leaks = append(leaks, k.Identity.Export(), fmt.Sprintf("%x", k.Signing.Export()), fmt.Sprint(k.Signing.Export()[:4]))
	}
	leaks = append(leaks, d.key.Identity().Export(), receipt.Words()[0]+" "+receipt.Words()[1], keys.Lookup.Export(), keys.Identity.Export())
	for _, secret := range secrets {
		var out strings.Builder
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%b", "%o", "%c"} {
			fmt.Fprintf(&out, verb+"\n", secret)
		}
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "secret", secret)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "secret", secret)
		if b, err := json.Marshal(secret); err == nil {
			out.Write(b)
		}
		if !strings.Contains(out.String(), "[secret]") {
			t.Errorf("%T prints %s", secret, out.String())
		}
		if i := slices.IndexFunc(leaks, func(s string) bool { return strings.Contains(out.String(), strings.Trim(s, "[]")) }); i >= 0 {
			t.Errorf("%T prints secret %d: %s", secret, i, out.String())
		}
	}
}

func TestKeysAreRead(t *testing.T) {
	k := seal.NewKeyring()
	id, err := seal.ParseIdentity(k.Identity.Export())
	if err != nil || !id.Equal(k.Identity) || id.Recipient() != k.Identity.Recipient() {
		t.Errorf("identity: %v", err)
	}
	r, err := seal.ParseRecipient(id.Recipient().String())
	if err != nil || r != id.Recipient() {
		t.Errorf("recipient: %v", err)
	}
	v, err := seal.ParseVerifyKey(k.Signing.VerifyKey().String())
	if err != nil || v != k.Signing.VerifyKey() {
		t.Errorf("verify key: %v", err)
	}
	s, err := seal.SigningKeyFromSeed(k.Signing.Export())
	if err != nil || !s.Equal(k.Signing) || s.Equal(seal.NewSigningKey()) {
		t.Errorf("signing key: %v", err)
	}
	for _, text := range []string{"", strings.ToLower(k.Identity.Export()), k.Identity.Export() + "Q", strings.Replace(k.Identity.Export(), "-PQ-", "-", 1)} {
		if _, err := seal.ParseIdentity(text); !errors.Is(err, seal.ErrIdentity) {
			t.Errorf("identity %q: %v", text[:min(20, len(text))], err)
		}
	}
	for _, text := range []string{"", strings.ToUpper(r.String()), r.String() + "q", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"} {
		if _, err := seal.ParseRecipient(text); !errors.Is(err, seal.ErrRecipient) {
			t.Errorf("recipient %q: %v", text, err)
		}
	}
	if _, err := seal.IdentityFromSeed(make([]byte, 31)); !errors.Is(err, seal.ErrIdentity) {
		t.Error(err)
	}
	if _, err := seal.SigningKeyFromSeed(make([]byte, 31)); !errors.Is(err, seal.ErrSigningKey) {
		t.Error(err)
	}
}

func TestKeysInJSON(t *testing.T) {
	type keys struct {
		To   seal.Recipient
		From seal.VerifyKey
	}
	k := seal.NewKeyring()
	want := keys{k.Identity.Recipient(), k.Signing.VerifyKey()}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got keys
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("%s: %v", b, err)
	}
	if err := json.Unmarshal([]byte(`{"From":"ed25519:00"}`), &got); !errors.Is(err, seal.ErrVerifyKey) {
		t.Error(err)
	}
}

// TestWeakPoints: the eight points of small order, in the forms that RFC 8032
// allows and those it doesn't (from "Taming the many EdDSAs", Chalkias and
// others 2020, table 1), and what isn't on the curve.
func TestWeakPoints(t *testing.T) {
	for _, digits := range []string{
		"0100000000000000000000000000000000000000000000000000000000000000",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"0000000000000000000000000000000000000000000000000000000000000000",
		"0000000000000000000000000000000000000000000000000000000000000080",
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
		"0100000000000000000000000000000000000000000000000000000000000080",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"0200000000000000000000000000000000000000000000000000000000000000", // not on the curve
	} {
		if _, err := seal.ParseVerifyKey("ed25519:" + digits); !errors.Is(err, seal.ErrVerifyKey) {
			t.Errorf("%s: %v", digits, err)
		}
	}
	good := seal.NewSigningKey().VerifyKey().String()
	for _, text := range []string{"", good[8:], strings.ToUpper(good), good + "00", good[:70]} {
		if _, err := seal.ParseVerifyKey(text); !errors.Is(err, seal.ErrVerifyKey) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
