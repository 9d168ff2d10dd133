// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Letters and other documents, made in the browser of who may read them.

export { type About, type Block, titleOf } from "./block.ts";
export { blackOut, type Box, Unsafe } from "./blackout.ts";
export { letter, Missing } from "./fill.ts";
export { odt } from "./odt.ts";
export { print, sheet } from "./print.ts";
export { alike, type Cut, type Reason, reasons, redact } from "./redact.ts";
export type { Lang, Slot, Template } from "./template.ts";
