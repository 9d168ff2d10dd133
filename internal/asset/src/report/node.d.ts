// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What the tests use of Node.

declare module "node:test" {
  export function test(name: string, run: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  const assert: {
    ok(value: unknown, message?: string): asserts value;
    equal<T>(got: T, want: T, message?: string): void;
    deepEqual<T>(got: T, want: T, message?: string): void;
    rejects(run: Promise<unknown> | (() => Promise<unknown>), want?: RegExp | ((e: unknown) => boolean)): Promise<void>;
    throws(run: () => unknown, want?: RegExp | ((e: unknown) => boolean)): void;
  };
  export default assert;
}

declare module "node:zlib" {
  export function crc32(data: Uint8Array): number;
  export function deflateSync(data: Uint8Array): Uint8Array;
  export function inflateSync(data: Uint8Array): Uint8Array;
}
