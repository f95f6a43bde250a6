/** The element with an id. */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

/** An element. Its attributes and children are texts that stay texts, whatever is in them. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === "object" ? child : String(child))));
  return element;
}

/** A button that does something. */
export function button(text, act, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}

/** Any value as a text to read. */
export function readable(value) {
  if (typeof value === "string") return value;
  return JSON.stringify(value, null, 2);
}
