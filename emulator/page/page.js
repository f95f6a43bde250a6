import { call, onClick, onSubmit } from "./admin.js";
import { refreshClock, startClock } from "./clock.js";
import { byId } from "./dom.js";
import { refreshFaults, startFaults } from "./faults.js";
import { followRequests, startRequests } from "./requests.js";
import { refreshStored, startStored } from "./stored.js";
import { refreshWorld, startWorld } from "./world.js";

const pauseMs = 1000;

/** Shows everything as it is now. */
async function refreshAll() {
  await Promise.all([refreshStored(), refreshClock(), refreshFaults(), refreshWorld(), refreshExports()]);
}

async function refreshExports() {
  const { url, region } = await call("GET", "credentials");
  byId("address").textContent = `${url}, region ${region}.`;
  byId("export-lines").textContent = await call("GET", "exports");
}

/** Asks for what is new, again and again, while somebody looks at the page. */
async function follow() {
  try {
    if (!document.hidden) {
      const mayDiffer = await followRequests();
      await Promise.all([refreshClock(), refreshFaults(), refreshWorld(), mayDiffer && refreshStored()]);
      if (byId("problem").dataset.lost) showLost("");
    }
  } catch {
    showLost("The emulator does not answer.");
  }
  setTimeout(() => void follow(), pauseMs);
}

function showLost(text) {
  byId("problem").textContent = text;
  byId("problem").dataset.lost = text;
}

startStored();
startRequests();
startFaults();
startWorld();
startClock(refreshStored);

onSubmit("load-snapshot", "The snapshot is loaded.", async (fields, form) => {
  await call("POST", "snapshot", await fields.get("file").text());
  form.reset();
  await refreshAll();
});
onClick("reset", "The emulator is at its start state.", async () => {
  if (!confirm("All that was made since the start is removed.")) throw new Error("Nothing is reset.");
  await call("POST", "reset");
  await refreshAll();
});
onClick("copy-exports", "The lines are copied.", () => navigator.clipboard.writeText(byId("export-lines").textContent));

await refreshAll();
await follow();
