// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Who handles a complaint: the members of its chamber with their chair, and the
// authority that concludes.

import type { Officer, Sitting } from "../complaint/api.ts";
import { field, make, part } from "../desk/dom.ts";
import { api } from "./api.ts";
import { awayOf } from "./awayview.ts";
import type { Case } from "./caseview.ts";

const seating = ["check-handler", "replace-decider"];

/** ChamberForm offers who can handle a complaint: nobody who sits here already, and nobody who was involved. */
export class ChamberForm {
  #members: Officer[] = [];
  #authorities: Officer[] = [];

  constructor(private readonly c: Case, private readonly root: HTMLElement, private readonly step: string) {}

  /** offer shows the choice, for a step that has one. */
  async offer(): Promise<void> {
    const { c, root, step } = this;
    const { page } = c.visit;
    part(root, "chamber", seating.includes(step));
    if (!seating.includes(step)) return;
    const panel = await api.panel(c.v.org);
    const free = (o: Officer): boolean => !c.v.barred.includes(o.person) && !c.v.seats.some((s) => s.sits && s.person === o.person && s.party !== "authority");
    this.#members = (panel.members ?? []).filter(free);
    this.#authorities = (panel.authorities ?? []).filter(free);
    const called = (o: Officer): string => (o.away?.length ? page.say("complaint.room.away_of", { name: o.name, when: awayOf(o.away, page.texts) }) : o.name);
    part(root, "has-members", c.v.advice === "with" && step === "check-handler" && this.#members.length > 0);
    part(root, "members").replaceChildren(choices("member", page.say("complaint.room.members"), this.#members, called));
    field<HTMLSelectElement>(root, "chair").replaceChildren(make("option", { value: "" }, page.say("complaint.room.no_chair")), ...this.#members.map((m) => make("option", { value: m.person }, m.name)));
    part(root, "authorities").replaceChildren(choices("authority", page.say("complaint.room.authorities"), this.#authorities, (o) => o.name));
  }

  /** seats gives who sits down with the step. */
  seats(): Sitting[] {
    const { c, root, step } = this;
    const chair = field<HTMLSelectElement>(root, "chair").value;
    const seat = (o: Officer, party: "member" | "authority"): Sitting => ({
      party, capacity: party === "member" && o.person === chair ? "chair" : "", person: o.person, at: o.at, recipient: o.recipient, verify: o.verify,
    });
    const chosen = (name: string, all: Officer[]): Officer[] => {
      const ticked = new Set([...root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)].map((b) => b.value));
      return all.filter((o) => ticked.has(o.person));
    };
    const sits = new Set(c.v.seats.filter((s) => s.sits).map((s) => s.person));
    return [
      ...chosen("member", this.#members).map((o) => seat(o, "member")),
      ...chosen("authority", this.#authorities).filter((o) => step === "replace-decider" || !sits.has(o.person)).map((o) => seat(o, "authority")),
    ];
  }
}

function choices(name: string, legend: string, all: Officer[], called: (o: Officer) => string): HTMLElement {
  return make("fieldset", { class: "baken-choices" }, make("legend", { class: "utrecht-form-label" }, legend),
    ...all.map((o) => make("div", { class: "baken-choice" },
      make("input", { type: "checkbox", name, value: o.person, id: `${name}-${o.person}`, class: "baken-choice__input" }), make("label", { for: `${name}-${o.person}` }, called(o)))));
}
