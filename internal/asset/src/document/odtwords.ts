// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Text as OpenDocument writes it.

const office = "urn:oasis:names:tc:opendocument:xmlns:";

/** namespaces declares the names that the parts of a document use. */
export const namespaces = `xmlns:office="${office}office:1.0" xmlns:text="${office}text:1.0" xmlns:style="${office}style:1.0" ` +
  `xmlns:fo="${office}xsl-fo-compatible:1.0" xmlns:svg="${office}svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"`;

/** attribute writes text where no elements can stand; what XML 1.0 doesn't know is shown as unknown. */
export function attribute(text: string): string {
  return text
    .replace(/\p{Surrogate}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "\ufffd")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** words writes text so that all of it is read as text: spaces and ends of lines have elements of their own. */
export function words(text: string): string {
  return attribute(text)
    .replace(/\r\n?|\n/g, "<text:line-break/>").replace(/\t/g, "<text:tab/>")
    .replace(/ {2,}/g, (run) => ` <text:s text:c="${run.length - 1}"/>`);
}
