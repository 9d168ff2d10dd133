// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What base/seal does in Go, for the browser: the same envelopes under the same
// names. Go's package documentation says what it promises and what it refuses.
export { type Code, Fault } from "./errors.ts";
export { type Case } from "./name.ts";
export { Identity, identityFromSeed, newIdentity, parseIdentity, parseRecipient, type Recipient } from "./identity.ts";
export { newSigningKey, parseVerifyKey, SigningKey, signingKeyFromSeed, type VerifyKey } from "./sign.ts";
export { type Held, Keyring, leastPassphrase, newKeyring, rewrap, unwrap } from "./keyring.ts";
export { type Epoch, type EpochWant, newEpoch, openEpoch, reseal } from "./epoch.ts";
export { type Fingerprint, fingerprintOf } from "./readers.ts";
export { lockWith } from "./envelope.ts";
export { CaseKey } from "./casekey.ts";
export { type Draft, maxContent, type Message, type Want } from "./message.ts";
export { type Attachment, chunkSize, chunksOf, newAttachment } from "./chunk.ts";
export { encodeManifest, fileName, type Manifest, openAttachment, parseManifest, sealAttachment } from "./attachment.ts";
export { type Letter, openLetter, sealLetter } from "./letter.ts";
export { newReceipt, parseReceipt, Receipt, ReceiptKeys } from "./receipt.ts";
export { splitWords, suggest } from "./words.ts";
export { classOf } from "./pad.ts";
