// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Bundles the styles, fonts and scripts into ../dist: names with a hash of
// the contents, compressed copies beside them, the licences of all that went
// in, and manifest.json, which the server reads.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = import.meta.dirname;
const dist = join(here, "..", "dist");

const types = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

// Each file in scripts/ is a page's script; most pages have none.
const scripts = existsSync(join(here, "scripts"))
  ? readdirSync(join(here, "scripts")).filter((f) => f.endsWith(".ts")).map((f) => join(here, "scripts", f))
  : [];

const result = await build({
  entryPoints: [join(here, "style.css"), ...scripts],
  outdir: dist,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  loader: { ".woff2": "file", ".txt": "text" },
  entryNames: "[name]",
  assetNames: "[name]-[hash]",
  legalComments: "none",
  absWorkingDir: here,
});

clear();
const manifest = {};
for (const file of result.outputFiles) keep(basename(file.path), Buffer.from(file.contents));
keep("favicon.svg", readFileSync(join(here, "favicon.svg")));
keep("NOTICES.txt", Buffer.from(notices(Object.keys(result.metafile.inputs))));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");

// clear empties the folder, but for the file that keeps it in the sources.
function clear() {
  mkdirSync(dist, { recursive: true });
  for (const f of readdirSync(dist)) if (f !== ".gitkeep") rmSync(join(dist, f), { recursive: true });
}

// keep writes a file under its hashed name, with compressed copies where
// these are smaller, and lists it.
function keep(name, contents) {
  const ext = extname(name);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  const file = ext === ".woff2" ? name : `${basename(name, ext)}-${hash}${ext}`;
  writeFileSync(join(dist, file), contents);
  const encodings = [];
  if (ext !== ".woff2") {
    const small = {
      br: brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      gzip: gzipSync(contents, { level: 9 }),
    };
    for (const [coding, suffix] of [["br", ".br"], ["gzip", ".gz"]]) {
      if (small[coding].length >= contents.length) continue;
      writeFileSync(join(dist, file + suffix), small[coding]);
      encodings.push(coding);
    }
  }
  const integrity = "sha384-" + createHash("sha384").update(contents).digest("base64");
  manifest[name] = { file, type: types[ext], integrity, encodings };
}

// notices gives the licence texts of the packages whose files went in.
function notices(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(join(here, found[1]));
  }
  const texts = new Map(); // the same text stands once, under all that it is for
  for (const dir of [...packages].sort()) {
    const about = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
    const licence = readdirSync(dir).filter((f) => /^(licen[cs]e|notice)/i.test(f)).sort();
    if (licence.length === 0) throw new Error(`${about.name} has no licence text in ${dirname(dir)}`);
    const text = licence.map((f) => readFileSync(join(dir, f), "utf8").trim()).join("\n\n");
    texts.set(text, [...(texts.get(text) ?? []), `${about.name} ${about.version} (${about.license})`]);
  }
  const line = "=".repeat(72);
  const parts = ["Baken's pages are made with the work of others. Each of these keeps its own licence.\n"];
  for (const [text, names] of texts) parts.push(`${line}\n${names.join("\n")}\n${line}\n\n${text}\n`);
  return parts.join("\n");
}
