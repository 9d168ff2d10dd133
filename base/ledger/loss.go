// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// Loss says that the log was put back to what a backup held: entries from Kept
// on were there once and are lost. It is an entry of the log itself, the first
// after those that are left, and everyone can read it: so who saw the longer
// log sees a loss that is owned up to, and signed, and not a log from which
// entries were taken in silence.
type Loss struct {
	Kept    int64     // how many entries are left
	Root    tlog.Hash // of these
	Made    time.Time // when the backup was made: what came later is lost
	Reached int64     // how many entries there are known to have been; 0: not known
	Top     tlog.Hash // their root; only with Reached
	At      time.Time // when the log was put back
}

const lossFormat = "baken-loss/1"

// IsLossEntry tells whether an entry of the log declares a loss.
func IsLossEntry(entry []byte) bool { return bytes.HasPrefix(entry, []byte(lossFormat+"\n")) }

// Entry gives the entry of the log.
func (l Loss) Entry() []byte {
	var b bytes.Buffer
	b.WriteString(lossFormat + "\n")
	for _, f := range l.fields() {
		b.WriteString(f.name + " " + f.value + "\n")
	}
	return b.Bytes()
}

func (l Loss) fields() []field {
	all := []field{
		{"kept", strconv.FormatInt(l.Kept, 10)},
		{"root", l.Root.String()},
		{"made", l.Made.UTC().Format(instant)},
	}
	if l.Reached > 0 {
		all = append(all, field{"reached", strconv.FormatInt(l.Reached, 10)}, field{"top", l.Top.String()})
	}
	return append(all, field{"at", l.At.UTC().Format(instant)})
}

// ParseLoss reads what Entry wrote, and nothing else.
func ParseLoss(entry []byte) (Loss, error) {
	l := lines{rest: string(entry)}
	l.exact(lossFormat)
	loss := Loss{Kept: l.number("kept"), Root: l.hash("root"), Made: l.instant("made")}
	if l.has("reached") {
		loss.Reached, loss.Top = l.number("reached"), l.hash("top")
		if loss.Reached <= loss.Kept {
			l.fail()
		}
	}
	loss.At = l.instant("at")
	if l.err == nil && l.rest != "" {
		l.fail()
	}
	if l.err != nil {
		return Loss{}, l.err
	}
	if !bytes.Equal(loss.Entry(), entry) {
		return Loss{}, ErrFormat.With("line", 1)
	}
	return loss, nil
}

func (l *lines) hash(name string) tlog.Hash {
	s := l.field(name)
	h, err := tlog.ParseHash(s)
	if err != nil || h.String() != s {
		l.fail()
	}
	return h
}
