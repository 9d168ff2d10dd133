// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"baken/account/publish"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// plans are those that a test registers: by the plan and whose it is.
type plans map[string]publish.Registration

func (p plans) Registered(_ context.Context, plan string, of org.ID) (publish.Registration, error) {
	return p[plan+" of "+string(of)], nil
}

func TestShowSaysWhetherThePlanCameFirst(t *testing.T) {
	const before, after, never = ", voordat de cijfers zijn gemaakt", ", nadat de cijfers zijn gemaakt", "Dit plan is niet vooraf geregistreerd"
	s := build(t)
	path := "/figures/" + string(s.published())
	s.get("", path).want(http.StatusOK, never).without(before, after, "/plans/aa")
	s.plans["aa of sibling"] = publish.Registration{At: orgtest.Now, Page: "/plans/aa"}
	s.get("", path).want(http.StatusOK, never)
	s.plans["aa of agency"] = publish.Registration{At: orgtest.Now.Add(-time.Hour), Page: "/plans/aa"}
	s.get("", path).want(http.StatusOK, "2 maart 2026", before, `href="/plans/aa"`).without(never, after, "eerder plan", "losgelaten")
	s.plans["aa of agency"] = publish.Registration{At: orgtest.Now.Add(time.Hour), Page: "/plans/aa", Replaces: true, Left: orgtest.Now.Add(48 * time.Hour)}
	s.get("", path).want(http.StatusOK, after, "op 4 maart 2026", "losgelaten", `href="/plans/aa"`, "eerder plan").without(never, before)
	s.get(org.ProgrammeManager, "/desk"+path).want(http.StatusOK, after)
}
