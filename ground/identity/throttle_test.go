// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
	"baken/ground/org/orgtest"
)

// fatal is what testing.T and rapid.T share.
type fatal interface{ Fatal(args ...any) }

func throttle(t fatal) (*identity.Throttle, *orgtest.Clock) {
	clock := orgtest.NewClock()
	th, err := identity.NewThrottle(identity.DefaultLimits(), clock.Now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return th, clock
}

func TestWaitsGrowToHalfAMinute(t *testing.T) {
	th, clock := throttle(t)
	var waits []time.Duration
	for range 10 {
		if wait := th.Try("robin", "192.0.2.1", ""); wait > 0 {
			t.Fatalf("asked to wait %v after having waited", wait)
		}
		wait := th.Try("robin", "192.0.2.1", "")
		waits = append(waits, wait)
		clock.Pass(wait)
	}
	// In the first round the second Try needn't wait, and is a try itself.
	want := "[0s 1s 2s 4s 8s 16s 30s 30s 30s 30s]"
	if got := fmt.Sprint(waits); got != want {
		t.Errorf("waits %s, want %s", got, want)
	}
}

func TestNobodyLocksTheOwnerOut(t *testing.T) {
	th, clock := throttle(t)
	for i := range 5000 { // a thousand sources guess all the time
		th.Try("robin", fmt.Sprintf("198.51.%d.%d", i%1000/250, i%250), "")
		clock.Pass(20 * time.Millisecond)
	}
	if wait := th.Try("robin", "192.0.2.7", "my laptop"); wait != 0 {
		t.Errorf("on a known device the owner waits %v", wait)
	}
	wait := th.Try("robin", "192.0.2.7", "")
	if wait <= 0 || wait > 30*time.Second {
		t.Errorf("on a new device the owner waits %v, want something, at most 30 s", wait)
	}
	clock.Pass(wait / 2)
	for i := range 1000 { // they go on while he waits
		th.Try("robin", fmt.Sprintf("203.0.113.%d", i%250), "")
	}
	clock.Pass(wait - wait/2)
	if again := th.Try("robin", "192.0.2.7", ""); again != 0 {
		t.Errorf("having waited he must wait %v more", again)
	}
}

func TestAStrangerInTheSameOfficeCantLockItOut(t *testing.T) {
	th, clock := throttle(t)
	for i := range 2000 {
		th.Try(fmt.Sprintf("victim%d", i%100), "192.0.2.1", "")
		clock.Pass(100 * time.Millisecond)
	}
	wait := th.Try("robin", "192.0.2.1", "")
	if wait <= 0 || wait > 30*time.Second {
		t.Errorf("a colleague waits %v, want something, at most 30 s", wait)
	}
	clock.Pass(wait)
	th.Try("someone", "192.0.2.1", "")
	if again := th.Try("robin", "192.0.2.1", ""); again != 0 {
		t.Errorf("having waited he must wait %v more", again)
	}
}

func TestManyTriesAtOnceDontAllPass(t *testing.T) {
	th, _ := throttle(t)
	var passed atomic.Int32
	var wait sync.WaitGroup
	for range 100 {
		wait.Go(func() {
			if th.Try("robin", "192.0.2.1", "") == 0 {
				passed.Add(1)
			}
		})
	}
	wait.Wait()
	if got := passed.Load(); got != 3 {
		t.Errorf("%d of 100 simultaneous tries passed, want 3", got)
	}
}

func TestTheSameSubscriberIsOneSource(t *testing.T) {
	th, _ := throttle(t)
	for i := range 3 {
		th.Try("robin", fmt.Sprintf("2001:db8:1:2::%d", i), "")
	}
	if th.Try("robin", "2001:db8:1:2:ffff::1", "") == 0 {
		t.Error("another address in the same /64 has tries of its own")
	}
	if th.Try("robin", "2001:db8:1:3::1", "") != 0 {
		t.Error("another /64 must wait")
	}
	for range 3 {
		th.Try("sam", "192.0.2.9", "")
	}
	if th.Try("sam", "::ffff:192.0.2.9", "") == 0 {
		t.Error("the same address written as IPv6 has tries of its own")
	}
}

// Whatever happened, no wait is longer than the longest, and who waited as
// told is let through.
func TestEveryWaitEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th, clock := throttle(t)
		some := func(label string) string { return fmt.Sprint(rapid.IntRange(0, 3).Draw(t, label)) }
		for range rapid.IntRange(0, 300).Draw(t, "events") {
			switch rapid.IntRange(0, 3).Draw(t, "event") {
			case 0:
				clock.Pass(time.Duration(rapid.IntRange(0, 20_000).Draw(t, "ms")) * time.Millisecond)
			case 1:
				th.Succeeded(some("account"), some("source"), "")
			default:
				th.Try(some("account"), some("source"), "")
			}
		}
		wait := th.Try("0", "0", "")
		if wait > 30*time.Second {
			t.Fatalf("wait %v", wait)
		}
		if wait > 0 {
			clock.Pass(wait)
			if again := th.Try("0", "0", ""); again != 0 {
				t.Fatalf("waited %v and must wait %v more", wait, again)
			}
		}
	})
}

func TestMemoryIsBounded(t *testing.T) {
	limits := identity.DefaultLimits()
	limits.Pairs = 100
	clock := orgtest.NewClock()
	th, err := identity.NewThrottle(limits, clock.Now, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10_000 {
		th.Try(fmt.Sprint(i), fmt.Sprint(i), "")
		if n := th.Remembered(); n > 3*limits.Pairs+3 {
			t.Fatalf("%d things are remembered", n)
		}
	}
}

func TestSignInIsSlowedDown(t *testing.T) {
	h := identitytest.NewHouse(t)
	h.Enrol(t, "robin")
	state, err := passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home)
	if err != nil {
		t.Fatal(err)
	}
	out, err := code(t, h.Local, state, identity.ValueCode, h.Code(t), home)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		_, err = passphrase(t, h.Local, "robin@example.nl", "not the passphrase", home)
		if !errors.Is(err, identity.ErrCredentials) {
			t.Fatalf("got %v", err)
		}
	}
	if _, err = passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, home); !errors.Is(err, identity.ErrWait) {
		t.Errorf("the fourth try: got %v", err)
	}
	known := identity.Visitor{Source: home.Source, Device: out.Device}
	if _, err = passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, known); err != nil {
		t.Errorf("on the known device: %v", err)
	}
	forged := identity.Visitor{Source: home.Source, Device: out.Device + "x"}
	if _, err = passphrase(t, h.Local, "robin@example.nl", identitytest.Passphrase, forged); !errors.Is(err, identity.ErrWait) {
		t.Errorf("on a forged device: got %v", err)
	}
	h.Enrol(t, "sam")
	for range 3 {
		if _, err = passphrase(t, h.Local, "sam@example.nl", "not the passphrase", known); !errors.Is(err, identity.ErrCredentials) {
			t.Fatalf("got %v", err)
		}
	}
	if _, err = passphrase(t, h.Local, "sam@example.nl", identitytest.Passphrase, known); !errors.Is(err, identity.ErrWait) {
		t.Errorf("a device that is known for another account: got %v, want to wait", err)
	}
}
