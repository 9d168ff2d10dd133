// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { compare, toBytes } from "./bytes.ts";
import type { CaseKey } from "./casekey.ts";
import { isNumber } from "./encode.ts";
import { lockWith, unlockWith } from "./envelope.ts";
import { Fault, need } from "./errors.ts";
import { Hidden, type Identity, newIdentity, parseIdentity } from "./identity.ts";
import { maxContent } from "./message.ts";
import { type Case, checkCase } from "./name.ts";
import { classOf } from "./pad.ts";
import { newSigningKey, SigningKey } from "./sign.ts";

/** leastPassphrase is the fewest characters of a passphrase. */
export const leastPassphrase = 12;

const workFactor = 17;

/** Held is the secret key of an epoch, kept in a keyring. */
export interface Held {
  case: Case;
  epoch: number;
  identity: Identity;
}

/** Keyring is what a person reads and signs with. Its file is an identity file for the age tool. */
export class Keyring extends Hidden {
  readonly identity: Identity;
  readonly signing: SigningKey;
  readonly held: readonly Held[]; // in order of case and epoch

  constructor(identity: Identity, signing: SigningKey, held: readonly Held[] = []) {
    super();
    this.identity = identity;
    this.signing = signing;
    this.held = held;
  }

  /** hold gives the keyring with the key of one more epoch. */
  hold(key: CaseKey): Keyring {
    const next: Held = { case: key.epoch.case, epoch: key.epoch.number, identity: key.identity };
    const others = this.held.filter((h) => order(h, next) !== 0);
    return new Keyring(this.identity, this.signing, [...others, next].sort(order));
  }

  /** wrap closes the keyring with a passphrase. It takes about a second on purpose. */
  async wrap(passphrase: string, factor = workFactor): Promise<Uint8Array> {
    const normal = passphrase.normalize("NFC");
    need([...normal].length >= leastPassphrase, "seal.weak", { least: leastPassphrase });
    return lockWith(toBytes(write(this)), normal, factor);
  }
}

export const newKeyring = async (): Promise<Keyring> => new Keyring(await newIdentity(), newSigningKey());

/** unwrap opens a keyring. */
export async function unwrap(raw: Uint8Array, passphrase: string): Promise<Keyring> {
  need(passphrase !== "", "seal.passphrase");
  return parse(await unlockWith(raw, passphrase.normalize("NFC")));
}

/** rewrap closes the keyring with another passphrase. The old file still opens with the old one. */
export async function rewrap(raw: Uint8Array, passphrase: string, next: string): Promise<Uint8Array> {
  return (await unwrap(raw, passphrase)).wrap(next);
}

const order = (a: Held, b: Held): number =>
  compare(a.case.organisation, b.case.organisation) || compare(a.case.id, b.case.id) || a.epoch - b.epoch;

function write(k: Keyring): string {
  let text = "# baken keyring 1\n" + k.identity.export() + "\n# signing " + bytesToHex(k.signing.export()) + "\n";
  k.held.forEach((h, i) => {
    checkCase(h.case);
    need(isNumber(h.epoch) && h.epoch >= 1 && (i === 0 || order(k.held[i - 1]!, h) < 0), "seal.epoch");
    text += `# case ${h.case.organisation} ${h.case.id} ${h.epoch}\n${h.identity.export()}\n`;
  });
  const size = classOf(text.length); // all of it is ASCII
  need(size <= maxContent, "seal.large", { most: maxContent });
  return text.padEnd(size, "\n");
}

/** parse takes what write wrote and nothing else: the keyring is written again and must be the same. */
async function parse(raw: Uint8Array): Promise<Keyring> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
    const lines = text.replace(/\n+$/, "").split("\n");
    const identity = await parseIdentity(lines[1] ?? "");
    const signing = new SigningKey(hexToBytes((lines[2] ?? "").replace("# signing ", "")));
    const held: Held[] = [];
    for (let i = 3; i < lines.length; i += 2) {
      const [, , organisation, id, epoch] = lines[i]!.split(" ");
      held.push({
        case: { organisation: organisation ?? "", id: id ?? "" }, epoch: Number(epoch), identity: await parseIdentity(lines[i + 1] ?? ""),
      });
    }
    const k = new Keyring(identity, signing, held);
    if (write(k) === text) return k;
  } catch {
    // told below
  }
  throw new Fault("seal.format");
}
