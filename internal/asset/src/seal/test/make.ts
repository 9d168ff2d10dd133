// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import {
  CaseKey, chunkSize, classOf, encodeManifest, fileName, newAttachment, newEpoch, newIdentity, newKeyring, newReceipt,
  newSigningKey, parseReceipt, parseRecipient, parseVerifyKey, reseal, sealLetter, type SigningKey, suggest, type Keyring,
} from "../index.ts";
import { base64 } from "@scure/base";
import { bytesToHex } from "@noble/hashes/utils.js";
import { random, toBytes } from "../bytes.ts";
import { hashOf, sealChunk } from "../chunk.ts";
import { lockTo, unlock } from "../envelope.ts";
import { type Message, sealMessage } from "../message.ts";
import { pad, unpad } from "../pad.ts";
import { readersDigest } from "../readers.ts";
import type { VectorSet } from "./types.ts";
import { fault } from "./verify.ts";

const theCase = { organisation: "urn:nld:oin:00000001", id: "01hx7c9w2k" };
const where = { organisation: theCase.organisation, case: theCase.id, epoch: 1 };

/** make seals a fresh set, with whole chunks of a megabyte when large. */
export async function make(large: boolean): Promise<VectorSet> {
  const [member, reporter] = [await newKeyring(), await newKeyring()];
  const readers = [member.identity.recipient, reporter.identity.recipient];
  const { key, envelope } = await newEpoch(reporter.signing, theCase, 1, readers);
  const names = ["brief.pdf", "", "../x", ".a", "foto\u202egpj.exe", "é".repeat(200), "a\u0000b\\c", "\u{1f600}.png"];
  const typos = ["fietsn", "olifnat", "øliefant", "xxxxxxxx", "kaasje", "a".repeat(17)];
  return {
    maker: "ts",
    receipts: await makeReceipts(),
    badReceipts: await makeBadReceipts(),
    suggestions: typos.map((word) => ({ word, nearest: suggest(word) })),
    classes: Array.from({ length: 400 }, (_, i) => Math.floor(1.05 ** i)).map((size) => ({ size, class: classOf(size) })),
    fileNames: names.map((name) => ({ name, fit: fileName(name) })),
    recipients: await Promise.all(
      [readers[0]!, readers[0]!.toUpperCase(), "age1pq1qqqq", ""].map(async (text) => ({ text, ...(await codeOf(() => parseRecipient(text))) })),
    ),
    verifyKeys: await Promise.all(weak().map(async (text) => ({ text, ...(await codeOf(() => parseVerifyKey(text))) }))),
    keyrings: await makeKeyrings(member.hold(key)),
    epochs: await makeEpochs(member, reporter, key, envelope),
    messages: await makeMessages(key, reporter.signing, member.signing, large),
    chunks: await makeChunks(key, reporter.signing, member.signing, large),
    manifests: makeManifests(),
    letters: await makeLetters(member, reporter),
  };
}

const codeOf = async (f: () => unknown): Promise<{ code: string }> => ({ code: (await fault(f)).code });

const weak = (): string[] => [
  newSigningKey().verifyKey, "ed25519:" + "00".repeat(32), "ed25519:01" + "00".repeat(31), "ed25519:02" + "00".repeat(31),
  "ed25519:ec" + "ff".repeat(30) + "7f", "ed25519:ed" + "ff".repeat(30) + "7f", "ed25519:" + "ff".repeat(32), "ed25519:00", "",
  "ed25519:26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "ed25519:c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
];

async function makeReceipts(): Promise<VectorSet["receipts"]> {
  const receipt = newReceipt();
  const [words, site] = [receipt.export(), "meldpunt.example"];
  const keys = await receipt.stretch(site);
  const typed = [words, words.toUpperCase(), words.replaceAll(" ", " – "), words.replaceAll("e", "é"), words.replaceAll("ij", "ĳ") + "."];
  return [{ site, typed, words, lookup: keys.lookup(), recipient: keys.identity.recipient, verifyKey: keys.signing.verifyKey }];
}

async function makeBadReceipts(): Promise<VectorSet["badReceipts"]> {
  const words = newReceipt().words();
  const swapped = [words[1], words[0], ...words.slice(2)].join(" ");
  const out = ["", words.slice(1).join(" "), words.join(" ") + " fietsn", "a ".repeat(600), words.join(" ") + " " + words[0], swapped];
  return Promise.all(out.map(async (typed) => ({ typed, ...(await fault(() => parseReceipt(typed))) })));
}

