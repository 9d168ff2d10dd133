// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What the tests of base/seal start in Node: "verify" tells what is wrong with
// the sets that it reads, "make" writes a fresh one, "self" tells what is wrong
// beside those, "measure" writes how long things take in milliseconds.
import { make } from "./make.ts";
import { measure } from "./measure.ts";
import type { VectorSet } from "./types.ts";
import { self } from "./self.ts";
import { verify } from "./verify.ts";

export async function run(what: string, input: string): Promise<string> {
  switch (what) {
    case "verify": {
      const wrong: string[] = [];
      for (const set of JSON.parse(input) as VectorSet[]) wrong.push(...(await verify(set)).map((w) => `made by ${set.maker}: ${w}`));
      return JSON.stringify(wrong);
    }
    case "make":
      return JSON.stringify(await make(true));
    case "make-small":
      return JSON.stringify(await make(false));
    case "self":
      return JSON.stringify(await self());
    case "measure":
      return JSON.stringify(await measure());
  }
  throw new Error("what is " + what);
}
