// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Taking a whole report out: as a document to read, or as an archive that a
// passphrase closes and that the age tool opens. Both are made here: the server
// learns nothing of it.

import { type AsyncZippable, zip } from "fflate";
import { type Block, odt, titleOf } from "../document/index.ts";
import { fileName, lockWith } from "../seal/index.ts";
import { tell } from "./actions.ts";
import type { Action } from "./api.ts";
import type { Manifest } from "./content.ts";
import { facts, kindOf, who, words } from "./dialogue.ts";
import { field, hear, part, submit } from "./dom.ts";
import type { Dossier, Turn } from "./dossier.ts";
import { fetchFile, save } from "./files.ts";
import { askTwice, takeTwice, working } from "./keyview.ts";
import { reference } from "./listview.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const mostFiles = 200e6; // bytes of attachments in an archive: it is made in memory
const workFactor = 17; // of scrypt, as for a keyring

/** ExportView is the part of a case's screen where it is taken out. */
export class ExportView {
  #dossier: Dossier | null = null;

  constructor(private readonly session: Session, private readonly open: Unlocked, private readonly root: HTMLElement) {
    askTwice(session.page, root);
    hear(root, "export-odt", () => this.#document());
    submit(root, "export", () => this.#archive());
  }

  show(dossier: Dossier): void {
    this.#dossier = dossier;
    this.root.hidden = dossier.turns.length === 0;
  }

  #name(): string {
    return `${this.session.page.say("report.desk.export.file")}-${reference(this.#dossier!.case.case)}`;
  }

  #document(): void {
    const { page } = this.session;
    const bytes = this.#odt(this.#dossier!, []);
    save(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }), `${this.#name()}.odt`);
    part(this.root, "progress").textContent = page.say("report.desk.export.done_odt");
  }

  async #archive(): Promise<void> {
    const { page } = this.session;
    const passphrase = takeTwice(page, this.root);
    if (passphrase === null) return;
    let left: string[] = [];
    await working(this.session, this.root, "report.desk.export.making", async () => {
      const made = await this.#pack(this.#dossier!);
      left = made.left;
      const sealed = await lockWith(made.bytes, passphrase.normalize("NFC"), workFactor);
      save(new Blob([sealed as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }), `${this.#name()}.zip.age`);
      for (const name of ["new-passphrase", "same-passphrase"]) field(this.root, name).value = "";
      part(this.root, "strength").textContent = "";
    });
    const progress = part(this.root, "progress");
    if (progress.textContent) return;
    progress.textContent = left.length === 0 ? page.say("report.desk.export.done") : page.say("report.desk.export.left", { names: left.join(", ") });
  }

  // pack puts the document, the messages as data, and the attachments in one
  // archive. What doesn't fit is named in the document and told.
  async #pack(dossier: Dossier): Promise<{ bytes: Uint8Array; left: string[] }> {
    const entries: AsyncZippable = {};
    const left: string[] = [];
    let total = 0;
    for (const [turn, file] of attached(dossier)) {
      total += file.size;
      if (total > mostFiles) {
        left.push(fileName(file.name));
        continue;
      }
      const blob = await fetchFile(this.open, dossier, turn, file, "application/octet-stream", () => undefined);
      entries[`${turn.seq}-${file.id.slice(0, 6)}-${fileName(file.name)}`] = [new Uint8Array(await blob.arrayBuffer()), { level: 0 }];
    }
    const { case: id, org, submittedAt, state, actions } = dossier.case;
    const { turns, closed, alarms } = dossier;
    entries[`${this.#name()}.odt`] = this.#odt(dossier, left);
    entries["messages.json"] = new TextEncoder().encode(JSON.stringify({ case: id, org, submittedAt, state, actions, turns, unopened: { epochs: closed, alarms }, left }, null, 1));
    const bytes = await new Promise<Uint8Array>((done, failed) => zip(entries, { consume: true }, (e, data) => (e ? failed(e) : done(data))));
    return { bytes, left };
  }

  #odt(dossier: Dossier, left: readonly string[]): Uint8Array {
    const blocks = this.#blocks(dossier, left);
    return odt(blocks, { lang: this.session.page.lang, title: titleOf(blocks) });
  }

  #blocks(dossier: Dossier, left: readonly string[]): Block[] {
    const { page } = this.session;
    const { case: c, turns, closed, alarms } = dossier;
    const out: Block[] = [
      { kind: "title", text: page.say("report.desk.case.title", { ref: reference(c.case) }) },
      { kind: "facts", facts: [
        [page.say("report.desk.export.org"), c.name[page.lang]],
        [page.say("report.desk.export.state"), page.say(`report.desk.state.${c.state}`)],
        [page.say("report.desk.export.submitted"), page.texts.instant(Date.parse(c.submittedAt))],
        [page.say("report.desk.export.made"), page.texts.instant(Date.now())],
      ] },
    ];
    if (closed.length > 0 || alarms.length > 0) out.push({ kind: "text", text: page.say("report.desk.export.unopened") });
    if (left.length > 0) out.push({ kind: "text", text: page.say("report.desk.export.left", { names: left.join(", ") }) });
    for (const a of c.actions) out.push(...this.#action(dossier, a));
    for (const turn of turns) out.push(...this.#turn(dossier, turn));
    return out;
  }

  #action(dossier: Dossier, a: Action): Block[] {
    const told = tell(this.session.page, this.open, dossier, a);
    return [{ kind: "heading", text: told.title }, ...[told.about.join(" · "), told.state.text, ...told.checks.map((l) => l.text)].map((text): Block => ({ kind: "text", text }))];
  }

  #turn(dossier: Dossier, turn: Turn): Block[] {
    const { page } = this.session;
    const c = turn.content;
    const kind = kindOf(page, c);
    const sender = page.say(turn.sure ? "report.desk.case.verified" : "report.desk.case.unsure");
    const files = filesOf(turn).map((f): [string, string] => [page.say("report.desk.export.attachment"), `${fileName(f.name)} (${page.texts.size(f.size)})`]);
    return [
      { kind: "heading", text: `${turn.seq}. ${who(page, this.open, dossier, turn)}, ${page.texts.instant(turn.at)}${kind && ` · ${kind}`} (${sender})` },
      { kind: "text", text: words(page, c) },
      { kind: "facts", facts: [...facts(page, c), ...files] },
    ];
  }
}

function filesOf(turn: Turn): readonly Manifest[] {
  return "attachments" in turn.content ? turn.content.attachments : [];
}

function attached(dossier: Dossier): [Turn, Manifest][] {
  return dossier.turns.flatMap((turn) => filesOf(turn).map((file): [Turn, Manifest] => [turn, file]));
}
