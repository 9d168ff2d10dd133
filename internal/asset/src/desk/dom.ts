// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The few ways in which the desk's script touches the page. Screens stand in
// the page as templates; data come in as text, never as markup.

type Child = Node | string | null;

// Attributes of an element; false and null leave one out.
type Attributes = Record<string, string | number | boolean | null>;

/** make gives an element with its attributes and what stands in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((c) => c !== null));
  return element;
}

/** need finds an element that the page must have. */
export function need<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** screen takes a screen from its template. */
export function screen(name: string): HTMLElement {
  const template = need<HTMLTemplateElement>(document, `template#template-${name}`);
  const root = make("div", { "data-screen": name });
  root.append(template.content.cloneNode(true));
  return root;
}

/** part finds a piece of a screen, and shows or hides it when told to. */
export function part(root: ParentNode, name: string, shown?: boolean): HTMLElement {
  const found = need(root, `[data-part="${name}"]`);
  if (shown !== undefined) found.hidden = !shown;
  return found;
}

/** slot puts a text in its places. */
export function slot(root: ParentNode, name: string, text: string): void {
  for (const place of root.querySelectorAll(`[data-slot="${name}"]`)) place.textContent = text;
}

/** dress gives what stands in a slot its look. */
export function dress(root: ParentNode, name: string, look: string): void {
  for (const place of root.querySelectorAll(`[data-slot="${name}"]`)) place.classList.add(look);
}

/** field finds the control of a form's answer. */
export function field<T extends HTMLElement = HTMLInputElement>(root: ParentNode, name: string): T {
  return need<T>(root, `#${CSS.escape(name)}`);
}

/** dateOf reads a day from its three fields, as year-month-day; nothing when there is no such day. */
export function dateOf(root: ParentNode, name: string): string {
  const [day, month, year] = [name, `${name}-month`, `${name}-year`].map((n) => field(root, n).value.trim());
  const date = `${year!.padStart(4, "0")}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  const at = new Date(`${date}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : "";
}

/** hear calls back when the button of that name is pressed; it can't be pressed again until that is done. */
export function hear(root: ParentNode, name: string, then: () => unknown): HTMLButtonElement {
  const button = need<HTMLButtonElement>(root, `[data-do="${name}"]`);
  button.addEventListener("click", () => void busy(button, then));
  return button;
}

/** submit calls back when the form is sent, and keeps the browser from sending it. */
export function submit(root: ParentNode, name: string, then: () => unknown): HTMLFormElement {
  const form = need<HTMLFormElement>(root, `form[data-form="${name}"]`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void busy(need<HTMLButtonElement>(form, "button[type=submit]"), then);
  });
  return form;
}

// A button under way keeps the focus: it is told, not taken away.
async function busy(button: HTMLButtonElement, then: () => unknown): Promise<void> {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    await then();
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

/** fault says what is wrong with a field, beside it, or takes that away. */
export function fault(root: ParentNode, name: string, message: string | null): void {
  const control = field(root, name);
  const id = `${name}-error`;
  root.querySelector(`#${CSS.escape(id)}`)?.remove();
  const frame = control.closest(".utrecht-form-field");
  frame?.classList.toggle("utrecht-form-field--invalid", message !== null);
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((d) => d && d !== id);
  if (message !== null) {
    (control.closest(".baken-choice, .baken-date") ?? control).before(make("div", { class: "utrecht-form-field-error-message", id }, message));
    described.push(id);
  }
  set(control, "aria-invalid", message === null ? null : "true");
  set(control, "aria-describedby", described.join(" ") || null);
  if (message !== null) control.focus();
}

/** set gives an attribute, or takes it away. */
export function set(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** breathe lets the browser draw before what takes long. A window that isn't seen isn't drawn: it doesn't wait. */
export function breathe(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });
}
