// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A desk that is unlocked: whose keys these are, which others he knows, and
// what is doubtful about them.

import { type Fingerprint, fingerprintOf, type Keyring } from "../seal/index.ts";
import { api, type Case, type DeskOf, type Me, type Member, Refused } from "./api.ts";
import type { Trust } from "./dossier.ts";
import { Drafts } from "./drafts.ts";
import { check, type Checkpoint, grew, type Log, LogFault, type Loss, type Losses, losses, openCheckpoint } from "./keylog.ts";
import { confirm, type Doubt, doubts, holder, type Logged, type Shown, signers, trusts } from "./known.ts";
import { type Memory, type Shelf, Stale, Vault } from "./vault.ts";

const logDelay = 1500; // milliseconds in which a change is in the log

const shelf: Shelf = {
  load: () => api.index(),
  keep: async (version, envelope) => {
    try {
      return (await api.keepIndex(version, envelope)).version;
    } catch (e) {
      throw e instanceof Refused && e.status === 409 ? new Stale() : e;
    }
  },
};

function memory(person: string): Memory {
  const name = `baken-vault:${person}`;
  return {
    get: () => Number(localStorage.getItem(name) ?? 0),
    set: (version) => localStorage.setItem(name, String(version)),
  };
}

/** Unlocked is the desk of who gave his passphrase. It is forgotten when he locks. */
export class Unlocked {
  me: Me;
  readonly ring: Keyring;
  readonly vault: Vault;
  readonly drafts: Drafts;
  readonly self: Shown;
  doubts: Doubt[] = [];
  readonly #believed = new WeakMap<Log, Logged[]>();
  logFault = false;
  losses: Loss[] = []; // what the log declares to have lost, looked at when there is an alarm
  #logs = new Map<string, Logged[]>();
  readonly #learned = new Map<string, readonly Member[]>(); // desks that one oversees, as far as their cases were opened
  #turn: Promise<void> = Promise.resolve();
  readonly #former = new Set<string>(); // desks whose case one took over: their keys opened what was before

  private constructor(me: Me, ring: Keyring, vault: Vault) {
    this.me = me;
    this.ring = ring;
    this.vault = vault;
    this.drafts = new Drafts(ring, me.person, sessionStorage);
    this.self = { id: me.person, name: me.name, recipient: ring.identity.recipient, verify: ring.signing.verifyKey };
  }

  /** enter asks who one is, with which colleagues, and opens one's own record. */
  static async enter(ring: Keyring): Promise<Unlocked> {
    const me = await api.me();
    const open = new Unlocked(me, ring, await Vault.open(ring, me.person, shelf, memory(me.person)));
    await open.look();
    for (let tries = 0; tries < 5 && open.doubts.some((d) => d.kind === "unlogged" || d.kind === "foreign"); tries++) {
      await new Promise((done) => setTimeout(done, logDelay)); // the log needs a moment for what is new
      await open.refresh();
    }
    return open;
  }

  /** refresh asks who is of the desk now, and looks again. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      this.me = await api.me();
      await this.#look();
    });
  }

  /** look compares what the server shows and the log holds with what is known. */
  look(): Promise<void> {
    return this.#inTurn(() => this.#look());
  }

