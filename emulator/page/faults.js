import { act, call, onClick, onSubmit } from "./admin.js";
import { button, byId, make } from "./dom.js";

let shown = "";

export function startFaults() {
  onClick("clear-faults", "All faults are removed.", async () => {
    await call("DELETE", "faults");
    await refreshFaults();
  });
  onSubmit("add-fault", "The fault is added.", async (fields) => {
    await call("POST", "faults", ruleOf(fields));
    await refreshFaults();
  });
}

/** Shows all faults, and how many requests each has struck. */
export async function refreshFaults() {
  const { faults } = await call("GET", "faults");
  // Made anew only where something differs, so that a button keeps the focus.
  const now = JSON.stringify(faults);
  if (now === shown) return;
  shown = now;
  byId("fault-list").replaceChildren(...(faults.length === 0 ? [make("li", {}, "There are none.")] : faults.map(item)));
}

function item({ id, fault, method = "any method", path = "any path", skip, struck, times }) {
  const happens = JSON.stringify(fault);
  const text = `${method}, ${path}: ${happens}, after ${skip}, struck ${struck} of ${times === 0 ? "all" : times} `;
  const remove = () =>
    act(`${id} is removed.`, async () => {
      await call("DELETE", `faults/${id}`);
      await refreshFaults();
      byId("clear-faults").focus();
    });
  return make(
    "li",
    {},
    text,
    button("Remove", () => void remove(), { "aria-label": `Remove ${id}` }),
  );
}

function ruleOf(fields) {
  const number = Number(fields.get("number"));
  const kind = fields.get("kind");
  const fault = kind === "before" || kind === "after" ? { drop: kind } : { [kind]: number };
  const chosen = ["method", "path"].map((name) => [name, fields.get(name).trim()]).filter(([, text]) => text !== "");
  const counts = ["skip", "times"].map((name) => [name, Number(fields.get(name))]);
  return { ...Object.fromEntries([...chosen, ...counts]), fault };
}
