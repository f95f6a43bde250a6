import { workerData, type MessagePort } from "node:worker_threads";

import { startEmulator } from "../index";

// Runs beside a process of jest, outside of the modules that jest gives each test file, and ends with it.

/** `isReady` becomes 1 as soon as there is a message at the port: the other side waits for it without an event loop. */
const { isReady, port } = workerData as { readonly isReady: Int32Array; readonly port: MessagePort };

void startEmulator().then(
  ({ close: _, ...address }) => {
    tell({ address });
  },
  (error: unknown) => {
    tell({ failure: String(error) });
  },
);

function tell(message: object): void {
  port.postMessage(message);
  Atomics.store(isReady, 0, 1);
  Atomics.notify(isReady, 0);
}
