// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"crypto/rand"
	"testing"

	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// noticing is a site in memory that can send mails, with a report.
type noticing struct {
	*client
	store *reporttest.Memory
	id    report.ID
}

func newNoticing(t *testing.T) noticing {
	t.Helper()
	s := open(t, engineMemory)
	store, ok := s.store.(*reporttest.Memory)
	if !ok {
		t.Fatalf("the store is a %T", s.store)
	}
	s.Service.Notify = report.Notifying{
		Store: reporttest.NewNotices(store), Key: report.NewNoticeKey(make([]byte, 32), rand.Reader), Courier: nowhere{},
	}
	reporter, _ := s.reporter("x")
	return noticing{reporter, store, report.ID(reporter.fetch("").Case)}
}

func (n noticing) on(address string) answer {
	return n.send("", "POST", "/report/api/notice", map[string]string{"lookup": n.lookup, "address": address})
}

func (n noticing) off() answer {
	return n.send("", "POST", "/report/api/notice/end", map[string]string{"lookup": n.lookup})
}

// stands checks what the reporter sees of it, and that the desk and the ledger
// see nothing.
func (n noticing) stands(when, want string) {
	n.t.Helper()
	mine := n.send("", "POST", "/report/api/open", map[string]string{"lookup": n.lookup})
	if has := bytes.Contains(mine.Body, []byte(`"notice":`)); has != (want != "") || !bytes.Contains(mine.Body, []byte(want)) {
		n.t.Errorf("%s: the reporter sees %s, want %s", when, mine.Body, want)
	}
	desk := n.send(reporttest.Ans, "GET", path("/desk/reports/api/cases/%s", n.id), nil)
	if desk.Status != 200 || bytes.Contains(desk.Body, []byte("notice")) || bytes.Contains(desk.Body, []byte("noor")) {
		n.t.Errorf("%s: the desk sees %d %s", when, desk.Status, desk.Body)
	}
}

func TestNotices(t *testing.T) {
	n := newNoticing(t)
	n.stands("at first", `"notice":{"on":false}`)
	before, err := n.store.Events(t.Context(), string(n.id))
	if err != nil {
		t.Fatal(err)
	}
	refuses(t, "no address", n.on("noor"), 422, report.ErrAddress)
	want[struct{}](t, n.on("noor@example.nl"), 204)
	n.stands("switched on", `"notice":{"on":true}`)
	want[struct{}](t, n.off(), 204)
	want[struct{}](t, n.off(), 204)
	n.stands("switched off", `"notice":{"on":false}`)
	want[struct{}](t, n.on("noor@example.nl"), 204)
	if after, err := n.store.Events(t.Context(), string(n.id)); err != nil || len(after) != len(before) {
		t.Errorf("the ledger tells of it: %v, %v", after, err)
	}
	found, _ := n.open("")
	want[jsonRecorded](t, n.say(found, "withdrawal", "", "withdrawn"), 201)
	n.stands("withdrawn", "")
	if kept, err := n.Service.Notify.Store.Kept(t.Context(), org.Public(), n.id); err != nil || kept {
		t.Errorf("after the withdrawal an address is kept: %v, %v", kept, err)
	}
	refuses(t, "after the withdrawal", n.on("noor@example.nl"), 409, report.ErrState)
	if log := n.log.String(); bytes.Contains([]byte(log), []byte("noor")) {
		t.Errorf("the log has the address: %s", log)
	}
}

func TestNoticesThatAreRefused(t *testing.T) {
	n := newNoticing(t)
	n.Service.Notify.Courier = nil
	n.stands("no mail leaves", "")
	refuses(t, "no mail leaves", n.on("noor@example.nl"), 404, report.ErrNoMail)
	n.lookup = reporttest.Keys(t).Lookup.Export()
	refuses(t, "a wrong receipt", n.on("noor@example.nl"), 404, report.ErrNotFound)
	refuses(t, "a wrong receipt, to end it", n.off(), 404, report.ErrNotFound)
	n.lookup = "words"
	refuses(t, "no receipt", n.on("noor@example.nl"), 422, report.ErrID)
	refuses(t, "no receipt, to end it", n.off(), 422, report.ErrID)
}
