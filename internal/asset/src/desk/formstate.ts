// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What somebody filled in of a form, so that it can be kept and filled in again.
// Files can't be: a browser lets nobody fill those in.

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** State is what was filled in, by the id of its control; what is as the form began with it isn't in it. */
export type State = Record<string, string | boolean>;

const ticks = (c: Control): c is HTMLInputElement => c instanceof HTMLInputElement && (c.type === "checkbox" || c.type === "radio");

const controls = (root: ParentNode): Control[] => [...root.querySelectorAll<Control>("input[id], textarea[id], select[id]")].filter((c) => c.type !== "file");

function began(c: Control): string {
  return c instanceof HTMLSelectElement ? ([...c.options].find((o) => o.defaultSelected) ?? c.options[0])?.value ?? "" : c.defaultValue;
}

/** stateOf gives what was filled in. */
export function stateOf(root: ParentNode): State {
  const out: State = {};
  for (const c of controls(root)) {
    if (ticks(c) ? c.checked !== c.defaultChecked : c.value !== began(c)) out[c.id] = ticks(c) ? c.checked : c.value;
  }
  return out;
}

/** restore fills a form in again; what it hasn't any more is left out. */
export function restore(root: ParentNode, state: State): void {
  for (const c of controls(root)) {
    const was = state[c.id];
    if (ticks(c) && typeof was === "boolean") c.checked = was;
    else if (!ticks(c) && typeof was === "string") c.value = was;
  }
}

/** parseState reads what was kept; nothing of what can't be read. */
export function parseState(json: string): State {
  try {
    const raw = JSON.parse(json) as unknown;
    if (typeof raw !== "object" || raw === null) return {};
    return Object.fromEntries(Object.entries(raw).filter((e): e is [string, string | boolean] => typeof e[1] === "string" || typeof e[1] === "boolean"));
  } catch {
    return {};
  }
}
