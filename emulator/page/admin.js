import { byId } from "./dom.js";

/** Calls the admin API, and returns the reply's JSON. Rejects with the emulator's own message. */
export async function call(method, path, body) {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(path, { method, body: text });
  const reply = await answer.text();
  if (!answer.ok) throw new Error(messageOf(reply) ?? `${method} ${path}: ${answer.status}`);
  return answer.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(reply) : reply;
}

function messageOf(reply) {
  try {
    return JSON.parse(reply).message;
  } catch {
    return undefined;
  }
}

/** Runs what a user has asked for: says that it was done, or what has gone wrong. */
export async function act(done, work) {
  byId("problem").textContent = "";
  byId("status").textContent = "";
  try {
    await work();
    byId("status").textContent = done;
  } catch (error) {
    byId("problem").textContent = error.message;
  }
}

/** Runs it when a form is sent, with its fields. */
export function onSubmit(id, done, work) {
  const form = byId(id);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void act(done, () => work(new FormData(form), form));
  });
}

/** Runs it when a button is pressed. */
export function onClick(id, done, work) {
  byId(id).addEventListener("click", () => void act(done, work));
}
