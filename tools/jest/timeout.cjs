// jest takes a timeout for the whole run only; this gives each project its own, from `globals` of jest.config.mjs.
jest.setTimeout(globalThis.testTimeoutMs);
