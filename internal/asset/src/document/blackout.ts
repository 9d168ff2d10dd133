// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Blacking pieces of a picture out so that they are gone. The picture is drawn
// anew without them: nothing of the file itself is handed on, so neither are
// the words, places and small copies that a camera hides in it.

import type { Reason } from "./redact.ts";

/** Box is a piece of a picture as it is shown, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly reason: Reason;
}

/** Pixels are those of a picture, four bytes each, as a canvas gives them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Grain is how finely a type of picture keeps its pixels: in blocks of so many, beyond whose edge so many take colour from their neighbours. */
export interface Grain {
  readonly step: number;
  readonly edge: number;
}

/** PNG keeps each; JPEG keeps colour in blocks of up to 16 by 16, and readers soften their edges (ITU T.81, and libjpeg's upsampling). */
export const grains: Readonly<Record<string, Grain>> = { "image/png": { step: 1, edge: 0 }, "image/jpeg": { step: 16, edge: 2 } };

/** Unsafe says that this browser didn't draw what it was told to: some change pictures against being recognised. */
export class Unsafe extends Error {}

/** blackOut gives the picture anew, of the same type, without what is in the boxes. PNG and JPEG alone; of a moving picture the first one. */
export async function blackOut(file: Blob, boxes: readonly Box[]): Promise<Blob> {
  const grain = grains[file.type];
  if (!grain) throw new TypeError("neither PNG nor JPEG");
  const { canvas, context } = await drawn(file);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  cover(pixels, boxes, grain);
  context.putImageData(pixels, 0, 0);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, 0.92));
  if (made?.type !== file.type) throw new Unsafe("the picture can't be written");
  const again = await drawn(made);
  if (!covered(again.context.getImageData(0, 0, canvas.width, canvas.height), boxes, grain)) throw new Unsafe("what was written isn't black");
  return made;
}

// drawn shows a picture on a canvas, turned as its reader sees it.
async function drawn(file: Blob): Promise<{ canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Unsafe("the picture can't be drawn");
  context.drawImage(picture, 0, 0);
  picture.close();
  return { canvas, context };
}

/** cover makes the pixels black that a box touches at all, and with them the blocks that they are in; it throws a RangeError for a box that touches none. */
export function cover(pixels: Pixels, boxes: readonly Box[], grain: Grain): void {
  for (const box of boxes) {
    for (const at of touched(pixels, box, grain, 0)) pixels.data.set([0, 0, 0, 255], at);
  }
}

// Writing a JPEG rounds: black comes back as nearly black.
const nearly = 24;

/** covered tells whether all of that is black, but for edges and for what JPEG rounds. */
export function covered(pixels: Pixels, boxes: readonly Box[], grain: Grain): boolean {
  return boxes.every((box) => {
    for (const at of touched(pixels, box, grain, grain.edge)) {
      const [r, g, b, a] = pixels.data.subarray(at, at + 4);
      if (Math.max(r!, g!, b!) > nearly || a !== 255) return false;
    }
    return true;
  });
}

// touched gives where in the data the pixels stand of the blocks that a box
// touches, without an edge where there are neighbours.
function* touched(pixels: Pixels, box: Box, { step }: Grain, edge: number): Generator<number> {
  const down = (n: number): number => Math.max(0, Math.floor(n / step) * step);
  const up = (n: number, most: number): number => Math.min(most, Math.ceil(n / step) * step);
  const [left, right] = [down(box.x), up(box.x + box.width, pixels.width)];
  const [top, bottom] = [down(box.y), up(box.y + box.height, pixels.height)];
  if (!(box.width > 0 && box.height > 0 && left < right && top < bottom)) throw new RangeError("no such piece of the picture");
  const inner = (from: number, to: number, most: number): [number, number] => [from && from + edge, to === most ? to : to - edge];
  const [x0, x1] = inner(left, right, pixels.width);
  const [y0, y1] = inner(top, bottom, pixels.height);
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) yield 4 * (y * pixels.width + x);
}