async function makeKeyrings(k: Keyring): Promise<VectorSet["keyrings"]> {
  const passphrase = "één zin van meer woorden";
  const file = await k.wrap(passphrase, 10);
  const held = k.held.map((h) => ({ ...where, epoch: h.epoch, identity: h.identity.export() }));
  const about = { passphrase, identity: k.identity.export(), signing: bytesToHex(k.signing.export()), held };
  const bad = { ...about, identity: "", signing: "", held: [] };
  return [
    { ...about, name: "whole", file: base64.encode(file), code: "" },
    { ...about, name: "in parts", file: base64.encode(file), passphrase: passphrase.normalize("NFD"), code: "" },
    { ...bad, name: "passphrase", file: base64.encode(file), passphrase: "een andere zin", code: "seal.passphrase" },
    { ...bad, name: "no passphrase", file: base64.encode(file), passphrase: "", code: "seal.passphrase" },
    { ...bad, name: "flipped", file: base64.encode(flip(file, file.length - 1)), code: "seal.damaged" },
    { ...bad, name: "cut off", file: base64.encode(file.subarray(0, 100)), code: "seal.damaged" },
    { ...bad, name: "not one", file: base64.encode(toBytes("hallo")), code: "seal.format" },
  ];
}

async function makeEpochs(member: Keyring, reporter: Keyring, key: CaseKey, file: Uint8Array): Promise<VectorSet["epochs"]> {
  const [joined, stranger] = [await newIdentity(), newSigningKey()];
  const granted = await reseal(key, member.signing, [joined.recipient]);
  const good = {
    file: base64.encode(file), identity: member.identity.export(), want: where, makers: [reporter.signing.verifyKey as string],
    granters: [] as string[], readers: [...key.epoch.readers] as string[], recipient: key.epoch.recipient as string, granter: "", code: "",
  };
  const bad = { ...good, readers: [], recipient: "" };
  const resealed = { file: base64.encode(granted), identity: joined.export(), granters: [member.signing.verifyKey as string] };
  return [
    { ...good, name: "by a member" },
    { ...good, name: "by the reporter", identity: reporter.identity.export() },
    { ...good, ...resealed, name: "resealed", granter: member.signing.verifyKey },
    { ...bad, ...resealed, name: "granter", granters: [stranger.verifyKey], code: "seal.grant" },
    { ...bad, name: "organisation", want: { ...where, organisation: "x" }, code: "seal.organisation" },
    { ...bad, name: "case", want: { ...where, case: "x" }, code: "seal.case" },
    { ...bad, name: "epoch", want: { ...where, epoch: 2 }, code: "seal.epoch" },
    { ...bad, name: "maker", makers: [stranger.verifyKey], code: "seal.maker" },
    { ...bad, name: "key", identity: joined.export(), code: "seal.key" },
    { ...bad, name: "not named", identity: joined.export(), file: base64.encode(await passOn(file, member, joined.recipient)), code: "seal.recipients" },
    { ...bad, name: "flipped", file: base64.encode(flip(file, file.length - 9)), code: "seal.damaged" },
    { ...bad, name: "not signed", file: base64.encode(await passOn(file, member, member.identity.recipient, 60)), code: "seal.signature" },
  ];
}

/** passOn seals what an epoch's envelope holds to another, as it is or with one byte changed. */
async function passOn(file: Uint8Array, from: Keyring, to: Keyring["identity"]["recipient"], changed?: number): Promise<Uint8Array> {
  const plain = await unlock(file, from.identity);
  return lockTo(changed === undefined ? plain : flip(plain, changed), [to]);
}

function flip(b: Uint8Array, at: number): Uint8Array {
  const out = Uint8Array.from(b);
  out[at]! ^= 1;
  return out;
}

async function makeMessages(key: CaseKey, by: SigningKey, other: SigningKey, large: boolean): Promise<VectorSet["messages"]> {
  const place = { case: theCase, epoch: 1, recipients: readersDigest(key.epoch.recipient, key.epoch.readers), sender: by.verifyKey };
  const m: Message = { ...place, sequence: 7, purpose: "dialogue", kind: "report", content: toBytes("Wat er gebeurde 😀") };
  const file = await key.seal(by, m);
  const good = {
    sequence: 7, purpose: "dialogue", senders: [by.verifyKey as string], kinds: ["report"], code: "",
    kind: "report", sender: by.verifyKey as string, content: base64.encode(m.content), name: "whole", file: base64.encode(file),
  };
  const empty = { kind: "", sender: "", content: "" };
  const change = async (name: string, code: string, with_: Partial<Message>, signer = by) =>
    ({ ...good, ...empty, name, code, file: base64.encode(await sealMessage(key.identity, signer, { ...m, ...with_ })) });
  const raw = (name: string, code: string, b: Uint8Array) => ({ ...good, ...empty, name, code, file: base64.encode(b) });
  const plain = await unlock(file, key.identity);
  const lock = (b: Uint8Array) => lockTo(b, [key.identity.recipient]);
  const long = toBytes("x".repeat(100_000));
  return [
    good,
    ...(large ? [{ ...good, name: "long", content: base64.encode(long), file: base64.encode(await key.seal(by, { ...m, content: long })) }] : []),
    await change("organisation", "seal.organisation", { case: { ...theCase, organisation: "x" } }),
    await change("case", "seal.case", { case: { ...theCase, id: "x" } }),
    await change("epoch", "seal.epoch", { epoch: 2 }),
    await change("sequence", "seal.sequence", { sequence: 8 }),
    await change("purpose", "seal.purpose", { purpose: "index" }),
    await change("recipients", "seal.recipients", { recipients: new Uint8Array(32) }),
    await change("sender", "seal.sender", { sender: other.verifyKey }, other),
    await change("kind", "seal.kind", { kind: "answer" }),
    await change("signature", "seal.signature", {}, other),
    raw("key", "seal.key", await lockTo(plain, [(await newIdentity()).recipient])),
    raw("empty", "seal.format", new Uint8Array(0)),
    raw("intro", "seal.format", flip(file, 0)),
    raw("stanza", "seal.key", flip(file, 30)),
    raw("payload", "seal.damaged", flip(file, file.length - 100)),
    raw("cut off", "seal.damaged", file.subarray(0, file.length - 1)),
    raw("cut off in the head", "seal.damaged", file.subarray(0, 300)),
    raw("longer", "seal.damaged", Uint8Array.from([...file, 0])),
    raw("filling", "seal.padding", await lock(flip(plain, plain.length - 1))),
    raw("class", "seal.padding", await lock(pad(unpad(plain), 1024))),
    raw("no filling", "seal.padding", await lock(unpad(plain))),
    raw("short", "seal.format", await lock(pad(new Uint8Array(3), 512))),
    raw("domain", "seal.format", await lock(flip(plain, 10))),
  ];
}

