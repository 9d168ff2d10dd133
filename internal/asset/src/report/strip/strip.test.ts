// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";

import { prepare } from "./clean.ts";
import { readExif } from "./exif.ts";
import { cleanJPEG } from "./jpeg.ts";
import * as p from "./pictures.ts";
import { cleanPNG } from "./png.ts";
import { type Cleaned, latin1, Unreadable } from "./removed.ts";
import { ofBlob, ofPieces } from "./source.ts";

type Clean = typeof cleanJPEG;

async function run(clean: Clean, bytes: Uint8Array): Promise<{ out: Uint8Array; removed: readonly string[]; cleaned: Cleaned }> {
  const source = ofBlob(new Blob([bytes as BlobPart]));
  const cleaned = await clean(source);
  const all = ofPieces(source, cleaned.pieces);
  return { out: await all.read(0, all.size), removed: cleaned.removed, cleaned };
}

const leaks = (bytes: Uint8Array): boolean => latin1(bytes).includes(p.secret.slice(0, 12));
const jpeg = (...hidden: readonly Uint8Array[]): Uint8Array => p.concat(p.soi, p.jfif, ...hidden, p.drawn, p.pixels, p.eoi);
const png = (...hidden: readonly Uint8Array[]): Uint8Array => p.concat(p.pngSignature, p.header, ...hidden, p.image, p.end);

test("a JPEG picture without anything beside it stays as it is", async () => {
  const { out, removed } = await run(cleanJPEG, jpeg());
  assert.deepEqual(out, jpeg());
  assert.deepEqual(removed, []);
});

test("what a JPEG picture tells is named and left out", async () => {
  const cases: [string, Uint8Array, string[]][] = [
    ["Exif", p.exifSegment(p.fullExif(1)), ["place", "time", "author", "camera", "serial", "software", "words", "settings", "thumbnail", "maker"]],
    ["a place alone", p.exifSegment(p.tiff([], [], [p.text(1)])), ["place"]],
    ["XMP", p.segment(0xe1, p.ascii("http://ns.adobe.com/xap/1.0/\0"), p.xmp), ["place", "author", "camera", "history"]],
    ["IPTC", p.segment(0xed, p.ascii("Photoshop 3.0\0" + p.secret)), ["words"]],
    ["a comment", p.segment(0xfe, p.ascii(p.secret)), ["words"]],
    ["a colour profile", p.segment(0xe2, p.ascii("ICC_PROFILE\0" + p.secret)), ["profile"]],
    ["other pictures", p.segment(0xe2, p.ascii("MPF\0" + p.secret)), ["pictures"]],
    ["content credentials", p.segment(0xeb, p.ascii("JP\0\x01" + p.secret)), ["history"]],
    ["a small copy", p.segment(0xe0, p.ascii("JFXX\0\x10" + p.secret)), ["thumbnail"]],
    ["what nobody knows", p.segment(0xe7, p.ascii(p.secret)), ["other"]],
  ];
  for (const [name, hidden, want] of cases) {
    const { out, removed } = await run(cleanJPEG, jpeg(hidden));
    assert.deepEqual(removed, want, name);
    assert.deepEqual(out, jpeg(), name);
  }
});

test("a picture behind the picture is left out", async () => {
  const { out, removed } = await run(cleanJPEG, p.concat(jpeg(), p.ascii(p.secret)));
  assert.deepEqual(removed, ["pictures"]);
  assert.deepEqual(out, jpeg());
});

test("how a picture is turned stays, and nothing else of Exif", async () => {
  for (const little of [true, false]) {
    for (let turned = 1; turned <= 8; turned++) {
      for (const [clean, bytes] of [
        [cleanJPEG, jpeg(p.exifSegment(p.fullExif(turned, little)))],
        [cleanPNG, png(p.pngChunk("eXIf", p.fullExif(turned, little)))],
      ] as const) {
        const { out } = await run(clean, bytes);
        const at = latin1(out).indexOf("MM\0*");
        assert.equal(at >= 0, turned !== 1);
        if (turned !== 1) assert.deepEqual(readExif(out.subarray(at, at + 26)), { found: [], orientation: turned });
        assert.equal(leaks(out), false);
        const again = await run(clean, out);
        assert.deepEqual(again.out, out);
        assert.deepEqual(again.removed, []);
      }
    }
  }
});

