// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

/** Block is a piece of a document that is ready to be written or printed. */
export type Block =
  | { readonly kind: "title" | "heading" | "numbered" | "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly facts: readonly (readonly [string, string])[] };

/** About is what a document says of itself: nothing of who made it, when, or with what. */
export interface About {
  readonly lang: string;
  readonly title: string;
}

/** titleOf gives what a document is called. */
export function titleOf(blocks: readonly Block[]): string {
  for (const b of blocks) if (b.kind === "title") return b.text;
  return "";
}