  // inTurn lets one screen ask and look after another. While one asks, what
  // another finds is newer, and the answer to the first would seem to be of a log
  // that has shrunk.
  #inTurn(what: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(what);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #look(): Promise<void> {
    await this.#readLogs();
    const own = [...this.me.desks.map((d) => d.org), ...this.#learned.keys(), ...this.#former];
    const above = [...this.#logs].filter(([desk]) => !own.includes(desk)).flatMap(([, events]) => events);
    const overseen = [...this.#learned].flatMap(([org, members]) =>
      doubts({ org, independent: false, members, log: this.#logs.get(org) ?? null }, this.vault.known, this.self));
    this.doubts = overseen.concat(this.me.desks.flatMap((d) => [
      ...doubts({ org: d.org, independent: d.independent, members: d.members, log: this.#logs.get(d.org) ?? null }, this.vault.known, this.self),
      ...doubts({ org: d.org, independent: true, members: d.others, log: d.others.length > 0 ? above : null }, this.vault.known, this.self),
    ]));
  }

  /** meet takes notice of the desk of a case that one oversees. */
  async meet(c: Case): Promise<void> {
    if (c.handledBy !== c.org && !this.#logs.has(c.org)) {
      this.#former.add(c.org);
      await this.look();
    }
    if (this.desk(c.handledBy)) return;
    const above = new Set(this.me.desks.flatMap((d) => d.members.map((m) => m.id)));
    this.#learned.set(c.handledBy, [...c.desk, ...c.apart].filter((m) => !above.has(m.id)));
    await this.look();
  }

  async #readLogs(): Promise<void> {
    this.logFault = false;
    this.#logs = new Map();
    try {
      const logs = this.me.keyEvents.map((log) => ({ log, size: openCheckpoint(log.checkpoint, this.me.logKey).size }));
      logs.sort((a, b) => a.size - b.size); // each may have been read while the log grew
      for (const { log } of logs) this.#logs.set(log.desk, await this.#checked(log, log.desk));
      for (const org of new Set([...this.#learned.keys(), ...this.#former])) this.#logs.set(org, await this.#checked(await logOf(org), org));
      if (this.me.desks.some((d) => !this.#logs.has(d.org))) throw new LogFault("no log of a desk");
    } catch (e) {
      if (!(e instanceof LogFault)) throw e;
      this.logFault = true;
      this.#logs = new Map();
    }
    this.losses = this.logFault || this.vault.doubt === "older" || this.vault.doubt === "lost" ? await lossesOf(this.me.logKey) : [];
  }

  // A log that was believed when it came isn't held against what was read since:
  // that may be newer.
  async #checked(log: Log, desk: string): Promise<Logged[]> {
    const believed = this.#believed.get(log);
    if (believed) return believed;
    const { checkpoint, events } = check(log, desk, this.me.logKey);
    const before = this.vault.checkpoint;
    if (before && !await extended(before, checkpoint, this.me.logKey)) throw new LogFault("the log was changed");
    if (!before || checkpoint.size > before.size) this.vault.checkpoint = checkpoint;
    this.#believed.set(log, events);
    return events;
  }

  /** confirm takes a key as right, because a person said so. */
  async confirm(desk: string, shown: Shown): Promise<void> {
    this.vault.known = confirm(this.vault.known, desk, shown, Date.now());
    this.vault.changed();
    await this.look();
    await this.vault.keep();
  }

  /** gave notes that a member was given all that was before his present key. */
  async gave(member: string): Promise<void> {
    const to = this.#members().find((m) => m.id === member);
    if (!to) return;
    this.vault.given = [...new Set([...this.vault.given, to.recipient])];
    this.vault.changed();
    await this.vault.keep();
  }

  /** asks tells whether a member made new keys and wasn't given access since, as far as known here. */
  asks(m: Member): boolean {
    return m.renewed && m.id !== this.me.person && !this.vault.given.includes(m.recipient);
  }

  #members(): Member[] {
    return this.me.desks.flatMap((d) => [...d.members, ...d.others]);
  }

  /** unsafe tells whether the log speaks against sealing anything for a desk. */
  unsafe(org: string): boolean {
    return this.logFault || this.doubts.some((d) => d.desk.org === org && (d.kind === "unlogged" || d.kind === "foreign"));
  }

  trusts(shown: Shown): boolean {
    return trusts(this.vault.known, shown, this.self);
  }

  /** trust says whom to believe when a case is opened. */
  trust(): Trust {
    const logged = new Set([...this.#logs.values()].flat().map((e) => fingerprintOf(e.recipient)));
    const known = this.vault.known;
    return {
      self: this.me.person,
      verify: (member) => signers(known, member, this.self),
      granters: [this.self.verify, ...known.map((k) => k.verify)],
      owned: (key) => logged.has(key) || holder(known, key, this.self) !== null,
    };
  }

  /** desk gives one's own desk of an organisation. */
  desk(org: string): DeskOf | undefined {
    return this.me.desks.find((d) => d.org === org);
  }

  /**
   * today gives everybody whom a case must be sealed to now. The server says so
   * twice, with the desk and with the case; where these differ, both count, and
   * so the one that isn't known is seen. Who is excluded is left out: whom the
   * server leaves out so is shown with the case.
   */
  today(c: Case): Member[] {
    const desk = this.desk(c.handledBy);
    const out = new Set(c.excluded.map((e) => e.id));
    return unique([...c.desk, ...(desk ? [...desk.members, ...desk.others] : [])]).filter((m) => !out.has(m.id));
  }

  /** nameOf says what a member is called: as he was confirmed, else as the server says. */
  nameOf(id: string, c?: Case): string {
    const known = this.vault.known.filter((k) => k.member === id).at(-1)?.name;
    const shown = this.#members().find((m) => m.id === id)?.name;
    return known ?? shown ?? c?.members[id]?.name ?? "";
  }

  /** holderOf says whose key this is. */
  holderOf(key: Fingerprint, c: Case): string {
    const known = holder(this.vault.known, key, this.self);
    if (known) return known;
    const found = Object.entries(c.members).find(([, m]) => m.keys.some((k) => fingerprintOf(k.recipient) === key));
    return found ? this.nameOf(found[0], c) : "";
  }
}

function unique(all: readonly Member[]): Member[] {
  return [...new Map(all.map((one) => [`${one.id} ${one.recipient} ${one.verify}`, one])).values()];
}

// lossesOf fetches what the log declares to have lost. It explains an alarm and
// silences none: so without an answer there is none.
async function lossesOf(key: string): Promise<Loss[]> {
  try {
    const answer = await fetch("/ledger/losses", { cache: "no-store" });
    return answer.ok ? losses(await answer.json() as Losses, key) : [];
  } catch {
    return [];
  }
}

// logOf fetches what the log says about a desk that isn't one's own.
async function logOf(org: string): Promise<Log> {
  const answer = await fetch(`/ledger/keys?desk=${encodeURIComponent(org)}`, { cache: "no-store" });
  if (!answer.ok) throw new LogFault("no log of a desk");
  return (await answer.json()) as Log;
}

// extended tells whether a later checkpoint only adds to an earlier one. Both
// are asked for by size: a busy log grows between two questions.
async function extended(before: Checkpoint, now: Checkpoint, key: string): Promise<boolean> {
  if (before.size === now.size) return before.root === now.root;
  if (before.size > now.size) return false;
  const answer = await fetch(`/ledger/consistency?from=${before.size}&to=${now.size}`, { cache: "no-store" });
  if (!answer.ok) throw new LogFault("no extension");
  const [head, ...rest] = (await answer.text()).split("\n\n");
  const [old, ...proof] = head!.split("\n");
  const to = openCheckpoint(rest.join("\n\n"), key);
  if (old !== `old ${before.size}` || to.size !== now.size || to.root !== now.root) throw new LogFault("another extension");
  return grew(before, now, proof.filter((l) => l !== ""));
}