test("whatever hides in a JPEG picture, in any order, what is drawn stays and nothing else", async () => {
  const r = new p.Random(20231125);
  for (let round = 0; round < 400; round++) {
    const some = (): Uint8Array[] => Array.from({ length: r.below(4) }, () => p.hiding(r));
    const fill = new Uint8Array(r.below(3)).fill(0xff);
    const bytes = p.concat(p.soi, ...some(), p.drawn, ...some(), fill, p.pixels, ...some(), p.pixels, p.eoi, r.bytes(r.below(50)));
    const { out, removed } = await run(cleanJPEG, bytes);
    assert.equal(leaks(out), false, `round ${round}`);
    const kept = latin1(out);
    assert.ok(kept.startsWith("\xff\xd8") && kept.endsWith(latin1(p.concat(p.pixels, p.eoi))), `round ${round}`);
    assert.ok(kept.includes(latin1(p.drawn)), `round ${round}`);
    assert.deepEqual(await run(cleanJPEG, out).then((a) => [a.out, a.removed]), [out, []], `round ${round}: ${removed.join()}`);
  }
});

test("what a PNG picture tells is named and left out", async () => {
  const cases: [string, Uint8Array, string[]][] = [
    ["an author", p.pngChunk("tEXt", p.ascii("Author\0" + p.secret)), ["author"]],
    ["a time in words", p.pngChunk("tEXt", p.ascii("Creation Time\0" + p.secret)), ["time"]],
    ["a program", p.pngChunk("tEXt", p.ascii("Software\0" + p.secret)), ["software"]],
    ["a remark", p.pngChunk("zTXt", p.ascii("Comment\0\0" + p.secret)), ["words"]],
    ["XMP", p.pngChunk("iTXt", p.concat(p.ascii("XML:com.adobe.xmp\0\0\0\0\0"), p.xmp)), ["place", "author", "camera", "history"]],
    ["Exif", p.pngChunk("eXIf", p.tiff([p.text(0x0110)])), ["camera"]],
    ["a time", p.pngChunk("tIME", new Uint8Array(7)), ["time"]],
    ["the profile of a screen", p.pngChunk("iCCP", p.ascii("Color LCD\0\0" + p.secret)), ["profile"]],
    ["what nobody knows", p.pngChunk("prVt", p.ascii(p.secret)), ["other"]],
  ];
  for (const [name, hidden, want] of cases) {
    const { out, removed } = await run(cleanPNG, png(hidden));
    assert.deepEqual(removed, want, name);
    assert.deepEqual(out, png(), name);
  }
});

test("whatever hides in a PNG picture, the pixels stay and nothing else", async () => {
  const r = new p.Random(7);
  for (let round = 0; round < 400; round++) {
    const some = (): Uint8Array[] => Array.from({ length: r.below(4) }, () => p.hidingChunk(r));
    const bytes = p.concat(p.pngSignature, p.header, ...some(), p.image, ...some(), p.end, r.bytes(r.below(30)));
    const { out } = await run(cleanPNG, bytes);
    assert.equal(leaks(out), false, `round ${round}`);
    const at = latin1(out).indexOf("IDAT");
    assert.deepEqual(new Uint8Array(inflateSync(out.subarray(at + 4))), p.raw, `round ${round}`);
    assert.deepEqual(await run(cleanPNG, out).then((a) => [a.out, a.removed]), [out, []], `round ${round}`);
  }
});

