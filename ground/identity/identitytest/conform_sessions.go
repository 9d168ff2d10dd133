// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// ConformSessions tests what every store of sessions promises. The store
// uses the clock.
func ConformSessions(t *testing.T, s SessionStore, c *orgtest.Clock) {
	k := keeper{t, s, c}
	k.endsIdle()
	k.endsOnDemand()
	k.bringsNothingBack()
	if _, err := s.List(t.Context(), org.Public()); !errors.Is(err, identity.ErrNotAllowed) {
		t.Errorf("a visitor lists sessions: %v", err)
	}
	if err := s.EndOthers(t.Context(), org.Public(), ""); !errors.Is(err, identity.ErrNotAllowed) {
		t.Errorf("a visitor ends sessions: %v", err)
	}
}

const one, two, three = "one-0123456789abcdef", "two-0123456789abcdef", "three-0123456789abcdef"

// keeper tests one store.
type keeper struct {
	*testing.T
	s SessionStore
	c *orgtest.Clock
}

func (k keeper) write(hash string, p org.PersonID, life time.Duration) []byte {
	k.Helper()
	data, err := identity.Codec{}.Encode(k.c.Now().Add(12*time.Hour), map[string]any{
		identity.SessionPerson: string(p), identity.SessionDevice: "Firefox", identity.SessionStarted: "1772442000",
	})
	if err == nil {
		err = k.s.CommitCtx(k.Context(), hash, data, k.c.Now().Add(life))
	}
	if err != nil {
		k.Fatal(err)
	}
	return data
}

func (k keeper) there(hash string) bool {
	k.Helper()
	_, found, err := k.s.FindCtx(k.Context(), hash)
	if err != nil {
		k.Fatal(err)
	}
	return found
}

func (k keeper) endsIdle() {
	data := k.write(one, "robin", 30*time.Minute)
	if got, found, err := k.s.FindCtx(k.Context(), one); err != nil || !found || !bytes.Equal(got, data) {
		k.Errorf("got %q, %v, %v", got, found, err)
	}
	k.c.Pass(29 * time.Minute)
	k.write(one, "robin", 30*time.Minute)
	k.c.Pass(29 * time.Minute)
	if !k.there(one) {
		k.Error("a session that was used ended")
	}
	k.c.Pass(time.Minute)
	if k.there(one) {
		k.Error("an idle session goes on")
	}
}

func (k keeper) endsOnDemand() {
	ctx, robin, sam := k.Context(), Actor("robin", k.c.Now()), Actor("sam", k.c.Now())
	k.write(one, "robin", time.Hour)
	k.write(two, "robin", time.Hour)
	k.write(three, "sam", time.Hour)
	list, err := k.s.List(ctx, robin)
	if err != nil || len(list) != 2 || list[0].Device != "Firefox" || list[0].Started != time.Unix(1772442000, 0).UTC() {
		k.Errorf("got %+v, %v", list, err)
	}
	if err := k.s.End(ctx, sam, identity.SessionID(two)); err != nil || !k.there(two) {
		k.Errorf("somebody ended another's session: %v", err)
	}
	if err := k.s.EndOthers(ctx, robin, identity.SessionID(one)); err != nil || !k.there(one) || k.there(two) || !k.there(three) {
		k.Errorf("sign out elsewhere left %t, %t, %t, %v", k.there(one), k.there(two), k.there(three), err)
	}
}

func (k keeper) bringsNothingBack() {
	k.write(two, "robin", time.Hour)
	if k.there(two) {
		k.Error("a request that was under way brought an ended session back")
	}
	if err := k.s.DeleteCtx(k.Context(), one); err != nil {
		k.Error(err)
	}
	k.write(one, "robin", time.Hour)
	if k.there(one) {
		k.Error("a deleted session came back")
	}
}
