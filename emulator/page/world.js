import { act, call, onClick } from "./admin.js";
import { byId, make } from "./dom.js";

let shown = "";

export function startWorld() {
  onClick("default-world", "All switches have their defaults.", async () => {
    const names = Object.keys(await call("GET", "world"));
    show(await call("POST", "world", Object.fromEntries(names.map((name) => [name, null]))));
  });
}

export async function refreshWorld() {
  show(await call("GET", "world"));
}

function show(world) {
  // Made anew only where something differs, so that a field keeps the focus.
  const now = JSON.stringify(world);
  if (now === shown) return;
  shown = now;
  const focused = document.activeElement?.name;
  byId("switches").replaceChildren(...Object.entries(world).map(([name, about]) => field(name, about)));
  if (focused in world) byId("switches").querySelector(`[name="${focused}"]`).focus();
}

function field(name, { value, default: usual, values, meaning, where, evidence }) {
  const input = Array.isArray(values) ? choice(name, values, value) : number(name, values, value);
  input.setAttribute("aria-describedby", `about-${name}`);
  input.addEventListener("change", () => {
    void act(`${name} is ${input.value}.`, async () => {
      try {
        show(await call("POST", "world", { [name]: input.value }));
      } catch (error) {
        input.value = String(value);
        throw error;
      }
    });
  });
  const about = `${meaning}. ${where}. Default: ${usual}; ${evidence}.`.replaceAll("`", "");
  return make(
    "div",
    { class: value === usual ? "switch" : "switch changed" },
    make("label", {}, `${name} `, input),
    make("span", { id: `about-${name}`, class: "quiet" }, about),
  );
}

function choice(name, values, value) {
  const select = make("select", { name }, ...values.map((one) => make("option", { value: one }, one)));
  select.value = String(value);
  return select;
}

function number(name, { from, to }, value) {
  return make("input", { name, type: "number", min: from, max: to, value });
}
