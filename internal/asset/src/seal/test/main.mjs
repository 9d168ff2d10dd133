// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// node main.js verify|make|make-small|self|measure < vectors.json
import { readFileSync } from "node:fs";
import { run } from "./run.ts";

process.stdout.write(await run(process.argv[2], readFileSync(0, "utf8")));
