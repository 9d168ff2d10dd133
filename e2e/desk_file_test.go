// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"testing"

	"baken/base/seal"
)

// picture gives a picture of two by two pixels.
func picture() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err) // a picture in memory can always be written
	}
	return b.Bytes()
}

// attach seals a file of the reporter and sends its chunks.
func (h *house) attach(t *testing.T, f filed, upload string, a seal.Attachment, content []byte) {
	t.Helper()
	err := f.epoch.SealAttachment(f.keys.Signing, a, bytes.NewReader(content), 0, func(index uint64, raw []byte) error {
		at := fmt.Sprintf("%s/report/api/uploads/%s/%s/%d", h.base, upload, a.ID, index)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, at, bytes.NewReader(raw))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/octet-stream")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusNoContent {
			return fmt.Errorf("chunk %d: %s", index, answer.Status)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
