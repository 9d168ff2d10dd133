// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"

	"baken/ground/identity"
	"baken/internal/web"
)

// keptBody is how much of a form is kept over a sign-in: as much as a page
// without files takes.
const keptBody = 1 << 20

// collect reads the fields of a form, and which files it had. The files
// themselves are not kept.
func collect(r *http.Request) (identity.Form, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return identity.Form{}, web.ErrForm
	}
	switch media {
	case "application/x-www-form-urlencoded":
		return collectURL(r.Body)
	case "multipart/form-data":
		return collectParts(multipart.NewReader(r.Body, params["boundary"]))
	}
	return identity.Form{}, web.ErrForm
}

func collectURL(body io.Reader) (identity.Form, error) {
	raw, err := readMost(body, keptBody)
	if err != nil {
		return identity.Form{}, err
	}
	fields, err := url.ParseQuery(string(raw))
	if err != nil {
		return identity.Form{}, web.ErrForm
	}
	return identity.Form{Fields: fields}, nil
}

func collectParts(parts *multipart.Reader) (identity.Form, error) {
	form, room := identity.Form{Fields: make(map[string][]string)}, keptBody
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		if err != nil {
			return identity.Form{}, web.FormFault(err)
		}
		name := part.FormName()
		_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if _, file := params["filename"]; file || err != nil {
			if name != "" && !slices.Contains(form.Files, name) {
				form.Files = append(form.Files, name)
			}
			room -= len(name)
			continue
		}
		raw, err := readMost(part, room-len(name))
		if err != nil {
			return identity.Form{}, err
		}
		room -= len(name) + len(raw)
		form.Fields[name] = append(form.Fields[name], string(raw))
	}
}

// readMost reads all of it, up to a limit.
func readMost(from io.Reader, most int) ([]byte, error) {
	if most < 0 {
		return nil, web.ErrTooLarge
	}
	raw, err := io.ReadAll(io.LimitReader(from, int64(most)+1))
	if err != nil {
		return nil, web.FormFault(err)
	}
	if len(raw) > most {
		return nil, web.ErrTooLarge
	}
	return raw, nil
}
