import { call } from "./admin.js";
import { button, byId, make, readable } from "./dom.js";
import { historyOf, matches, objectsOf } from "./objects.js";

/** More rows than anybody reads; a search finds the others. */
const mostRows = 200;

let state;
let objects = [];

/** Asks for the state, and shows it. */
export async function refreshStored() {
  state = await call("GET", "state");
  objects = objectsOf(state);
  showServices();
  showObjects();
}

/** Shows what the search asks for as it is typed. */
export function startStored() {
  byId("search").addEventListener("input", showObjects);
  byId("search").addEventListener("submit", (event) => event.preventDefault());
}

function showServices() {
  const select = byId("search").elements.service;
  const known = new Set(Array.from(select.options, ({ value }) => value));
  for (const service of new Set(objects.map((object) => object.service))) {
    if (!known.has(service)) select.append(make("option", { value: service }, service));
  }
}

function showObjects() {
  const { text, service } = byId("search").elements;
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = objects.filter((object) => matches(object, words, service.value));
  const more = found.length > mostRows ? `, the first ${mostRows} are shown` : "";
  byId("count").textContent = `${found.length} of ${objects.length} objects${more}`;
  keepFocus(byId("objects"), () => byId("objects").replaceChildren(...found.slice(0, mostRows).map(row)));
}

/** A list that is made anew must not take the focus from whoever is in it. */
function keepFocus(list, change) {
  const id = list.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  change();
  if (id !== undefined) list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}

function row(object) {
  const { id, kind, name, place, service, standing } = object;
  const opener = button(name || id || "(no name)", () => void showObject(object), { "data-id": `${kind} ${id}` });
  const cells = [service, kind, standing, place, make("code", {}, id)];
  return make("tr", {}, make("td", {}, opener), ...cells.map((cell) => make("td", {}, cell)));
}

/** Shows an object as it is by now: its row may be some seconds old. */
async function showObject(shown) {
  const { requests } = await call("GET", "requests");
  await refreshStored();
  const object = objects.find(({ kind, id }) => kind === shown.kind && id === shown.id) ?? shown;
  const { kind, name, id, account, record } = object;
  byId("object-title").textContent = `${kind} ${name || id}`;
  const facts = { ...(account && { account }), ...record };
  byId("facts").replaceChildren(
    ...Object.entries(facts).flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, readable(value))]),
  );
  const history = historyOf(object, state, requests);
  byId("history").replaceChildren(
    ...history.map(([what, time]) => make("li", {}, make("time", { datetime: time }, time), ` ${what}`)),
  );
  byId("object").showModal();
  byId("object-title").focus();
}
