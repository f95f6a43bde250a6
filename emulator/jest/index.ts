import type { Fault } from "../faults";
import type { SwitchChanges } from "../world/switches";
import { runningEmulator, type Address } from "./running";

/** Which requests go wrong, and how: as `POST /_emulator/faults` takes it. */
export interface FaultRule {
  readonly method?: string;
  /** Is searched for in the request's path. */
  readonly path?: string | RegExp;
  /** How many matching requests pass before; 0 by default. */
  readonly skip?: number;
  /** How many requests are struck; 1 by default, and 0 means all. */
  readonly times?: number;
  readonly fault: Fault;
}

/** A request that the emulator has got. */
export interface LoggedRequest {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number | null;
  readonly body: unknown;
}

/** An object as the emulator keeps it, in the words of the API. */
export type StoredObject = Readonly<Record<string, unknown>>;

/** The emulator of this process of jest: address and credentials, and what a test asks of it. */
export interface TestEmulator extends Address {
  /** Empties it, takes its faults and switches away and puts its clock right. The preset does so before each test. */
  readonly reset: () => Promise<void>;
  /** Moves the clock by an ISO 8601 duration such as "P90D". When it is done, everything that was due has happened. */
  readonly advance: (duration: string) => Promise<void>;
  /** Makes requests go wrong. */
  readonly addFault: (rule: FaultRule) => Promise<void>;
  readonly removeFaults: () => Promise<void>;
  /** Sets switches, which decide what nobody knows of the real services. */
  readonly setWorld: (switches: SwitchChanges) => Promise<void>;
  /** The requests since the last reset, the oldest first. */
  readonly requests: () => Promise<readonly LoggedRequest[]>;
  /** What the account has of SCP's objects: "keys", "secrets", "certificates", "vaults" or "diagnoses". */
  readonly stored: (list: string) => Promise<readonly StoredObject[]>;
  /** What is in SpaceONE: "cloudServices" or "secrets". */
  readonly storedInSpaceone: (list: string) => Promise<readonly StoredObject[]>;
}

interface State {
  readonly scp: Readonly<Record<string, Readonly<Record<string, readonly StoredObject[]>>>>;
  readonly spaceone: Readonly<Record<string, readonly StoredObject[]>>;
}

const address = runningEmulator();

async function admin(method: string, path: string, body?: object): Promise<unknown> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await fetch(`${address.url}/_emulator/${path}`, { method, ...init });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the emulator refuses ${method} ${path}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

async function act(method: string, path: string, body?: object): Promise<void> {
  await admin(method, path, body);
}

async function state(): Promise<State> {
  return (await admin("GET", "state")) as State;
}

function listOf(lists: Readonly<Record<string, readonly StoredObject[]>> = {}, name: string): readonly StoredObject[] {
  const list = lists[name];
  if (list === undefined) throw new Error(`the emulator has no list ${name}: it has ${Object.keys(lists).join(", ")}`);
  return list;
}

/**
 * The emulator of this process of jest.
 *
 * @example
 * await emulator.addFault({ method: "POST", path: "/kms/transit$", fault: { status: 503 } });
 * await emulator.advance("P90D");
 * expect(await emulator.stored("keys")).toMatchObject([{ current_version: 2 }]);
 */
export const emulator: TestEmulator = {
  ...address,
  reset: () => act("POST", "reset"),
  advance: (duration) => act("POST", "clock", { advance: duration }),
  addFault: ({ path, ...rule }) =>
    act("POST", "faults", {
      ...rule,
      ...(path === undefined ? {} : { path: path instanceof RegExp ? path.source : path }),
    }),
  removeFaults: () => act("DELETE", "faults"),
  setWorld: (switches) => act("POST", "world", switches),
  requests: async () => ((await admin("GET", "requests")) as { requests: LoggedRequest[] }).requests,
  stored: async (list) => listOf((await state()).scp[address.accountId], list),
  storedInSpaceone: async (list) => listOf((await state()).spaceone, list),
};
