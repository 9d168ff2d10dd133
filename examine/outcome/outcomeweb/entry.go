// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/base/plan"
	"baken/examine/outcome"
	"baken/internal/web/component"
)

// uploadMost leaves room for a plan as a file, as text and as bytes.
const uploadMost = 6 * outcome.MostPlanBytes

// What can be wrong with what is sent.
var (
	errNothing = fault.New(fault.Invalid, "outcome.register.nothing")
	errBroken  = fault.New(fault.Invalid, "outcome.register.broken")
	errPublic  = fault.New(fault.Invalid, "outcome.register.public_needed")
)

// entry is what stands on the page on which a plan is registered.
type entry struct {
	raw       []byte // the plan, to the byte
	deviation outcome.Deviation
	public    string // "yes" once somebody has said that everyone may read it
	plan      *outcome.Plan
	answers   url.Values // that the plan was just made of; nil otherwise
	errs      component.Errors
}

func (e *entry) parse() error {
	read, err := outcome.ParsePlan(e.raw)
	if err == nil {
		e.plan = &read
	}
	return err
}

// fieldOf says which field a fault is about.
func fieldOf(err error, d outcome.Deviation) string {
	switch {
	case errors.Is(err, outcome.ErrReplaces):
		return "replaces"
	case errors.Is(err, outcome.ErrWhy) && strings.TrimSpace(d.Why.NL) != "":
		return "why_en"
	case errors.Is(err, outcome.ErrWhyLong) && utf8.RuneCountInString(d.Why.NL) <= outcome.MostWhy:
		return "why_en"
	case errors.Is(err, outcome.ErrWhy), errors.Is(err, outcome.ErrWhyLong):
		return "why_nl"
	default:
		return "plan"
	}
}

// typed reads what was sent: a file goes before what stands in the text. field is the one
// that err is about.
func typed(r *http.Request) (e entry, field string, err error) {
	file, err := upload(r)
	e.deviation = outcome.Deviation{
		Replaces: r.PostFormValue("replaces"), Why: disclose.Label{NL: r.PostFormValue("why_nl"), EN: r.PostFormValue("why_en")},
	}
	e.public = r.PostFormValue("public")
	e.raw = pasted(r.PostFormValue("plan"), r.PostFormValue("exact"))
	switch {
	case err != nil:
		return e, "file", err
	case len(file) > 0 && (!utf8.Valid(file) || bytes.IndexByte(file, 0) >= 0):
		return e, "file", plan.ErrText
	case len(file) > 0:
		e.raw = file
	case len(bytes.TrimSpace(e.raw)) == 0:
		return e, "plan", errNothing
	}
	return e, "", nil
}

// pasted gives the text of a form as a file would hold it. A browser writes the ends of
// lines in its own way and drops an empty first line, which would make another plan of a
// file that was sent before: where the text is still that file's, the file itself counts.
func pasted(typed, exact string) []byte {
	typed = strings.ReplaceAll(typed, "\r\n", "\n")
	if file, err := base64.StdEncoding.DecodeString(exact); err == nil && len(file) > 0 {
		shown := strings.ReplaceAll(string(file), "\r\n", "\n")
		if typed == shown || "\n"+typed == shown {
			return file
		}
	}
	return []byte(typed)
}

// upload gives the file that was sent; nothing where none was.
func upload(r *http.Request) ([]byte, error) {
	f, _, err := r.FormFile("file")
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, plan.ErrLarge.With("kb", outcome.MostPlanBytes>>10)
	case errors.Is(err, http.ErrMissingFile), errors.Is(err, http.ErrNotMultipart):
		return nil, nil
	case err != nil:
		return nil, errBroken
	}
	raw, err := io.ReadAll(io.LimitReader(f, outcome.MostPlanBytes+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, errBroken
	}
	return raw, nil
}
