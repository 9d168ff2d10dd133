// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A picture of which parts are blacked out: dragged with a mouse or finger, or
// filled in as four numbers.

import type { Attached } from "../complaint/content.ts";
import { bytes } from "../desk/bytes.ts";
import { make } from "../desk/dom.ts";
import type { Page } from "../desk/page.ts";
import type { Box, Reason } from "../document/index.ts";

const sides = ["x", "y", "width", "height"] as const;

export class PictureForm {
  constructor(
    private readonly page: Page, private readonly file: Attached, private readonly n: number, private readonly boxes: readonly Box[],
    private readonly reason: () => Reason, private readonly change: (boxes: readonly Box[]) => Promise<void>,
  ) {}

  /** draw shows the picture, with what is black already. */
  async draw(): Promise<HTMLElement> {
    const { page } = this;
    let picture: ImageBitmap;
    try {
      picture = await createImageBitmap(new Blob([bytes(this.file.data)], { type: this.file.type }), { imageOrientation: "from-image" });
    } catch { // whoever wrote the paper may have put in it what is no picture at all
      return make("p", { class: "baken-p" }, page.say("complaint.room.picture_broken"));
    }
    const canvas = make("canvas", { class: "baken-picture", role: "img", "aria-label": page.say("complaint.room.picture", { name: this.file.name }) });
    canvas.width = picture.width;
    canvas.height = picture.height;
    const paint = (more: readonly Omit<Box, "reason">[] = []): void => {
      const context = canvas.getContext("2d");
      context?.drawImage(picture, 0, 0);
      for (const b of [...this.boxes, ...more]) context?.fillRect(b.x, b.y, b.width, b.height);
    };
    paint();
    this.#drag(canvas, paint);
    return make("div", {}, canvas, this.#listed(), this.#numbers(canvas));
  }

  // drag draws a box from where the pointer goes down to where it comes up.
  #drag(canvas: HTMLCanvasElement, paint: (more: readonly Omit<Box, "reason">[]) => void): void {
    let start: { x: number; y: number } | null = null;
    const at = (e: PointerEvent): { x: number; y: number } => {
      const frame = canvas.getBoundingClientRect();
      return { x: ((e.clientX - frame.left) * canvas.width) / frame.width, y: ((e.clientY - frame.top) * canvas.height) / frame.height };
    };
    const box = (e: PointerEvent): Omit<Box, "reason"> => {
      const end = at(e);
      return { x: Math.min(start!.x, end.x), y: Math.min(start!.y, end.y), width: Math.abs(end.x - start!.x), height: Math.abs(end.y - start!.y) };
    };
    canvas.addEventListener("pointerdown", (e) => {
      start = at(e);
      canvas.setPointerCapture(e.pointerId);
    });
    canvas.addEventListener("pointermove", (e) => start && paint([box(e)]));
    canvas.addEventListener("pointercancel", () => {
      start = null;
      paint([]);
    });
    canvas.addEventListener("pointerup", (e) => {
      if (!start) return;
      const one = box(e);
      start = null;
      if (one.width > 2 && one.height > 2) void this.change([...this.boxes, { ...one, reason: this.reason() }]);
      else paint([]);
    });
  }

  #listed(): HTMLElement {
    const { page } = this;
    return make("ul", { class: "baken-list" }, ...this.boxes.map((b, i) => {
      const button = make("button", { type: "button", class: "baken-quiet" }, page.say("complaint.room.picture_drop", { n: i + 1 }));
      button.addEventListener("click", () => void this.change(this.boxes.filter((other) => other !== b)));
      return make("li", {}, page.say("complaint.room.picture_box", { n: i + 1, why: page.say(`document.reason.${b.reason}`) }), " ", button);
    }));
  }

  // numbers is the same for who doesn't drag: four numbers, in hundredths of the picture.
  #numbers(canvas: HTMLCanvasElement): HTMLElement {
    const { page, n } = this;
    const fields = sides.map((side) => {
      const id = `box-${n}-${side}`;
      const input = make("input", { id, type: "number", min: 0, max: 100, class: "utrecht-textbox utrecht-textbox--html-input" });
      return { input, shown: make("div", { class: "utrecht-form-field" }, make("label", { class: "utrecht-form-label", for: id }, page.say(`complaint.room.picture_${side}`)), input) };
    });
    const button = make("button", { id: `box-${n}-do`, type: "button", class: "utrecht-button utrecht-button--secondary-action" }, page.say("complaint.room.picture_do"));
    const said = make("p", { class: "baken-small", role: "status" });
    button.addEventListener("click", () => {
      const [x, y, width, height] = fields.map(({ input }) => Number(input.value) / 100) as [number, number, number, number];
      if (!(width > 0 && height > 0 && x >= 0 && y >= 0 && x < 1 && y < 1)) {
        said.textContent = page.say("complaint.room.picture_none");
        return;
      }
      void this.change([...this.boxes, { x: x * canvas.width, y: y * canvas.height, width: width * canvas.width, height: height * canvas.height, reason: this.reason() }]);
    });
    return make("details", { class: "baken-details" }, make("summary", {}, page.say("complaint.room.picture_numbers")), ...fields.map((f) => f.shown), button, said);
  }
}
