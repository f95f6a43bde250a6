import { z } from "zod";

import type { ConnectionPlace } from "../../provider/clients/connection";
import type { Context } from "../../provider/lifecycle/definition/context";
import { defineResource } from "../../provider/lifecycle/definition/define-resource";
import type { Phase } from "../../provider/lifecycle/definition/identity";
import { PartialFailure } from "../../provider/lifecycle/record/partial-failure";
import { Operations } from "../../provider/dynamic/operations";
import { Lifecycle } from "../../provider/lifecycle/lifecycle";
import { SharedAnswers } from "../../provider/calls/shared-answers";
import { YoungObjects } from "../../provider/lifecycle/command/young-objects";
import type { ProgramResource } from "../../provider/lifecycle/record/record";
import { toState, type Properties } from "../../provider/lifecycle/record/state-codec";
import { refusal } from "./box-failures";
import { fakeConnection } from "./fake-connection";

// A service in memory with one kind, for what the lifecycle does with objects of any kind.

interface BoxArgs {
  name?: string;
  size?: string;
  label?: string;
  note?: string;
  password?: string;
  /** Whether the password is set once only. */
  once?: boolean;
  restores?: boolean;
  /** A trigger. */
  shake?: string;
  /** Where leaving it out means that the box has none. */
  lid?: string;
}

interface Box {
  readonly id: string;
  readonly name: string;
  readonly size: string | undefined;
  createdAt: string | undefined;
  readonly token: string;
  /** Moves with each password. */
  version: number;
  lid: string;
  label: string;
  note: string;
  /** What only the creation shows in full. */
  seal?: string;
  phase: Phase;
}

type Request =
  | "create"
  | "find"
  | "list"
  | "label"
  | "note"
  | "password"
  | "shake"
  | "lid"
  | "remove"
  | "remove at once"
  | "restore"
  | "needed"
  | "complete"
  | "group";

interface Fault {
  readonly request: Request;
  readonly error: Error;
  /** True where the request is carried out all the same. */
  readonly isDone: boolean;
  left: number;
}

export class BoxService {
  readonly boxes = new Map<string, Box>();
  /** Names of the requests that were sent. */
  readonly requests: Request[] = [];
  readonly warnings: string[] = [];
  readonly pauses: number[] = [];
  /** What the last command has made. */
  young = new YoungObjects();
  nowMs = Date.parse("2026-01-01T00:00:00Z");
  isNeeded = true;
  /** The account that the service shows of each box. */
  account = "account";
  /** So many lists show nothing yet. */
  lists = 0;
  /** What a deleted box says of its end. */
  deleteAt: string | undefined;
  /** True where nobody understands what the service shows. */
  isOdd = false;
  /** What a renewal, a refresh and a refusal say. */
  isDue = false;
  notice: string | undefined;
  /** What of a box is spelled in an unknown way. */
  strange: readonly string[] = [];
  /** Where the settings point to. */
  place: ConnectionPlace = { environment: undefined, region: "here", account: "account", credential: "credential" };
  /** Why the credentials are of no use any more. */
  expired: string | undefined;
  advice: (objects: readonly object[]) => Promise<string | undefined> = () => Promise.resolve(undefined);
  /** What the creation of a box shows. */
  seal: string | undefined;
  /** How long the last request of each name may take. */
  readonly allowedMs = new Map<Request, number>();
  private made = 0;
  private randoms = 0;
  private readonly faults: Fault[] = [];

  fail(request: Request, error: Error, { times = 1, isDone = false } = {}): void {
    this.faults.push({ request, error, isDone, left: times });
  }

  mend(): void {
    this.faults.length = 0;
  }

  sent(request: Request): number {
    return this.requests.filter((name) => name === request).length;
  }

  add({ name = "", size }: Pick<BoxArgs, "name" | "size">, token = ""): Box {
    const id = `box-${String(++this.made)}`;
    const createdAt = new Date(this.nowMs).toISOString();
    const box: Box = { id, name, size, label: "", note: "", lid: "", version: 1, token, phase: "ready", createdAt };
    if (this.seal !== undefined) box.seal = this.seal;
    this.boxes.set(id, box);
    return box;
  }

  async request<T>(name: Request, work: () => T, allowedMs = 0): Promise<T> {
    this.requests.push(name);
    this.allowedMs.set(name, allowedMs);
    const fault = this.faults.find(({ request, left }) => request === name && left > 0);
    if (fault === undefined) return Promise.resolve(work());
    fault.left--;
    if (fault.isDone) work();
    throw fault.error;
  }

