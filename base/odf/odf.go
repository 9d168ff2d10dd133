// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package odf writes the container of OpenDocument files (OpenDocument 1.3, ISO/IEC 26300)
// and the XML that all of them share; packages ods and odt write what is in them.
//
// It promises that the same content gives the same bytes, and that a file says nothing of
// who made it, when, or with what.
package odf

import (
	"archive/zip"
	"encoding/xml"
	"hash/crc32"
	"io"
	"strings"
)

// Space begins the names of the standard's XML namespaces.
const Space = "urn:oasis:names:tc:opendocument:xmlns:"

const namespaces = ` xmlns:office="` + Space + `office:1.0" xmlns:style="` + Space + `style:1.0" xmlns:text="` + Space +
	`text:1.0" xmlns:table="` + Space + `table:1.0" xmlns:number="` + Space + `datastyle:1.0" xmlns:meta="` + Space +
	`meta:1.0" xmlns:fo="` + Space + `xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"`

// File is a document to be written. Styles and Content are the XML within
// office:document-styles and office:document-content.
type File struct {
	Kind     string // the media type of the document
	Title    string
	Language string // as in BCP 47
	Country  string // as in ISO 3166; may be empty
	Styles   string
	Content  string
}

// Write writes the file. Errors: those of the writer.
func Write(w io.Writer, f File) error {
	z := zip.NewWriter(w)
	// The kind stands first and bare, so that it can be told without unpacking (part 2, 3.3).
	if err := bare(z, "mimetype", f.Kind); err != nil {
		return err
	}
	for _, part := range []struct{ name, xml string }{
		{"META-INF/manifest.xml", f.manifest()},
		{"meta.xml", f.meta()},
		{"styles.xml", `<office:document-styles` + namespaces + `>` + f.Styles + `</office:document-styles>`},
		{"content.xml", `<office:document-content` + namespaces + `>` + f.Content + `</office:document-content>`},
	} {
		if err := packed(z, part.name, xml.Header+part.xml+"\n"); err != nil {
			return err
		}
	}
	return z.Close()
}

// bare writes a part as it is, with no descriptor after it, which the standard doesn't
// want there.
func bare(z *zip.Writer, name, content string) error {
	raw := []byte(content)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(raw),
		CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(raw)),
	})
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}

// packed writes a part without a time: when a file was made isn't in it.
func packed(z *zip.Writer, name, content string) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content)
	return err
}

func (f File) manifest() string {
	var out strings.Builder
	out.WriteString(`<manifest:manifest xmlns:manifest="` + Space + `manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.3"` + Attr("manifest:media-type", f.Kind) + `/>`)
	for _, name := range []string{"content.xml", "styles.xml", "meta.xml"} {
		out.WriteString(`<manifest:file-entry manifest:full-path="` + name + `" manifest:media-type="text/xml"/>`)
	}
	return out.String() + "</manifest:manifest>"
}

func (f File) meta() string {
	language := f.Language
	if f.Country != "" {
		language += "-" + f.Country
	}
	return `<office:document-meta` + namespaces + `><office:meta><dc:title>` + Escaped(f.Title) + `</dc:title><dc:language>` +
		Escaped(language) + `</dc:language></office:meta></office:document-meta>`
}
