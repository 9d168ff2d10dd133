// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"

	"baken/internal/text"
)

// TestQRDrawsEverySquare reads the picture back, square by square.
func TestQRDrawsEverySquare(t *testing.T) {
	const content = "otpauth://totp/Baken:robin@example.nl?issuer=Baken&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
	catalogue, err := text.Load()
	if err != nil {
		t.Fatal(err)
	}
	ui := &UI{Printer: catalogue.Printer(text.NL)}
	node, err := ui.QR(content, text.Data("label"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := node.Render(&out); err != nil {
		t.Fatal(err)
	}
	drawn := map[[2]int]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(out.String(), -1) {
		var x, y, wide, back int
		if _, err := fmt.Sscan(m[1], &x); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(m[2]+" "+m[3]+" "+m[4], &y, &wide, &back); err != nil || wide != back {
			t.Fatalf("a run that doesn't come back: %s", m[0])
		}
		for i := range wide {
			drawn[[2]int{x + i, y}] = true
		}
	}
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	size := code.Bounds().Dx()
	for y := range size {
		for x := range size {
			r, _, _, _ := code.At(x, y).RGBA()
			if at := [2]int{x + quiet, y + quiet}; drawn[at] != (r == 0) {
				t.Errorf("square %v is dark: %t", at, drawn[at])
			}
			delete(drawn, [2]int{x + quiet, y + quiet})
		}
	}
	if len(drawn) > 0 {
		t.Errorf("%d squares outside the code", len(drawn))
	}
	if !strings.Contains(out.String(), fmt.Sprintf(`viewBox="0 0 %d %d"`, size+2*quiet, size+2*quiet)) {
		t.Error("the white edge is missing")
	}
	if strings.Contains(out.String(), "style=") || strings.Contains(out.String(), "http") {
		t.Error("the picture has a style or an address, which the policy refuses")
	}
}
