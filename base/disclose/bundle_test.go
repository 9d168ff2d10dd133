// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func sample(t testing.TB) (Header, Table, string, string) {
	t.Helper()
	p, err := Protect(ForEveryone(), []Cell{{"a", "", 2000, 500}, {"b", "", 3000, 90}, {"c", "", 5, 2}})
	if err != nil {
		t.Fatal(err)
	}
	spec := Spec{ID: "rates", Title: "t", Method: "m", Heads: []Label{{"h", "h"}}, Columns: []Column{{ID: "share", Title: "s", Unit: Percent}}}
	table, err := p.Derive(spec, func(rates []Rate) ([]Row, []Note, error) {
		var rows []Row
		for _, r := range rates {
			rows = append(rows, Row{Labels: []Label{{r.Group, "=" + r.Group}}, Figures: []Figure{r.Share}})
		}
		return rows, []Note{{Key: "k", Args: map[string]string{"n": "1"}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	secret, public, err := NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	h := Header{Organisation: "x", Title: Label{"T", "T"}, Made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	return h, table, secret, public
}

func TestBundleComesBack(t *testing.T) {
	h, table, secret, public := sample(t)
	raw, err := Sign(h, []Table{table}, secret)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(raw, public)
	if err != nil {
		t.Fatal(err)
	}
	if b.Header.Signer != "agency.example" || b.Tables[0].Hash() != table.Hash() {
		t.Errorf("got signer %q and hash %s", b.Header.Signer, b.Tables[0].Hash())
	}
	if diff := cmp.Diff(table.Rows(), b.Tables[0].Rows()); diff != "" {
		t.Error(diff)
	}
}

// Whichever byte is changed, nothing is opened.
func TestOneChangedByteIsRefused(t *testing.T) {
	h, table, secret, public := sample(t)
	raw, err := Sign(h, []Table{table}, secret)
	if err != nil {
		t.Fatal(err)
	}
	for i := range raw {
		changed := bytes.Clone(raw)
		changed[i] ^= 1
		if _, err := Open(changed, public); err == nil {
			t.Fatalf("byte %d (%q) changed, and the bundle opened", i, raw[i])
		}
	}
	if _, err := Open(raw[:len(raw)/2], public); !errors.Is(err, ErrFormat) {
		t.Errorf("half a bundle: got %v", err)
	}
}

func TestUnknownSigner(t *testing.T) {
	h, table, secret, _ := sample(t)
	_, _, _, other := sample(t)
	raw, err := Sign(h, []Table{table}, secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(raw, other); !errors.Is(err, ErrSigner) {
		t.Errorf("got %v, want ErrSigner", err)
	}
	if _, err := Open(raw); !errors.Is(err, ErrSigner) {
		t.Errorf("no key known: got %v, want ErrSigner", err)
	}
}

func TestCSVHoldsNoFormulaAndNoHiddenFigure(t *testing.T) {
	_, table, _, _ := sample(t)
	var out strings.Builder
	if err := CSV(&out, table); err != nil {
		t.Fatal(err)
	}
	want := "table,label1_nl,label1_en,measure,unit,kind,value,interval_low,interval_high,range_low,range_high,envelope_low,envelope_high\n" +
		"rates,a,'=a,share,percent,rounded,25,,,24.5,25.5,,\n" +
		"rates,b,'=b,share,percent,rounded,3.0,,,2.75,3.25,,\n" +
		"rates,c,'=c,share,percent,withheld,,,,,,,\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestTableCanNotBeChanged(t *testing.T) {
	_, table, _, _ := sample(t)
	before := table.Hash()
	table.Rows()[0].Figures[0].Value = 99
	table.Notes()[0].Args["n"] = "2"
	table.Spec().Heads[0].NL = "x"
	if table.Hash() != before {
		t.Error("a caller changed the table")
	}
}

func FuzzOpen(f *testing.F) {
	h, table, secret, public := sample(f)
	raw, err := Sign(h, []Table{table}, secret)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte("{}\n\n— agency.example AAAA\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Open(b, public)
		if err == nil && !bytes.Equal(b, raw) && got.Tables[0].Hash() != table.Hash() {
			t.Error("another content opened under the same key")
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"format":"baken-bundle/1","tables":[{"id":"x","rows":[]}]}`)
	f.Fuzz(func(t *testing.T, s string) {
		b, err := decode(s, "x")
		for _, table := range b.Tables {
			if err == nil {
				_ = table.Hash()
			}
		}
	})
}

func TestNewKeyRefusesANameThatCantSign(t *testing.T) {
	for _, name := range []string{"", "two words", "a+b", "a\nb", "\xff"} {
		if _, _, err := NewKey(name); !errors.Is(err, ErrKey) {
			t.Errorf("%q: got %v, want %v", name, err, ErrKey)
		}
	}
	if _, _, err := NewKey("agency.example"); err != nil {
		t.Error(err)
	}
}
