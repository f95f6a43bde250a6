// The emulator that everything is measured against.
import { startEmulator } from "../tools/stack.cjs";

const pageSize = 1000;

export async function openCloud() {
  const emulator = await startEmulator();
  const admin = async (path, method = "GET", body = undefined) => {
    const reply = await fetch(`${emulator.url}/_emulator/${path}`, { method, body });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`the emulator refuses ${method} ${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    /** The settings of programs and floors. */
    env: {
      BENCH_URL: emulator.url,
      SCP_ENDPOINT: emulator.url,
      SCP_REGION: emulator.region,
      SCP_ACCESS_KEY: emulator.accessKey,
      SCP_SECRET_KEY: emulator.secretKey,
      SPACEONE_ENDPOINT: emulator.url,
      SPACEONE_TOKEN: emulator.spaceoneToken,
    },
    address: emulator,
    reset: () => admin("reset", "POST"),
    /** Takes the requests since the last call out of the log, and answers their number. */
    takeRequests: async () => {
      let count = 0;
      for (let since = 0; ;) {
        const { requests } = await admin(`requests?since=${since}&limit=${pageSize}`);
        count += requests.length;
        if (requests.length < pageSize) break;
        since = requests.at(-1).n;
      }
      await admin("requests", "DELETE");
      return count;
    },
    /** Has the service allow so many requests in a second; others are refused and may be sent again. */
    limit: (perSecond) => {
      const fault = { status: 429, headers: { "retry-after": "1" } };
      return admin("faults", "POST", JSON.stringify({ perSecond, times: 0, fault }));
    },
    unlimit: () => admin("faults", "DELETE"),
    /** Changes one of a hundred objects, as somebody else would. */
    drift: async ({ collection, changed }) => {
      const snapshot = await admin("snapshot");
      const records = snapshot.records[collection];
      snapshot.records[collection] = records.map((one, index) => (index % 100 === 0 ? changed(one) : one));
      await admin("snapshot", "POST", JSON.stringify(snapshot));
    },
    close: () => emulator.close(),
  };
}
