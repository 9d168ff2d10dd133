// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/report/reportapi for reporters, as its API.md has them.
// No cookie goes along: who asks is known by what the receipt gives alone.

import type { Removed } from "./strip/removed.ts";

export interface Keys {
  readonly recipient: string;
  readonly verify: string;
}

export interface Officer extends Keys {
  readonly id: string;
}

export interface Desk {
  readonly org: string;
  readonly site: string;
  readonly members: readonly Officer[];
  readonly independent: readonly Officer[];
}

export interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly chunks: number;
  readonly removed: readonly Removed[];
}

export interface Sealed {
  readonly seq: number;
  readonly epoch: number;
  readonly envelope: string;
}

export interface Kept extends Sealed {
  readonly from: string; // "reporter" or a member
  readonly at: string;
}

export interface EpochOf {
  readonly number: number;
  readonly recipient: string;
  readonly sealedKey: string;
  readonly recipients: readonly string[]; // short names of keys
  readonly madeBy: string;
}

export interface Case {
  readonly case: string;
  readonly org: string;
  readonly state: "new" | "acknowledged" | "answered" | "closed" | "withdrawn";
  readonly sealedBy: "browser" | "server";
  readonly submittedAt: string;
  readonly version: number;
  readonly reporter: Keys;
  readonly epochs: readonly EpochOf[];
  readonly messages: readonly Kept[];
  readonly attachments: readonly { readonly id: string; readonly chunks: number; readonly seq: number }[];
  readonly members: Readonly<Record<string, Keys & { readonly keys?: readonly Keys[] }>>;
  readonly handledBy: string; // the organisation whose desk handles it
  readonly tracks: readonly { readonly regime: string; readonly ended: string | null }[];
  readonly clocks?: readonly { readonly step: string; readonly due: string; readonly late: number }[];
  readonly nextSeq: number;
  readonly epoch: number;
  readonly notice?: { readonly on: boolean };
  readonly asks?: boolean; // how one was treated
  readonly kept?: { readonly until: string | null; readonly held: boolean; readonly effect: boolean; readonly backups: number };
}

export interface Filed {
  readonly proof: string;
  readonly version: number;
}

export interface Place {
  readonly nextSeq: number;
  readonly epoch: number;
}

/** Refused is an answer that says why not, in the reader's language. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly key: string,
    message: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}

/** Unreachable says that the server didn't answer, or not in a way that says anything. */
export class Unreachable extends Error {}

const root = "/report/api";

/** ask sends a request to an address below the root, and gives an answer that is well. */
export async function ask(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, at = root): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(at + path, {
      method,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      headers: { "Accept-Language": document.documentElement.lang, ...type(body) },
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => ({}))) as { key?: string; message?: string; args?: { next?: number; epoch?: number } };
  if (answer.status >= 500 || !said.key) throw new Unreachable(`status ${answer.status}`);
  const { next: nextSeq, epoch } = said.args ?? {};
  const place = nextSeq === undefined || epoch === undefined ? undefined : { nextSeq, epoch };
  throw new Refused(answer.status, said.key, said.message ?? "", place);
}

function type(body?: string | Uint8Array): Record<string, string> {
  if (body === undefined) return {};
  return { "Content-Type": typeof body === "string" ? "application/json" : "application/octet-stream" };
}

async function json<T>(method: string, path: string, body?: string): Promise<T> {
  const answer = await ask(method, path, body);
  try {
    return (await answer.json()) as T;
  } catch (cause) {
    throw new Unreachable("the answer broke off", { cause });
  }
}

export const api = {
  desk: (org: string) => json<Desk>("GET", `/desks/${encodeURIComponent(org)}`),
  put: async (upload: string, attachment: string, index: number, chunk: Uint8Array<ArrayBuffer>): Promise<void> => {
    await ask("PUT", `/uploads/${upload}/${attachment}/${index}`, chunk);
  },
  present: (upload: string) => json<{ attachments: Record<string, number[]> }>("GET", `/uploads/${upload}`),
  submit: (body: string) => json<Filed>("POST", "/cases", body),
  open: (lookup: string) => json<({ found: true } & Case) | { found: false }>("POST", "/open", JSON.stringify({ lookup })),
  say: (body: string) => json<Filed>("POST", "/messages", body),
  proof: (lookup: string, version: number) => json<{ proof: string }>("POST", "/proof", JSON.stringify({ lookup, version })),
  chunk: async (lookup: string, attachment: string, index: number): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await ask("POST", "/chunks", JSON.stringify({ lookup, attachment, index }));
    return new Uint8Array(await answer.arrayBuffer());
  },
};
