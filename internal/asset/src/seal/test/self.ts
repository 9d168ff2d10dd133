// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import {
  chunkSize, Fault, newAttachment, newEpoch, newKeyring, newReceipt, openAttachment, parseIdentity, parseReceipt, rewrap, sealAttachment,
  signingKeyFromSeed, suggest, unwrap,
} from "../index.ts";
import { bytesToHex } from "@noble/hashes/utils.js";
import { equal, random } from "../bytes.ts";
import { concat } from "../encode.ts";
import { words } from "../words.ts";

/** self tries what the vectors don't reach, and tells what is wrong. */
export async function self(): Promise<string[]> {
  const wrong: string[] = [];
  const holds = (what: string, is: boolean): void => void (is || wrong.push(what));
  await files(holds);
  await keyrings(holds);
  receipts(holds);
  return wrong;
}

type Holds = (what: string, is: boolean) => void;

async function files(holds: Holds): Promise<void> {
  const k = await newKeyring();
  const { key } = await newEpoch(k.signing, { organisation: "org", id: "case" }, 1, [k.identity.recipient]);
  const data = new Uint8Array(2 * chunkSize + 5).fill(9);
  data.set(random(1000), chunkSize - 500);
  const [a, file] = [newAttachment(data.length), new Blob([data])];
  const chunks: Uint8Array[] = [];
  for await (const { index, envelope } of sealAttachment(key, k.signing, a, file)) {
    chunks[index] = envelope;
    if (index === 0) break; // the line breaks
  }
  for await (const { index, envelope } of sealAttachment(key, k.signing, a, file, 1)) chunks[index] = envelope;
  const open = async (chunks: Uint8Array[]) => {
    const parts: Uint8Array[] = [];
    for await (const p of openAttachment(key, a, [k.signing.verifyKey], async (i) => chunks[i] ?? new Uint8Array(0))) parts.push(p);
    return concat(...parts);
  };
  holds("an attachment in two goes", equal(await open(chunks), data));
  holds("chunks in another order", (await refused(() => open([chunks[1]!, chunks[0]!, chunks[2]!]))) === "seal.chunk");
  holds("a chunk that isn't there", (await refused(() => open(chunks.slice(0, 2)))) === "seal.format");
  const shorter = sealAttachment(key, k.signing, a, new Blob([data.subarray(1)]));
  holds("another file under the same name", (await refused(() => shorter.next())) === "seal.size");
}

async function keyrings(holds: Holds): Promise<void> {
  const k = await newKeyring();
  const next = await rewrap(await k.wrap("een zin van meer woorden", 4), "een zin van meer woorden", "een heel andere zin");
  const again = await unwrap(next, "een heel andere zin");
  holds("a keyring under another passphrase", again.identity.equal(k.identity) && again.signing.equal(k.signing));
  holds("the old passphrase", (await refused(() => unwrap(next, "een zin van meer woorden"))) === "seal.passphrase");
  holds("a short passphrase", (await refused(() => k.wrap("kort"))) === "seal.weak");
  holds("an identity is read", (await parseIdentity(k.identity.export())).equal(k.identity));
  holds("a signing key is read", signingKeyFromSeed(k.signing.export()).equal(k.signing));
  const { key } = await newEpoch(k.signing, { organisation: "org", id: "case" }, 1, [k.identity.recipient]);
  const printed = JSON.stringify([k, k.identity, k.signing, key, newReceipt()]) + String(k) + `${key} ${k.identity}`;
  holds("a secret prints", !printed.includes(k.identity.export()) && !printed.includes(bytesToHex(k.signing.export())));
  holds("secrets print as such", printed.startsWith('["[secret]","[secret]","[secret]","[secret]","[secret]"][secret][secret]'));
}

function receipts(holds: Holds): void {
  const r = newReceipt();
  holds("a receipt is read", parseReceipt(r.export().toUpperCase()).equal(r));
  holds("2,048 words", words.length === 2048 && suggest("olifnat") === "olifant");
}

async function refused(f: () => Promise<unknown>): Promise<string> {
  try {
    await f();
    return "";
  } catch (err) {
    return err instanceof Fault ? err.code : String(err);
  }
}
