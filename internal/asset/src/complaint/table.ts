// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Who reads which document, by edition of the procedure: the table of
// hear/complaint, which a test holds beside this one. It stands here too, so that
// a server can't talk a browser into sealing to somebody without a right to it.

import type { Party } from "./api.ts";

/** sights gives, by edition, the parties that read a document. */
export const sights: Record<string, Record<string, readonly Party[]>> = {
  "2026-1": {
    "acknowledgement": ["complainant", "secretary", "member", "authority"],
    "adjournment": ["complainant", "accused", "secretary", "member", "authority"],
    "complaint": ["complainant", "accused", "secretary", "member", "authority"],
    "completion": ["complainant", "secretary", "member", "authority"],
    "conclusion": ["complainant", "accused", "secretary", "member", "authority"],
    "confirmation": ["complainant", "accused", "secretary", "member", "authority"],
    "consent": ["complainant", "accused", "secretary", "member", "authority"],
    "copy": ["complainant", "accused", "secretary", "member", "authority"],
    "declining": ["complainant", "secretary", "member", "authority"],
    "deliberation": ["member"],
    "details": ["complainant", "secretary", "member", "authority"],
    "draft": ["secretary", "member"],
    "enclosure": ["complainant", "accused", "secretary", "member", "authority"],
    "findings": ["complainant", "accused", "secretary", "member", "authority"],
    "forwarding": ["complainant", "secretary", "member", "authority"],
    "hearing-report": ["complainant", "accused", "secretary", "member", "authority"],
    "invitation": ["complainant", "accused", "secretary", "member", "authority"],
    "redacted": ["complainant", "accused", "secretary", "member", "authority"],
    "waiver": ["complainant", "accused", "secretary", "member", "authority"]
  }
};
