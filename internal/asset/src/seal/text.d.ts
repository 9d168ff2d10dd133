// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

declare module "*.txt" {
  const text: string;
  export default text;
}
