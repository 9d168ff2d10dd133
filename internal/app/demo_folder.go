// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"baken/base/disclose/disclosecli"
	"baken/internal/text"
)

// The files of a demo. The mark tells that the folder belongs to a demo and
// that what has these names may be removed; it is also what a program holds
// while it has the demo open.
const (
	demoMark     = ".baken-demo"
	demoReady    = "ready.json"
	demoDatabase = "baken.db"
	serverKey    = "server.key"
	agencySecret = "agency.key"
	agencyPublic = "agency.pub"
	demoData     = "data"
	demoPlan     = "plan.yaml"
	demoRows     = "decisions.csv"
	staffPlan    = "staff.yaml"
	staffRows    = "staff.csv"
	staffHistory = "history.json"
	demoLog      = "baken.log"
)

// made says how a demo was made.
type made struct {
	Seed      uint64
	Decisions int
	Server    bool // its database is a server, not a file in the folder
	Accounts  []DemoAccount
}

// folder is the folder of a demo, held by this program.
type folder struct {
	dir  string
	mark *os.File
	log  *os.File
}

func (f *folder) path(name ...string) string {
	return filepath.Join(append([]string{f.dir}, name...)...)
}

// hasDemo tells whether the folder belongs to a demo.
func hasDemo(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, demoMark))
	return err == nil && info.Mode().IsRegular()
}

// claim takes hold of a demo's folder, and makes it where it isn't there: for
// this program alone while there is no demo in it, beside others afterwards.
// A folder with other things in it is refused.
func claim(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, folderFault(dir, err)
	}
	if !hasDemo(dir) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, folderFault(dir, err)
		}
		if len(entries) > 0 {
			return nil, ErrDemoForeign.With("dir", text.Data(dir), "file", text.Data(entries[0].Name()))
		}
	}
	mark, err := os.OpenFile(filepath.Join(dir, demoMark), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, folderFault(dir, err)
	}
	f := &folder{dir: dir, mark: mark}
	how := syscall.LOCK_EX
	if _, ready := f.made(); ready {
		how = syscall.LOCK_SH
	}
	if err := f.lock(how); err != nil {
		return nil, errors.Join(err, mark.Close())
	}
	if _, ready := f.made(); !ready && how == syscall.LOCK_SH { // removed in between
		return nil, errors.Join(ErrDemoBusy.With("dir", text.Data(dir)), f.release())
	}
	return f, nil
}

func folderFault(dir string, err error) error {
	return fmt.Errorf("%w: %w", ErrDemoFolder.With("dir", text.Data(dir)), err)
}

func (f *folder) lock(how int) error {
	err := syscall.Flock(int(f.mark.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrDemoBusy.With("dir", text.Data(f.dir))
	}
	return err
}

// share lets other programs open the demo too.
func (f *folder) share() error { return f.lock(syscall.LOCK_SH) }

// release gives the folder free.
func (f *folder) release() error {
	err := f.mark.Close()
	if f.log != nil {
		err = errors.Join(err, f.log.Close())
	}
	return err
}

// record gives a log that also goes into the folder, where it keeps every
// request; the other one may keep less.
func (f *folder) record(log *slog.Logger) (_ *slog.Logger, err error) {
	f.log, err = os.OpenFile(f.path(demoLog), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, folderFault(f.dir, err)
	}
	return slog.New(slog.NewMultiHandler(log.Handler(), slog.NewJSONHandler(f.log, nil))), nil
}

// made tells how the demo was made; false while it isn't there whole.
func (f *folder) made() (made, bool) {
	raw, err := os.ReadFile(f.path(demoReady))
	if err != nil {
		return made{}, false
	}
	var m made
	if err := json.Unmarshal(raw, &m); err != nil {
		return made{}, false
	}
	if _, err := os.Stat(f.path(demoDatabase)); err != nil && !m.Server {
		return made{}, false
	}
	return m, true
}

// finish says that the demo is whole, which nothing before says.
func (f *folder) finish(m made) error {
	raw, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	draft := f.path(demoReady + ".draft")
	if err := errors.Join(os.WriteFile(draft, raw, 0o600), os.Rename(draft, f.path(demoReady))); err != nil {
		return err
	}
	return f.share()
}

// clear removes what a demo leaves, and nothing else.
func (f *folder) clear() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return folderFault(f.dir, err)
	}
	var own []string
	for _, e := range entries { // the database with what stands beside it, and the log
		if strings.HasPrefix(e.Name(), "baken.") {
			own = append(own, f.path(e.Name()))
		}
	}
	for _, name := range []string{
		demoReady, demoReady + ".draft", serverKey, agencySecret, agencyPublic,
		filepath.Join(demoData, demoPlan), filepath.Join(demoData, demoRows),
		filepath.Join(demoData, staffPlan), filepath.Join(demoData, staffRows), filepath.Join(demoData, staffHistory), filepath.Join(demoData, staffHistory+disclosecli.LockMark),
	} {
		own = append(own, f.path(name))
	}
	for _, path := range own {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return folderFault(f.dir, err)
		}
	}
	_ = os.Remove(f.path(demoData)) // stays when there is something else in it
	return nil
}

// Fresh forgets a demo, so that it is made anew. It refuses while a program
// has the demo open, and leaves a folder alone that holds something else.
func Fresh(dir string) (err error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f, err := claim(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.release()) }()
	if err := f.lock(syscall.LOCK_EX); err != nil {
		return err
	}
	return f.clear()
}
