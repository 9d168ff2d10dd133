// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentweb_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg"
	"image/png"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/document"
	"baken/internal/web/webtest"
)

// secret is what must not be left, wherever it hid.
const secret = "Jansen-52.0907-5.1214"

// documents opens a page and has it hold what makes documents.
func documents(t *testing.T) *webtest.Page {
	t.Helper()
	const sources = "../../../internal/asset/src/"
	script, err := exec.CommandContext(t.Context(), sources+"node_modules/.bin/esbuild", sources+"document/index.ts",
		"--bundle", "--format=iife", "--global-name=documents", "--target=es2022", "--log-level=error").Output()
	if err != nil {
		t.Fatalf("bundle what makes documents (run \"go generate ./internal/asset\" once): %v", err)
	}
	w := webtest.Open(t, build(t))
	w.Go("/desk/letters")
	webtest.Eval[bool](w, string(script)+"; globalThis.documents = documents; true")
	return w
}

// bytesOf gives bytes that an expression has as base64.
func bytesOf(w *webtest.Page, expression string) []byte {
	return webtest.Eval[struct{ File []byte }](w, "({ File: "+expression+" })").File
}

// TestTheReasonsAreTheCores: the browser knows the same reasons.
func TestTheReasonsAreTheCores(t *testing.T) {
	got := webtest.Eval[[]document.Reason](documents(t), "documents.reasons")
	if diff := cmp.Diff(document.Reasons(), got); diff != "" {
		t.Error(diff)
	}
}

// TestRedactedTextIsGone takes a name out of a text in a browser, makes a
// document of it, and looks for the name in every part.
func TestRedactedTextIsGone(t *testing.T) {
	odt := bytesOf(documents(t), fmt.Sprintf(`(() => {
		const text = "Gesproken met %[1]s.\n\n%[1]s zei dat het klopt.";
		const cuts = documents.alike(text, "%[1]s", "bystander");
		const done = documents.redact(text, cuts, (why) => "[weggelakt: " + why.join(", ") + "]");
		return btoa(String.fromCharCode(...documents.odt([{ kind: "text", text: done.text }], { lang: "nl", title: "Verslag" })));
	})()`, secret))
	z, err := zip.NewReader(bytes.NewReader(odt), int64(len(odt)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(all.String(), "Jansen") || strings.Count(all.String(), "[weggelakt: bystander]") != 2 {
		t.Errorf("got %s", all.String())
	}
}

// photo draws a page with stripes where a name would stand, and hides the secret
// in the file where cameras and programs write.
func photo(t *testing.T) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, 120, 80))
	for y := range 80 {
		for x := range 120 {
			c := color.NRGBA{250, 240, 230, 255}
			if inside(x, y) && (x/2+y/2)%2 == 0 {
				c = color.NRGBA{220, 30, 40, 255}
			}
			p.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func inside(x, y int) bool { return x >= 33 && x < 71 && y >= 21 && y < 47 }

// TestBlackedOutPixelsAreGone reads back what a browser made of a picture: of
// both types, with the secret beside the pixels and in them.
func TestBlackedOutPixelsAreGone(t *testing.T) {
	w := documents(t)
	in, err := json.Marshal(photo(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"png", "jpeg"} {
		webtest.Eval[bool](w, fmt.Sprintf(`(async () => {
			const raw = Uint8Array.from(atob(%s), (c) => c.charCodeAt(0));
			const picture = await createImageBitmap(new Blob([raw], { type: "image/png" }));
			const canvas = new OffscreenCanvas(120, 80);
			canvas.getContext("2d").drawImage(picture, 0, 0);
			let file = new Uint8Array(await (await canvas.convertToBlob({ type: "image/%[2]s", quality: 0.95 })).arrayBuffer());
			const hidden = [...%[3]q].map((c) => c.charCodeAt(0));
			if ("%[2]s" === "jpeg") file = Uint8Array.from([...file.slice(0, 2), 0xff, 0xfe, 0, hidden.length + 2, ...hidden, ...file.slice(2)]);
			else file = Uint8Array.from([...file, ...hidden]);
			globalThis.before = btoa(String.fromCharCode(...file));
			const made = await documents.blackOut(new Blob([file], { type: "image/%[2]s" }), [{ x: 33, y: 21, width: 38, height: 26, reason: "private" }]);
			globalThis.after = btoa(String.fromCharCode(...new Uint8Array(await made.arrayBuffer())));
		})().catch((e) => { globalThis.after = ""; throw e }), true`, in, kind, secret))
		w.Await("globalThis.after !== undefined")
		before, after := bytesOf(w, "before"), bytesOf(w, "after")
		webtest.Eval[bool](w, "delete globalThis.after")
		if !bytes.Contains(before, []byte(secret)) || bytes.Contains(after, []byte("Jansen")) {
			t.Errorf("%s: the secret was there: %v", kind, bytes.Contains(before, []byte(secret)))
		}
		blacked(t, kind, after)
	}
}

// blacked looks at each pixel: black in the box, and as it was beside it.
func blacked(t *testing.T, kind string, file []byte) {
	t.Helper()
	p, format, err := image.Decode(bytes.NewReader(file))
	if err != nil || format != kind || p.Bounds() != image.Rect(0, 0, 120, 80) {
		t.Fatalf("%s: got %s, %v", kind, format, err)
	}
	for y := range 80 {
		for x := range 120 {
			r, g, b, _ := p.At(x, y).RGBA()
			dark, light := max(r, g, b)>>8 <= 24, min(r, g, b)>>8 >= 200
			if inside(x, y) && !dark {
				t.Fatalf("%s: at %d, %d there is %d %d %d", kind, x, y, r>>8, g>>8, b>>8)
			}
			if (x < 24 || x > 88 || y < 8 || y > 56) && !light {
				t.Fatalf("%s: at %d, %d the picture isn't as it was: %d %d %d", kind, x, y, r>>8, g>>8, b>>8)
			}
		}
	}
}
