// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The screens before what is sealed is unlocked: making keys, opening them, and
// making others.

import type { Keyring } from "../seal/index.ts";
import { type Me, Refused, SignedOut, Unreachable } from "./api.ts";
import { breathe, fault, field, hear, part, screen, submit } from "./dom.ts";
import type { Page } from "./page.ts";
import { open, renew, setUp } from "./ring.ts";
import type { Reason } from "./session.ts";
import { least, strength } from "./strength.ts";

/** Door is what these screens need of a visit that they lead into. */
export interface Door {
  readonly page: Page;
  readonly me: Pick<Me, "keyring">;
  readonly titles: { unlock: string; locked: string };
  /** What is unlocked; nothing while it is locked. */
  readonly open: object | null;
  enter(ring: Keyring): Promise<void>;
  lock(reason: Reason): Promise<void>;
}

/** lockScreen asks for the passphrase, or for a first one. */
export function lockScreen(session: Door, reason: Reason): void {
  if (session.me.keyring) unlockScreen(session, reason);
  else setUpScreen(session);
}

function setUpScreen(session: Door): void {
  const { page } = session;
  const root = screen("setup");
  askTwice(page, root);
  submit(root, "setup", async () => {
    const passphrase = takeTwice(page, root);
    if (passphrase === null) return;
    await working(session, root, "report.desk.setup.making", async () => {
      await session.enter(await setUp(passphrase));
    });
  });
  page.show(root, page.say("report.desk.setup.title"));
}

function unlockScreen(session: Door, reason: Reason): void {
  const { page } = session;
  const root = screen("unlock");
  part(root, "idle", reason === "idle");
  part(root, "ended", reason === "ended");
  part(root, "ask", reason !== "ended");
  hear(root, "sign-in", () => location.reload());
  hear(root, "forgot", () => renewScreen(session));
  submit(root, "unlock", () => unlock(session, session.me.keyring!, root));
  page.show(root, page.say(reason === "start" ? session.titles.unlock : session.titles.locked));
  if (reason !== "ended") field(root, "passphrase").focus();
}

async function unlock(session: Door, kept: NonNullable<Me["keyring"]>, root: HTMLElement): Promise<void> {
  const { page } = session;
  const control = field(root, "passphrase");
  if (!control.value) return fault(root, "passphrase", page.say("report.desk.unlock.missing"));
  fault(root, "passphrase", null);
  await working(session, root, "report.desk.unlock.opening", async () => {
    const opened = await open(kept, control.value);
    if (typeof opened === "string") return fault(root, "passphrase", page.say(`report.desk.unlock.${opened}`));
    control.value = "";
    await session.enter(opened.ring);
  });
}

function renewScreen(session: Door): void {
  const { page } = session;
  const root = screen("renew");
  askTwice(page, root);
  hear(root, "back", () => unlockScreen(session, "start"));
  submit(root, "renew", async () => {
    const passphrase = takeTwice(page, root);
    if (passphrase === null) return;
    await working(session, root, "report.desk.setup.making", async () => {
      await session.enter(await renew(passphrase));
    });
  });
  page.show(root, page.say("report.desk.renew.title"));
}

/** askTwice says, while somebody types a new passphrase, how good it is. */
export function askTwice(page: Page, root: ParentNode): void {
  const control = field(root, "new-passphrase");
  control.addEventListener("input", () => {
    const left = least - [...control.value.normalize("NFC")].length;
    const grade = strength(control.value);
    const text = control.value === "" ? "" : page.say(`report.desk.strength.${grade}`, grade === "short" ? { n: left } : {});
    part(root, "strength").textContent = text;
  });
}

/** takeTwice gives the passphrase that was typed twice, or says what is wrong. */
export function takeTwice(page: Page, root: ParentNode): string | null {
  const [first, again] = [field(root, "new-passphrase"), field(root, "same-passphrase")];
  const short = strength(first.value) === "short";
  const other = !short && first.value.normalize("NFC") !== again.value.normalize("NFC");
  fault(root, "same-passphrase", other ? page.say("report.desk.passphrase_other") : null);
  fault(root, "new-passphrase", short ? page.say("report.desk.passphrase_short", { n: least }) : null);
  return short || other ? null : first.value;
}

/** working says what takes long while it is done, and what went wrong when it didn't go. */
export async function working(session: Door, root: ParentNode, saying: string, what: () => Promise<void>): Promise<void> {
  const progress = part(root, "progress");
  progress.textContent = session.page.say(saying);
  await breathe();
  try {
    await what();
    progress.textContent = "";
  } catch (e) {
    if (!(e instanceof SignedOut)) progress.textContent = trouble(session.page, e);
    else if (session.open) await session.lock("ended");
    else location.reload();
  }
}

/** trouble says what went wrong with a call; what isn't a call's trouble goes on. */
export function trouble(page: Page, e: unknown): string {
  if (e instanceof Refused && e.message) return e.message;
  if (e instanceof Refused) return page.say("text.internal");
  if (e instanceof Unreachable) return page.say("report.desk.unreachable");
  throw e;
}
