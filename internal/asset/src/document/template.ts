// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Letters before they are filled, as ground/document writes them.

export type Lang = "nl" | "en";

export type Words = Readonly<Record<Lang, string>>;

export type Kind = "title" | "heading" | "numbered" | "text" | "list";

export interface Slot {
  readonly field: string;
  readonly optional?: boolean; // it may be empty: parts that name it don't show then
  readonly name: Words;
  readonly example: Words;
}

export interface Part {
  readonly code: string;
  readonly kind: Kind;
  readonly name: Words;
  readonly fixed?: boolean;
  readonly articles?: readonly string[];
  readonly needs?: readonly string[];
  readonly when?: string; // it shows only when this field is filled
  readonly unless?: string; // it shows only when this one isn't
  readonly words: Words;
}

export interface Template {
  readonly id: string;
  readonly edition: string; // which a letter names
  readonly name: Words;
  readonly slots: readonly Slot[];
  readonly parts: readonly Part[];
}
