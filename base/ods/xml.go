// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"encoding/xml"
	"strconv"

	"baken/base/odf"
)

const (
	officeSpace = odf.Space + "office:1.0"
	tableSpace  = odf.Space + "table:1.0"
	textSpace   = odf.Space + "text:1.0"
)

// decoder reads the elements of a file.
type decoder struct {
	*xml.Decoder
	limit *limit
	depth int
}

// mostDepth is how deep elements may lie in each other: tables lie some ten deep.
const mostDepth = 200

// token gives the next piece. Errors: ErrFormat, ErrLarge.
func (d *decoder) token() (xml.Token, error) {
	t, err := d.Token()
	if err != nil {
		if d.limit.over {
			return nil, ErrLarge.With("most", MostContent>>20)
		}
		return nil, ErrFormat
	}
	switch t.(type) {
	case xml.Directive: // a place to define entities; the standard has none
		return nil, ErrFormat
	case xml.StartElement:
		if d.depth++; d.depth > mostDepth {
			return nil, ErrFormat
		}
	case xml.EndElement:
		d.depth--
	}
	return t, nil
}

// next gives the next element within this one; nil at its end.
func (d *decoder) next() (*xml.StartElement, error) {
	for {
		t, err := d.token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			return &t, nil
		case xml.EndElement:
			return nil, nil
		}
	}
}

// into goes into the first element of that name, past others.
func (d *decoder) into(space, name string) error {
	for {
		start, err := d.next()
		switch {
		case err != nil:
			return err
		case start == nil:
			return ErrFormat
		case start.Name == (xml.Name{Space: space, Local: name}):
			return nil
		}
		if err := d.skip(); err != nil {
			return err
		}
	}
}

// skip goes past the end of the element that was begun.
func (d *decoder) skip() error {
	for to := d.depth - 1; d.depth > to; {
		if _, err := d.token(); err != nil {
			return err
		}
	}
	return nil
}

func attribute(e *xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// repeated gives how often an element counts: at least once, and up to most+1.
func repeated(e *xml.StartElement, name string, most int) (int, error) {
	said := attribute(e, tableSpace, name)
	if said == "" {
		return 1, nil
	}
	n, err := strconv.ParseUint(said, 10, 31)
	if err != nil || n == 0 {
		return 0, ErrFormat
	}
	return min(int(n), most+1), nil
}
