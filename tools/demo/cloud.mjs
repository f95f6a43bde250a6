// The emulator in a process of its own, and what somebody else does there behind the program's back.
import { createHmac } from "node:crypto";
import { startEmulator } from "../stack.cjs";

export async function startCloud() {
  const info = await startEmulator();

  /** One signed request, as the console or another tool would send it. */
  async function call(method, path, body) {
    const url = `${info.url}${path}`;
    const timestamp = String(Date.now());
    const text = `${method}${url}${timestamp}${info.accessKey}Openapi`;
    const reply = await fetch(url, {
      method,
      headers: {
        "Scp-AccessKey": info.accessKey,
        "Scp-Signature": createHmac("sha256", info.secretKey).update(text).digest("base64"),
        "Scp-Timestamp": timestamp,
        "Scp-ClientType": "Openapi",
        "Scp-Api-Version": "kms 1.2",
        "Content-Type": "application/json",
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: HTTP ${reply.status} ${await reply.text()}`);
    return reply.json();
  }

  return {
    env: {
      SCP_ENDPOINT: info.url,
      SCP_REGION: info.region,
      SCP_ACCESS_KEY: info.accessKey,
      SCP_SECRET_KEY: info.secretKey,
    },
    describe: async (id, description) => call("PUT", `/v1/kms/transit/${id}/description`, { description }),
    stop: async (id) => call("PUT", `/v1/kms/transit/${id}/state`, { state: "Stop" }),
    keys: async () => (await call("GET", "/v1/kms/transit?size=1000")).keys,
    advance: async (duration) => {
      const body = JSON.stringify({ advance: duration });
      const reply = await fetch(`${info.url}/_emulator/clock`, { method: "POST", body });
      if (!reply.ok) throw new Error(`moving the clock: HTTP ${reply.status}`);
    },
    close: info.close,
  };
}
