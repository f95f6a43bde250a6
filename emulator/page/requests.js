import { call, onClick } from "./admin.js";
import { byId, make, readable } from "./dom.js";

/** How many requests are kept on the page. */
const mostRequests = 500;

let last = 0;

export function startRequests() {
  onClick("clear-requests", "The log is empty.", async () => {
    await call("DELETE", "requests");
    byId("log").replaceChildren();
  });
}

/** Shows the requests that are new, and answers whether one of them may have changed what is stored. */
export async function followRequests() {
  // The last one that is known comes first, as long as the log has it.
  const [known, ...since] = last === 0 ? [{ n: 0 }, ...(await requestsAfter(0))] : await requestsAfter(last - 1);
  const isEmptied = known?.n !== last;
  const requests = isEmptied ? await requestsAfter(0) : since;
  if (isEmptied) byId("log").replaceChildren();
  if (isEmptied) last = 0;
  // One that is still under way is asked for again.
  const pending = requests.findIndex(({ status }) => status === null);
  const ended = pending < 0 ? requests : requests.slice(0, pending);
  show(ended);
  return isEmptied || ended.some(({ method }) => method !== "GET");
}

async function requestsAfter(n) {
  return (await call("GET", `requests?since=${n}&limit=${mostRequests}`)).requests;
}

function show(requests) {
  if (requests.length === 0) return;
  last = requests.at(-1).n;
  const log = byId("log");
  log.append(...requests.map(entry));
  while (log.children.length > mostRequests) log.firstChild.remove();
  if (byId("follow").checked) log.parentElement.scrollTop = log.parentElement.scrollHeight;
}

function entry({ n, time, method, path, query, version, status, durationMs, body }) {
  const target = query === "" ? path : `${path}?${query}`;
  const line = `${n} ${method} ${target} ${status} ${durationMs} ms`;
  const isFailed = status === 0 || status >= 400;
  const details = [time, version && `Scp-Api-Version: ${version}`, body !== null && readable(body)].filter(Boolean);
  return make(
    "li",
    isFailed ? { class: "failed" } : {},
    make("details", {}, make("summary", {}, line), make("pre", {}, details.join("\n"))),
  );
}
