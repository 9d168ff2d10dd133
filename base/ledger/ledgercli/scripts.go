// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"

	"baken/base/ledger"
	"baken/internal/text"
)

// Scripts looks at the scripts that a page loads, as anyone's browser gets
// them, and whether the log lists each.
//
// It sees what is served to who asks. A server that shows one reader another
// page isn't caught by it, unless that reader asks.
type Scripts struct {
	Page   string // address of a page of the site
	Key    ledger.Key
	Client *http.Client
}

const (
	mostPage   = 4 << 20
	mostScript = 16 << 20
)

var (
	scriptTag = regexp.MustCompile(`(?is)<script\b([^>]*)>`)
	attribute = regexp.MustCompile(`(?is)\b(src|integrity)\s*=\s*"([^"]*)"`)
	hashed    = regexp.MustCompile(`-[0-9a-f]{12}(\.js)$`)
)

// Run says of each script that it is listed.
//
// Errors: ErrUnreachable, ErrScript, and those of ledger.DeskKeys.Verify.
func (s Scripts) Run(ctx context.Context, w io.Writer, p *text.Printer) error {
	page, err := url.Parse(s.Page)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	listed, err := s.listed(ctx, page)
	if err != nil {
		return err
	}
	html, err := fetch(ctx, s.Client, s.Page, mostPage)
	if err != nil {
		return err
	}
	out := &screen{w: w, p: p}
	tags := scriptTag.FindAllSubmatch(html, -1)
	for _, tag := range tags {
		name, hash, err := s.script(ctx, page, tag[1])
		if err != nil {
			return err
		}
		if !slices.Contains(listed[name], hash) {
			return ErrScript.With("name", text.Data(name), "hash", text.Data(hash))
		}
		out.line(text.With("ledger.scripts.listed", "name", text.Data(name), "hash", text.Data(hash)))
	}
	if len(tags) == 0 {
		out.line(text.Key("ledger.scripts.none"))
	}
	return out.err
}

// listed gives the hashes that the log lists, by script.
func (s Scripts) listed(ctx context.Context, page *url.URL) (map[string][]string, error) {
	raw, err := fetch(ctx, s.Client, page.ResolveReference(&url.URL{Path: "/ledger/keys", RawQuery: "desk=" + ledger.Scripts}).String(), mostPage)
	if err != nil {
		return nil, err
	}
	var keys ledger.DeskKeys
	if err := json.Unmarshal(raw, &keys); err != nil {
		return nil, errors.Join(ErrUnreachable, err)
	}
	return keys.Verify(ledger.Scripts, s.Key)
}

// script fetches a script and gives its name and hash. A page that doesn't
// state that very hash lets its browser take any other.
func (s Scripts) script(ctx context.Context, page *url.URL, tag []byte) (name, hash string, err error) {
	said := map[string]string{}
	for _, a := range attribute.FindAllSubmatch(tag, -1) {
		said[string(a[1])] = string(a[2])
	}
	src, err := page.Parse(said["src"])
	if err != nil || said["src"] == "" || src.Host != page.Host {
		return "", "", ErrScript.With("name", text.Data(said["src"]), "hash", text.Data(said["integrity"]))
	}
	content, err := fetch(ctx, s.Client, src.String(), mostScript)
	if err != nil {
		return "", "", err
	}
	sum := sha512.Sum384(content)
	name, hash = hashed.ReplaceAllString(path.Base(src.Path), "$1"), "sha384-"+base64.StdEncoding.EncodeToString(sum[:])
	if said["integrity"] != hash {
		return "", "", ErrScript.With("name", text.Data(name), "hash", text.Data(hash))
	}
	return name, hash, nil
}
