// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import {
  CaseKey, classOf, Fault, fileName, openEpoch, openLetter, parseIdentity, parseManifest, parseReceipt, parseRecipient, parseVerifyKey,
  splitWords, suggest, unwrap, type VerifyKey,
} from "../index.ts";
import { base64 } from "@scure/base";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { VectorSet } from "./types.ts";

/** fault gives the code of what f throws; nothing when it throws nothing. */
export async function fault(f: () => unknown): Promise<{ code: string; position: number }> {
  try {
    await f();
    return { code: "", position: 0 };
  } catch (err) {
    if (!(err instanceof Fault)) throw err;
    return { code: err.code, position: Number(err.args["position"] ?? 0) };
  }
}

/** verify opens all of a set and tells what isn't as it says. */
export async function verify(set: VectorSet): Promise<string[]> {
  const wrong: string[] = [];
  const same = (what: string, got: unknown, want: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  };
  for (const v of set.classes) same(`class of ${v.size}`, classOf(v.size), v.class);
  for (const v of set.fileNames) same("file name", fileName(v.name), v.fit);
  for (const v of set.suggestions) same(v.word, suggest(v.word), v.nearest);
  for (const v of set.recipients) same(v.text.slice(0, 30), (await fault(() => parseRecipient(v.text))).code, v.code);
  for (const v of set.verifyKeys) same(v.text, (await fault(() => parseVerifyKey(v.text))).code, v.code);
  for (const v of set.badReceipts) same(v.typed, await fault(() => parseReceipt(v.typed)), { code: v.code, position: v.position });
  await verifyReceipts(set, same);
  await verifyKeyrings(set, same);
  await verifyLetters(set, same);
  const key = await verifyEpochs(set, same);
  await verifyMessages(set, key, same);
  for (const v of set.manifests) {
    const { code } = await fault(() => parseManifest(base64.decode(v.content)));
    same("manifest", code, v.code);
    if (!code) same("manifest", parseManifest(base64.decode(v.content)), { id: v.id, size: v.size, name: v.name, type: v.type });
  }
  return wrong;
}

type Same = (what: string, got: unknown, want: unknown) => void;

async function verifyReceipts(set: VectorSet, same: Same): Promise<void> {
  for (const v of set.receipts) {
    for (const typed of v.typed) {
      same(typed, splitWords(typed).join(" "), v.words);
      same(typed, parseReceipt(typed).export(), v.words);
    }
    const keys = await parseReceipt(v.words).stretch(v.site);
    same(v.words, [keys.lookup(), keys.identity.recipient, keys.signing.verifyKey], [v.lookup, v.recipient, v.verifyKey]);
  }
}

async function verifyKeyrings(set: VectorSet, same: Same): Promise<void> {
  for (const v of set.keyrings) {
    const { code } = await fault(() => unwrap(base64.decode(v.file), v.passphrase));
    same("keyring " + v.name, code, v.code);
    if (code) continue;
    const k = await unwrap(base64.decode(v.file), v.passphrase);
    const held = k.held.map((h) => ({
      organisation: h.case.organisation, case: h.case.id, epoch: h.epoch, identity: h.identity.export(),
    }));
    same("keyring " + v.name, [k.identity.export(), bytesToHex(k.signing.export()), held], [v.identity, v.signing, v.held]);
  }
}

async function verifyLetters(set: VectorSet, same: Same): Promise<void> {
  for (const v of set.letters) {
    const id = await parseIdentity(v.identity);
    const open = () => openLetter(base64.decode(v.file), id, { organisation: v.organisation, id: v.case }, v.purpose);
    const { code } = await fault(open);
    same("letter " + v.name, code, v.code);
    if (!code) same("letter " + v.name, base64.encode(await open()), v.content);
  }
}

/** verifyEpochs gives the key of the first epoch, which the messages and chunks are under. */
async function verifyEpochs(set: VectorSet, same: Same): Promise<CaseKey> {
  let first: CaseKey | undefined;
  for (const v of set.epochs) {
    const open = async () => openEpoch(base64.decode(v.file), await parseIdentity(v.identity), {
      case: { organisation: v.want.organisation, id: v.want.case }, number: v.want.epoch,
      makers: v.makers as VerifyKey[], granters: v.granters as VerifyKey[],
    });
    const { code } = await fault(open);
    same("epoch " + v.name, code, v.code);
    if (code) continue;
    const key = await open();
    first ??= key;
    same("epoch " + v.name, [key.epoch.readers, key.epoch.recipient, key.granter ?? ""], [v.readers, v.recipient, v.granter]);
  }
  return first!;
}

async function verifyMessages(set: VectorSet, key: CaseKey, same: Same): Promise<void> {
  for (const v of set.messages) {
    const want = { sequence: v.sequence, purpose: v.purpose, senders: v.senders as VerifyKey[], kinds: v.kinds };
    const { code } = await fault(() => key.open(base64.decode(v.file), want));
    same("message " + v.name, code, v.code);
    if (code) continue;
    const m = await key.open(base64.decode(v.file), want);
    same("message " + v.name, [m.kind, m.sender, base64.encode(m.content)], [v.kind, v.sender, v.content]);
  }
  for (const v of set.chunks) {
    const open = () => key.openChunk(base64.decode(v.file), { id: v.id, size: v.size }, v.index, v.senders as VerifyKey[]);
    const { code } = await fault(open);
    same("chunk " + v.name, code, v.code);
    if (!code) same("chunk " + v.name, base64.encode(await open()), v.data);
  }
}
