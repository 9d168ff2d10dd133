// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity_test

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
)

func TestAFormIsCarriedOverASignIn(t *testing.T) {
	k, now := identitytest.Key(t), time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	form := identity.Form{Path: "/figures/1?x=2", Fields: map[string][]string{"title": {"Zóë <b>"}, "group": {"a", "b"}}, Files: []string{"bundle"}}
	sealed, err := k.Carry(rand.Reader, form, now)
	if err != nil {
		t.Fatal(err)
	}
	got, err := k.Carried(sealed, form.Path, now.Add(59*time.Minute))
	if diff := cmp.Diff(form, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	other, err := identity.NewKey([]byte("another key of thirty-two bytes!"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		key  identity.Key
		box  string
		path string
		at   time.Time
	}{
		{"another page", k, sealed, "/figures/2", now},
		{"an hour later", k, sealed, form.Path, now.Add(time.Hour + time.Second)},
		{"another server", other, sealed, form.Path, now},
		{"one letter changed", k, "A" + sealed[1:], form.Path, now},
		{"cut off", k, sealed[:20], form.Path, now},
		{"nothing", k, "", form.Path, now},
		{"not base64", k, "é", form.Path, now},
	}
	for _, tt := range tests {
		if tt.box == sealed && tt.name == "one letter changed" {
			tt.box = "B" + sealed[1:]
		}
		if _, err := tt.key.Carried(tt.box, tt.path, tt.at); !errors.Is(err, identity.ErrSealed) {
			t.Errorf("%s: got %v, want %v", tt.name, err, identity.ErrSealed)
		}
	}
	if _, err := identity.NewKey(make([]byte, 31)); err == nil {
		t.Error("a key of 31 bytes is taken")
	}
}

func FuzzCarried(f *testing.F) {
	k, now := identitytest.Key(f), time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	sealed, err := k.Carry(rand.Reader, identity.Form{Path: "/a"}, now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Add("")
	f.Fuzz(func(t *testing.T, s string) {
		if form, err := k.Carried(s, "/a", now); err == nil && form.Path != "/a" {
			t.Errorf("opened a form for %q", form.Path)
		}
	})
}

func FuzzSession(f *testing.F) {
	f.Add([]byte(`{"deadline":"2026-03-02T09:00:00Z","values":{"person":"p"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		deadline, values, err := identity.Codec{}.Decode(b)
		if err != nil {
			return
		}
		out, err := identity.Codec{}.Encode(deadline, values)
		if err != nil {
			t.Fatalf("%v can't be written back: %v", values, err)
		}
		again, same, err := identity.Codec{}.Decode(out)
		if err != nil || !again.Equal(deadline) || !cmp.Equal(values, same) {
			t.Errorf("%s reads back as %s", b, out)
		}
	})
}