test("broken files end in Unreadable or in a part of themselves, never otherwise", async () => {
  const r = new p.Random(42);
  const whole: [Clean, () => Uint8Array][] = [
    [cleanJPEG, () => jpeg(p.hiding(r), p.hiding(r))],
    [cleanPNG, () => png(p.hidingChunk(r), p.hidingChunk(r))],
  ];
  for (let round = 0; round < 3000; round++) {
    const [clean, make] = r.pick(whole);
    let bytes = make();
    for (let i = r.below(6); i > 0; i--) bytes[r.below(bytes.length)] = r.pick([0, 0xff, 0xd8, 0xda, 0xe1, r.below(256)]);
    if (r.below(3) === 0) bytes = bytes.slice(0, r.below(bytes.length));
    if (r.below(5) === 0) bytes = p.concat(bytes.slice(0, r.below(bytes.length)), r.bytes(r.below(40)), bytes);
    try {
      const { out, cleaned } = await run(clean, bytes);
      assert.ok(out.length <= bytes.length + 60, `round ${round}: it grew`);
      for (const piece of cleaned.pieces) {
        if (!(piece instanceof Uint8Array)) assert.ok(piece.from >= 0 && piece.from <= piece.to && piece.to <= bytes.length, `round ${round}`);
      }
      assert.deepEqual((await run(clean, out)).out, out, `round ${round}: not the same again`);
    } catch (e) {
      if (!(e instanceof Unreadable)) throw e;
    }
  }
});

test("reading Exif never fails", () => {
  const r = new p.Random(3);
  for (let round = 0; round < 5000; round++) {
    const bytes = p.fullExif(1 + r.below(8), r.below(2) === 0);
    for (let i = r.below(20); i > 0; i--) bytes[r.below(bytes.length)] = r.below(256);
    const { orientation } = readExif(bytes.slice(0, r.below(bytes.length + 1)));
    assert.ok(orientation >= 1 && orientation <= 8);
  }
  const loop = p.tiff([{ tag: 0x8769, type: 4, value: 8 }]);
  assert.deepEqual(readExif(loop), { found: [], orientation: 1 });
});

test("a large picture is read in windows and never held whole", async () => {
  const size = 40 * 1024 * 1024;
  const head = p.concat(p.soi, p.exifSegment(p.fullExif(6)), p.drawn, p.pixels);
  let most = 0;
  const source = {
    size: head.length + size + 2,
    read: async (from: number, to: number): Promise<Uint8Array> => {
      most = Math.max(most, to - from);
      const out = new Uint8Array(to - from).fill(0x11);
      if (from < head.length) out.set(head.subarray(from, Math.min(to, head.length)));
      for (let i = 0; i < 2; i++) if (from <= head.length + size + i && head.length + size + i < to) out[head.length + size + i - from] = p.eoi[i]!;
      return out;
    },
  };
  const cleaned = await cleanJPEG(source);
  const out = ofPieces(source, cleaned.pieces);
  assert.ok(most <= 256 * 1024, `${most} bytes at once`);
  assert.ok(out.size < source.size && out.size > size);
  assert.deepEqual(await out.read(out.size - 2, out.size), p.eoi);
  assert.deepEqual(await out.read(0, 2), p.soi);
});

test("a file is judged by what it is", async () => {
  const of = (bytes: Uint8Array, name: string, type = ""): Promise<unknown[]> =>
    prepare(new Blob([bytes as BlobPart], { type }), name).then((f) => [f.type, f.risk, [...f.removed]]);
  assert.deepEqual(await of(jpeg(p.segment(0xfe, p.ascii("x"))), "note.txt", "text/plain"), ["image/jpeg", undefined, ["words"]]);
  assert.deepEqual(await of(png(), "a.png", "image/png"), ["image/png", undefined, []]);
  assert.deepEqual(await of(p.ascii("no picture"), "a.jpg", "image/jpeg"), ["image/jpeg", "picture", []]);
  assert.deepEqual(await of(jpeg().slice(0, 40), "a.jpg", "image/jpeg"), ["image/jpeg", "picture", []]);
  assert.deepEqual(await of(p.ascii("%PDF-1.7"), "a.pdf", "application/pdf"), ["application/pdf", "document", []]);
  assert.deepEqual(await of(p.ascii("x"), "a.docx"), ["application/octet-stream", "document", []]);
  assert.deepEqual(await of(p.ascii("x"), "a.mp4", "video/mp4"), ["video/mp4", "recording", []]);
  assert.deepEqual(await of(p.ascii("x"), "a.eml", "message/rfc822"), ["message/rfc822", "mail", []]);
  assert.deepEqual(await of(p.ascii("x"), "a", "not a type"), ["application/octet-stream", "other", []]);
  assert.deepEqual(await of(new Uint8Array(0), "a.txt", "text/plain"), ["text/plain", "other", []]);
});
