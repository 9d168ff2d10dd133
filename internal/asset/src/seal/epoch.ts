// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes } from "@noble/hashes/utils.js";
import { equal } from "./bytes.ts";
import { CaseKey } from "./casekey.ts";
import { Decoder, Encoder, formed, isNumber } from "./encode.ts";
import { lockTo, unlock } from "./envelope.ts";
import { need } from "./errors.ts";
import { Identity, newIdentity, type Recipient } from "./identity.ts";
import { type Case, checkCase } from "./name.ts";
import { type Fingerprint, fingerprintOf, readFingerprint, readReaders, sortReaders, writeReaders } from "./readers.ts";
import { bytesOf, type SigningKey, verify, type VerifyKey, verifyKeyFrom } from "./sign.ts";

/** Epoch is a time in which the readers of a case stay the same. */
export interface Epoch {
  readonly case: Case;
  readonly number: number; // from 1
  readonly recipient: Recipient; // the public key that this epoch's messages are sealed to
  readonly readers: readonly Fingerprint[]; // who got the secret key of it, ascending
  readonly maker: VerifyKey;
}

/** EpochWant is what the opener of an epoch's envelope expects. */
export interface EpochWant {
  case: Case;
  number: number;
  makers: readonly VerifyKey[];
  granters?: readonly VerifyKey[];
}

/** newEpoch starts an epoch with a fresh key, sealed to its readers. */
export async function newEpoch(
  by: SigningKey, c: Case, number: number, readers: readonly Recipient[],
): Promise<{ key: CaseKey; envelope: Uint8Array }> {
  checkCase(c);
  need(isNumber(number) && number >= 1, "seal.epoch");
  const { sorted, prints } = sortReaders(readers);
  const id = await newIdentity();
  const epoch: Epoch = { case: { ...c }, number, recipient: id.recipient, readers: prints, maker: by.verifyKey };
  const statement = writeEpoch(epoch);
  const key = new CaseKey(epoch, id, statement, by.sign(statement));
  return { key, envelope: await lockTo(writeCaseKey(key), sorted) };
}

/** reseal seals the key of an epoch to readers who weren't there at its start. */
export async function reseal(key: CaseKey, by: SigningKey, to: readonly Recipient[]): Promise<Uint8Array> {
  const { sorted, prints } = sortReaders(to);
  const e = new Encoder("baken/seal/grant/v2").field(sha256(key.statement));
  const grant = writeReaders(e, prints).field(bytesOf(by.verifyKey)).bytes();
  return lockTo(writeCaseKey(key, grant, by.sign(grant)), sorted);
}

/** openEpoch opens the envelope of an epoch and checks all that its maker signed. */
export async function openEpoch(raw: Uint8Array, id: Identity, want: EpochWant): Promise<CaseKey> {
  const { key, to } = await readCaseKey(await unlock(raw, id));
  const { epoch, granter } = key;
  need(epoch.case.organisation === want.case.organisation, "seal.organisation");
  need(epoch.case.id === want.case.id, "seal.case");
  need(epoch.number === want.number, "seal.epoch");
  need(want.makers.includes(epoch.maker), "seal.maker");
  need(granter === undefined || (want.granters ?? []).includes(granter), "seal.grant");
  need(to.includes(fingerprintOf(id.recipient)), "seal.recipients");
  return key;
}

const none = new Uint8Array(0);

function writeCaseKey(key: CaseKey, grant = none, signature: Uint8Array = none): Uint8Array {
  return new Encoder("baken/seal/casekey/v1")
    .field(key.identity.seed()).field(key.statement).field(key.signature).field(grant).field(signature).bytes();
}

function writeEpoch(e: Epoch): Uint8Array {
  const w = new Encoder("baken/seal/epoch/v2").text(e.case.organisation).text(e.case.id).number(e.number);
  w.field(hexToBytes(fingerprintOf(e.recipient)));
  return writeReaders(w, e.readers).field(bytesOf(e.maker)).bytes();
}

/** readEpoch reads a statement. It holds the fingerprint of the epoch's key only: who has the secret key has the public one. */
function readEpoch(b: Uint8Array): { stated: Omit<Epoch, "recipient">; own: Fingerprint } {
  const d = new Decoder(b, "baken/seal/epoch/v2");
  const c = { organisation: d.text(), id: d.text() };
  const [number, own] = [d.number(), readFingerprint(d)];
  const stated = { case: c, number, readers: readReaders(d), maker: verifyKeyFrom(d.fixed(32)) };
  d.done();
  checkCase(c);
  need(number >= 1, "seal.format");
  return { stated, own };
}

/** readCaseKey reads what an epoch's envelope holds and checks the signatures in it, not who signed. */
async function readCaseKey(plain: Uint8Array): Promise<{ key: CaseKey; to: readonly Fingerprint[] }> {
  const d = new Decoder(plain, "baken/seal/casekey/v1");
  const [seed, statement, signature, granted, grantSignature] = [d.fixed(32), d.field(), d.field(), d.field(), d.field()];
  d.done();
  need((granted.length === 0) === (grantSignature.length === 0), "seal.format");
  const { stated, own } = formed(() => readEpoch(statement));
  const id = await Identity.fromSeed(seed);
  need(verify(stated.maker, statement, signature) && fingerprintOf(id.recipient) === own, "seal.signature");
  const epoch: Epoch = { ...stated, recipient: id.recipient };
  if (granted.length === 0) return { key: new CaseKey(epoch, id, statement, signature), to: epoch.readers };

  const grant = formed(() => readGrant(granted));
  need(equal(grant.sum, sha256(statement)) && verify(grant.by, granted, grantSignature), "seal.signature");
  return { key: new CaseKey(epoch, id, statement, signature, grant.by), to: grant.to };
}

function readGrant(b: Uint8Array): { sum: Uint8Array; to: Fingerprint[]; by: VerifyKey } {
  const d = new Decoder(b, "baken/seal/grant/v2");
  const grant = { sum: d.fixed(32), to: readReaders(d), by: verifyKeyFrom(d.fixed(32)) };
  d.done();
  return grant;
}