async function makeChunks(key: CaseKey, by: SigningKey, other: SigningKey, large: boolean): Promise<VectorSet["chunks"]> {
  const [a, b] = [newAttachment(chunkSize + 5), newAttachment(chunkSize + 5)];
  const small = newAttachment(600);
  const data = random(5);
  const file = await key.sealChunk(by, a, 1, data);
  const good = {
    ...a, name: "last", index: 1, senders: [by.verifyKey as string], code: "", data: base64.encode(data), file: base64.encode(file),
  };
  const place = { case: theCase, epoch: 1, recipients: readersDigest(key.epoch.recipient, key.epoch.readers), sender: by.verifyKey };
  const bad = { ...good, data: "" };
  const raw = async (last: boolean, id = key.identity) => base64.encode(await sealChunk(id, by, { ...place, ...a, index: 1, last, hash: await hashOf(data) }, data));
  const out = [
    good,
    { ...bad, name: "other attachment", id: b.id, code: "seal.attachment" },
    { ...bad, name: "other size", size: a.size + 1, code: "seal.size" },
    { ...bad, name: "replayed", index: 0, code: "seal.chunk" },
    { ...bad, name: "not last", file: await raw(false), code: "seal.last" },
    { ...bad, name: "sender", senders: [other.verifyKey as string], code: "seal.sender" },
    { ...bad, name: "key", file: await raw(true, await newIdentity()), code: "seal.key" },
    { ...bad, name: "flipped", file: base64.encode(flip(file, file.length - 5)), code: "seal.damaged" },
    { ...good, ...small, name: "small", index: 0, data: base64.encode(new Uint8Array(600)), file: base64.encode(await key.sealChunk(by, small, 0, new Uint8Array(600))) },
  ];
  if (!large) return out;
  const whole = new Uint8Array(chunkSize).fill(7);
  return [...out, { ...good, name: "full", index: 0, data: base64.encode(whole), file: base64.encode(await key.sealChunk(by, a, 0, whole)) }];
}

function makeManifests(): VectorSet["manifests"] {
  const m = { ...newAttachment(12), name: "foto één.jpg", type: "image/jpeg" };
  const content = encodeManifest(m);
  const bad = { id: "", size: 0, name: "", type: "", code: "seal.format" };
  return [
    { ...m, content: base64.encode(content), code: "" },
    { ...bad, content: base64.encode(content.subarray(0, content.length - 1)) },
    { ...bad, content: base64.encode(flip(content, 10)) },
  ];
}

async function makeLetters(to: Keyring, other: Keyring): Promise<VectorSet["letters"]> {
  const content = toBytes("Bel mij na vijf uur 😀");
  const sealed = await sealLetter(to.identity.recipient, { case: theCase, purpose: "request", content });
  const plain = await unlock(sealed, to.identity);
  const [file, lock] = [base64.encode(sealed), async (b: Uint8Array, id = to) => base64.encode(await lockTo(b, [id.identity.recipient]))];
  const good = { name: "whole", file, identity: to.identity.export(), organisation: theCase.organisation, case: theCase.id, purpose: "request", code: "", content: base64.encode(content) };
  const bad = { ...good, content: "" };
  return [
    good,
    { ...bad, name: "organisation", organisation: "x", code: "seal.organisation" },
    { ...bad, name: "case", case: "x", code: "seal.case" },
    { ...bad, name: "purpose", purpose: "note", code: "seal.purpose" },
    { ...bad, name: "passed on", file: await lock(plain, other), identity: other.identity.export(), code: "seal.recipients" },
    { ...bad, name: "key", identity: other.identity.export(), code: "seal.key" },
    { ...bad, name: "flipped", file: base64.encode(flip(sealed, sealed.length - 9)), code: "seal.damaged" },
    { ...bad, name: "filling", file: await lock(flip(plain, plain.length - 1)), code: "seal.padding" },
    { ...bad, name: "no filling", file: await lock(unpad(plain)), code: "seal.padding" },
  ];
}
