// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What stands in a message, as content.go of hear/report has it. It was written
// by somebody else: it is read field by field, and only ever shown as text.

/** Manifest tells what an attachment is. */
export interface Manifest {
  id: string;
  name: string;
  type: string;
  size: number;
  chunks: number;
  removed: string[];
}

export type Content =
  | { kind: "report"; what: string; conduct: string[]; grounds: string[]; source: string; position: string; when: string; hope: string[]; attachments: Manifest[] }
  | { kind: "text"; text: string; attachments: Manifest[] }
  | { kind: "identity-request"; text: string }
  | { kind: "feedback"; text: string }
  | { kind: "action"; do: Do; number: number; text: string; who: string; until: string; months: number; result: Result | "" }
  | { kind: "identity-answer"; answer: "yes" | "no"; name: string; contact: string; text: string }
  | { kind: "correction"; text: string }
  | { kind: "withdrawal"; text: string };

/** Do is what a message says of an action: agreed, changed, done, not done after all, or seen whether it helped. */
const dos = ["plan", "move", "done", "drop", "check"] as const;
type Do = (typeof dos)[number];

const results = ["worked", "partly", "not"] as const;
type Result = (typeof results)[number];

type Fields = Record<string, unknown>;

/** readContent reads what was sealed under a kind; it throws a SyntaxError for what isn't that. */
export function readContent(kind: string, json: string): Content {
  const f = JSON.parse(json) as unknown;
  if (!isFields(f)) throw new SyntaxError("no object");
  switch (kind) {
    case "report":
      return {
        kind, what: text(f, "what"), conduct: list(f, "conduct"), grounds: list(f, "grounds"), source: text(f, "source"),
        position: text(f, "position"), when: text(f, "when"), hope: list(f, "hope"), attachments: manifests(f),
      };
    case "text":
      return { kind, text: text(f, "text"), attachments: manifests(f) };
    case "identity-answer": {
      const answer = text(f, "answer");
      if (answer !== "yes" && answer !== "no") throw new SyntaxError("no answer");
      return { kind, answer, name: text(f, "name"), contact: text(f, "contact"), text: text(f, "text") };
    }
    case "action":
      return {
        kind, do: one(dos, f, "do"), number: count(f, "number"), text: text(f, "text"), who: text(f, "who"), until: day(f, "until"),
        months: f["months"] === undefined ? 0 : count(f, "months"), result: f["result"] === undefined ? "" : one(results, f, "result"),
      };
    case "identity-request": case "feedback": case "correction": case "withdrawal":
      return { kind, text: text(f, "text") };
    default:
      throw new SyntaxError(`no kind ${kind}`);
  }
}

/** said gives the words of a message, for the index. */
export function said(c: Content): string {
  switch (c.kind) {
    case "report":
      return [c.what, c.when, ...c.attachments.map((a) => a.name)].join("\n");
    case "text":
      return [c.text, ...c.attachments.map((a) => a.name)].join("\n");
    case "identity-answer":
      return [c.name, c.contact, c.text].join("\n");
    case "action":
      return [c.who, c.text].join("\n");
    default:
      return c.text;
  }
}

function isFields(v: unknown): v is Fields {
  return typeof v === "object" && v !== null && !Array.isArray(v);
}

function text(f: Fields, name: string): string {
  const v = f[name] ?? "";
  if (typeof v !== "string") throw new SyntaxError(`${name} is no text`);
  return v;
}

function count(f: Fields, name: string): number {
  const v = f[name];
  if (typeof v !== "number" || !Number.isSafeInteger(v) || v < 0) throw new SyntaxError(`${name} is no number`);
  return v;
}

function one<T extends string>(all: readonly T[], f: Fields, name: string): T {
  const found = all.find((v) => v === f[name]);
  if (found === undefined) throw new SyntaxError(`no ${name}`);
  return found;
}

// day reads year-month-day, or nothing.
function day(f: Fields, name: string): string {
  const v = text(f, name);
  if (v !== "" && (!/^\d{4}-\d{2}-\d{2}$/.test(v) || Number.isNaN(Date.parse(v)))) throw new SyntaxError(`${name} is no day`);
  return v;
}

function list(f: Fields, name: string): string[] {
  const v = f[name] ?? [];
  if (!Array.isArray(v) || !v.every((x) => typeof x === "string")) throw new SyntaxError(`${name} is no list`);
  return v;
}

function manifests(f: Fields): Manifest[] {
  const v = f["attachments"] ?? [];
  if (!Array.isArray(v)) throw new SyntaxError("attachments are no list");
  return v.map((m: unknown) => {
    if (!isFields(m)) throw new SyntaxError("no attachment");
    return {
      id: text(m, "id"), name: text(m, "name"), type: text(m, "type"), size: count(m, "size"), chunks: count(m, "chunks"), removed: list(m, "removed"),
    };
  });
}
