// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is counted of a report: what the reporter chose, unless an officer finds
// otherwise. It is sent without saying of which report.

import { api, type Classification, Refused } from "./api.ts";
import { part, submit } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import type { Session } from "./session.ts";
import { classify, tallyId } from "./tally.ts";

const names = { grounds: "tally-ground", conduct: "tally-conduct", sources: "tally-source" } as const;

/** TallyView is the part of a case's screen where it is counted. */
export class TallyView {
  #dossier: Dossier | null = null;
  #filled = ""; // the case whose codes stand in the form
  #sent = 0; // times

  constructor(private readonly session: Session, private readonly root: HTMLElement) {
    submit(root, "tally", () => session.guard(() => this.#send(true)));
  }

  show(dossier: Dossier): void {
    this.#dossier = dossier;
    const [id, found] = [tallyId(dossier), classify(dossier)];
    this.root.hidden = id === undefined || found === undefined;
    if (!id || !found) return;
    if (this.#filled !== dossier.case.case) {
      this.#filled = dossier.case.case;
      for (const kind of Object.keys(names) as (keyof Classification)[]) {
        for (const box of this.#boxes(kind)) box.checked = found[kind].includes(box.value);
      }
    }
    const sent = this.#sent;
    void this.session.guard(async () => {
      const counted = await api.counted(id);
      if (sent === this.#sent) this.#state(counted); // what was sent meanwhile is newer
    });
  }

  /** count sends what stands in the form, after a triage. */
  count(): Promise<void> {
    return this.#send(false);
  }

  /** close counts a case that ends and that nobody counted. */
  async close(): Promise<void> {
    const id = this.#dossier && tallyId(this.#dossier);
    if (id && !(await api.counted(id))) await this.#send(false);
  }

  async #send(told: boolean): Promise<void> {
    const id = this.#dossier && tallyId(this.#dossier);
    if (!id || this.root.hidden) return;
    const codes = (kind: keyof Classification) => this.#boxes(kind).filter((b) => b.checked).map((b) => b.value);
    try {
      this.#sent++;
      await api.tally(id, this.#dossier!.case.org, { grounds: codes("grounds"), conduct: codes("conduct"), sources: codes("sources") });
      this.#state(true);
      if (told) this.#tell(this.session.page.say("report.desk.tally.done"));
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      if (told || e.key !== "report.counted") this.#tell(e.message);
    }
  }

  #state(counted: boolean): void {
    part(this.root, "tally-state").textContent = this.session.page.say(counted ? "report.desk.tally.counted" : "report.desk.tally.not_yet");
  }

  #tell(text: string): void {
    part(this.root, "tally-said").textContent = text;
    this.session.page.speak(text);
  }

  #boxes(kind: keyof Classification): HTMLInputElement[] {
    return [...this.root.querySelectorAll<HTMLInputElement>(`input[name="${names[kind]}"]`)];
  }
}
