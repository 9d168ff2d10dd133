// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { newAttachment, newEpoch, newIdentity, newReceipt, newSigningKey, newKeyring } from "../index.ts";
import { chunkSize } from "../chunk.ts";

/** measure gives the median milliseconds of what a page waits for. */
export async function measure(): Promise<Record<string, number>> {
  const by = newSigningKey();
  const ids = [await newIdentity(), await newIdentity(), await newIdentity()];
  const c = { organisation: "org", id: "case" };
  const epoch = () => newEpoch(by, c, 1, ids.map((i) => i.recipient));
  const { key } = await epoch();
  const draft = { sequence: 1, purpose: "dialogue", kind: "report", content: new Uint8Array(4096) };
  const want = { sequence: 1, purpose: "dialogue", senders: [by.verifyKey], kinds: ["report"] };
  const raw = await key.seal(by, draft);
  const a = newAttachment(chunkSize);
  const data = new Uint8Array(chunkSize);
  const chunk = await key.sealChunk(by, a, 0, data);
  const [receipt, keyring] = [newReceipt(), await newKeyring()];
  return {
    "new epoch for 3 readers": await median(15, epoch),
    "seal 4 kB": await median(15, () => key.seal(by, draft)),
    "open 4 kB": await median(15, () => key.open(raw, want)),
    "seal a chunk of 1 MiB": await median(5, () => key.sealChunk(by, a, 0, data)),
    "open a chunk of 1 MiB": await median(5, () => key.openChunk(chunk, a, 0, [by.verifyKey])),
    "stretch a receipt": await median(3, () => receipt.stretch("site")),
    "wrap a keyring": await median(3, () => keyring.wrap("een zin van meer woorden")),
  };
}

async function median(times: number, f: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await f();
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
