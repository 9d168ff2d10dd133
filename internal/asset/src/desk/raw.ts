// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How what somebody else wrote is read: nothing of it is taken for what it should
// be before that was looked at, and what isn't so is empty.

export type Raw = Record<string, unknown>;

const mostListed = 50;

export function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

export const object = (v: unknown): Raw => (typeof v === "object" && v !== null ? (v as Raw) : {});
export const list = (v: unknown): unknown[] => (Array.isArray(v) ? v.slice(0, mostListed) : []);
export const text = (v: unknown): string => (typeof v === "string" ? v : "");
export const date = (v: unknown): string => (/^\d{4}-\d\d-\d\d$/.test(text(v)) ? text(v) : "");
