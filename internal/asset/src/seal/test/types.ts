// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The shape of base/seal/testdata/vectors.json; bytes stand in it as base64.

export interface VectorKey {
  organisation: string;
  case: string;
  epoch: number;
}

export interface VectorSet {
  maker: string;
  receipts: { site: string; typed: string[]; words: string; lookup: string; recipient: string; verifyKey: string }[];
  badReceipts: { typed: string; code: string; position: number }[];
  suggestions: { word: string; nearest: string }[];
  classes: { size: number; class: number }[];
  fileNames: { name: string; fit: string }[];
  recipients: { text: string; code: string }[];
  verifyKeys: { text: string; code: string }[];
  keyrings: {
    name: string; file: string; passphrase: string; code: string;
    identity: string; signing: string; held: (VectorKey & { identity: string })[];
  }[];
  epochs: {
    name: string; file: string; identity: string; want: VectorKey; makers: string[]; granters: string[]; code: string;
    readers: string[]; recipient: string; granter: string;
  }[];
  messages: {
    name: string; file: string; sequence: number; purpose: string; senders: string[]; kinds: string[]; code: string;
    kind: string; sender: string; content: string;
  }[];
  chunks: { name: string; file: string; id: string; size: number; index: number; senders: string[]; code: string; data: string }[];
  letters: { name: string; file: string; identity: string; organisation: string; case: string; purpose: string; code: string; content: string }[];
  manifests: { content: string; code: string; id: string; size: number; name: string; type: string }[];
}