  /** The boxes as a list shows them, which may lag behind. */
  listed(): Box[] {
    return this.lists-- > 0 ? [] : [...this.boxes.values()];
  }

  get(id: string): Box {
    const box = this.boxes.get(id);
    if (box === undefined) throw refusal(404, "not found");
    return box;
  }

  /** Somebody sets another password. */
  changePassword(id: string): void {
    this.get(id).version++;
  }

  definition(): ReturnType<typeof boxKind> {
    return boxKind(this, {});
  }

  /** What one command of Pulumi runs in; the next command is another one. */
  command(more: Variant = {}): Operations {
    this.young = new YoungObjects();
    const lifecycle = new Lifecycle(boxKind(this, more), z, {
      connection: fakeConnection({ expiredCredentials: () => this.expired }, () => this.place),
      now: () => this.nowMs,
      sleep: (ms) => {
        this.pauses.push(ms);
        this.nowMs += ms;
        return Promise.resolve();
      },
      random: () => (this.randoms++ % 16) / 16,
      warn: (message) => {
        this.warnings.push(message);
      },
      shared: new SharedAnswers(),
      young: this.young,
      warned: new Set(),
    });
    return new Operations(lifecycle);
  }
}

/** What some kinds have and others do not. */
interface Variant {
  /** Whether another object has to take the place of one before that is deleted. */
  readonly needed?: "asked" | "always" | "never";
  /** True where objects are listed together with others of their size only. */
  readonly grouped?: boolean;
  /** Whether a deletion is only scheduled. */
  readonly window?: "optional" | "always" | "never";
  /** True where an object is found by something random that went in with its creation. */
  readonly token?: boolean | "duplicates";
  readonly replacement?: "create-first" | "delete-first-if-named";
  /** True where the name of a deleted object can be given again at once. */
  readonly isNameFree?: boolean;
  /** True where no two objects have one size. */
  readonly isSizeUnique?: boolean;
}

function uniqueSize(service: BoxService) {
  const find = (_: unknown, wanted: string) =>
    service.request("list", () => service.listed().find(({ size }) => size === wanted));
  return { input: "size", because: "stays bound for a day", remedy: "give another one", find } as const;
}

