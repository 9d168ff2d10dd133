// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The sealing library as one file, for pages that seal or open.
export * from "../seal/index.ts";