function boxKind(
  service: BoxService,
  {
    needed = "asked",
    grouped = false,
    token = false,
    window = "optional",
    replacement,
    isNameFree = false,
    isSizeUnique = false,
  }: Variant,
) {
  return defineResource<BoxArgs, { seal?: string }, Box, "name" | "label" | "note">({
    kind: "Box",
    cloud: "scp",
    noun: "box",
    inputs: {
      name: {
        change: "replace",
        schema: (zod) => zod.string(),
        automatic: { allowed: /[a-z]/, separator: "", maxLength: 20 },
      },
      size: { change: "replace", schema: (zod) => zod.string() },
      label: { change: "update", schema: (zod) => zod.string(), default: "" },
      note: { change: "update", schema: (zod) => zod.string(), default: "" },
      password: {
        change: "update",
        schema: (zod) => zod.string(),
        writeOnly: true,
        keptBy: "once",
      },
      once: { change: "state", schema: (zod) => zod.boolean() },
      restores: { change: "state", schema: (zod) => zod.boolean() },
      shake: { change: "trigger", schema: (zod) => zod.string() },
      lid: { change: "update", schema: (zod) => zod.string(), absent: "" },
    },
    outputs: { seal: "secret" },
    lasting: ["seal"],
    identify: ({ id, name, phase, createdAt }) => ({
      id,
      name,
      phase,
      state: phase,
      createdAt,
      deleteAt: service.deleteAt,
      region: undefined,
      account: service.account,
    }),
    inputsOf: ({ name, size, label, note, lid }) => {
      if (service.isOdd) throw new TypeError("odd");
      return { name, ...(size === undefined ? {} : { size }), label, note, lid };
    },
    fingerprints: { password: ({ version }) => String(version) },
    notUnderstood: () => service.strange,
    outputsOf: ({ seal }) => (seal === undefined ? {} : { seal }),
    expired: () => (service.isDue ? ["size"] : []),
    notice: () => service.notice,
    find: ({ deadline }, id) => service.request("find", () => service.get(id), deadline.ms),
    findByName: (_, name) => service.request("list", () => service.listed().find((box) => box.name === name)),
    listing: grouped
      ? {
          group: ({ size }) => size,
          list: (_, { size }) =>
            service.request("group", () => [...service.boxes.values()].filter((box) => box.size === size)),
        }
      : { list: () => service.request("list", () => service.listed()), isPartial: true },
    ...(token !== false && {
      creationToken: {
        ...(token === "duplicates" && { mayDuplicate: true }),
        make: (random: () => number) => String(random()),
        find: (_: unknown, wanted: string) =>
          service.request("list", () => service.listed().filter((box) => box.token === wanted)),
      },
    }),
    create: ({ deadline }, { name, size }, given) =>
      service.request(
        "create",
        () => service.add({ ...(name && { name }), ...(size && { size }) }, given),
        deadline.ms,
      ),
    complete: (_, box) => service.request("complete", () => service.get(box.id)),
    // The reply of the first step shows the object, that of the second one does not.
    steps: [
      {
        name: "label",
        inputs: ["label"],
        run: ({ deadline }, id, { label }) =>
          service.request("label", () => Object.assign(service.get(id), { label }), deadline.ms),
      },
      {
        name: "note",
        inputs: ["note"],
        run: ({ deadline }, id, { note }) =>
          service.request("note", () => void Object.assign(service.get(id), { note }), deadline.ms),
      },
      {
        name: "password",
        inputs: ["password"],
        run: (_, id) =>
          service.request("password", () => {
            service.changePassword(id);
            return undefined;
          }),
      },
      {
        name: "shake",
        inputs: ["shake"],
        afterLostReply: { version: () => undefined },
        run: () => service.request("shake", () => undefined),
      },
      {
        name: "lid",
        inputs: ["lid"],
        run: (_, id, { lid = "" }) => service.request("lid", () => void Object.assign(service.get(id), { lid })),
      },
    ],
    restore: {
      wanted: ({ restores }) => restores === true,
      run: (_, id) => service.request("restore", () => void Object.assign(service.get(id), { phase: "ready" })),
    },
    remove: ({ deadline }, id, _, { atOnce }) =>
      service.request(
        atOnce ? "remove at once" : "remove",
        () => void service.boxes.delete(service.get(id).id),
        deadline.ms,
      ),
    ...(window !== "never" && { window }),
    advice: (_, objects) => service.advice(objects),
    replacement: replacement ?? "create-first",
    ...(needed === "never"
      ? {}
      : {
          neededFirst: {
            because: "what is in it falls out",
            ...(needed === "asked" && {
              isNeeded: ({ deadline }: Context) => service.request("needed", () => service.isNeeded, deadline.ms),
            }),
          },
        }),
    blocked: [
      ...(isNameFree ? [] : [{ input: "name", because: "is blocked for a day", remedy: "give another one" } as const]),
      ...(isSizeUnique ? [uniqueSize(service)] : []),
    ],
  });
}

/** The hidden input of a resource. */
export const metaOf = (name: string, more: Partial<ProgramResource> = {}): ProgramResource => ({
  schema: 1,
  name,
  stack: "dev",
  project: "shop",
  ...more,
});

/** A resource in state, as one command leaves it to the next. */
export interface Stored {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

/** Brings a resource into state in a command of its own. */
export async function stored(
  service: BoxService,
  name: string,
  args: object = {},
  meta: Partial<ProgramResource> = {},
): Promise<Stored> {
  const command = service.command();
  const { inputs } = command.check({}, { ...args, __meta: metaOf(name, meta) });
  const { id, state } = await command.create(inputs);
  service.nowMs += 1000;
  return { id, inputs, state };
}

/** The state of an object of which nobody knows whether it was made. */
export const inDoubt = ({ state }: Stored, attempt = state.__since ?? "", more: Properties = {}): Properties => {
  const { __since, ...others } = state;
  return { ...others, __attempt: attempt, ...more };
};

/** What a call has left that fails and leaves something. */
export const partialOf = async (
  call: Promise<unknown>,
): Promise<{ readonly id: string; readonly state: Properties; readonly message: string }> => {
  const failure = await call.catch((error: unknown) => error);
  if (!(failure instanceof PartialFailure)) throw new Error(`no partial failure, but ${String(failure)}`);
  return { id: failure.id, state: toState(failure.record), message: failure.message };
};
