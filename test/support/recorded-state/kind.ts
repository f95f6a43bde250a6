import { randomUUID } from "node:crypto";

import { expect } from "@jest/globals";

import type { Output } from "@pulumi/pulumi";

import type { ResourceOptions } from "../../../provider/index";
import type { EmulatorClient } from "../emulator-client";
import type { Properties } from "../plugin-process";
import type { StackModel } from "../stack-model";

/** A resource as Pulumi held it when its set was recorded: docs/recorded-state.md. */
export interface Recorded {
  readonly type: string;
  /** What the program said. */
  readonly args: Properties;
  readonly timeouts?: Properties;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly initErrors: string[];
}

/** What differs from one emulator to the next, by the name of its placeholder. */
export type Tokens = Readonly<Record<string, string | null | undefined>>;

/** An object as the emulator stores it or a reply shows it. */
export type Found = Readonly<Record<string, unknown>>;

/** A situation that a state can be in. */
export interface Situation {
  readonly args: Properties;
  readonly timeouts?: Properties;
  /** Set where the resource is only looked up. */
  readonly get?: true;
  /** Set where no program has declared the resource yet: Pulumi has it from an import file. */
  readonly imported?: true;
  /** Brings a resource into it by this package; `args` are those above, filled in. Answers what is looked up. */
  readonly record: (
    model: StackModel,
    client: EmulatorClient,
    args: Properties,
    timeouts?: Properties,
  ) => Promise<unknown>;
  /** What the cloud may hold then, made without this package; several where nobody knows. */
  readonly cloud: Readonly<Record<string, (client: EmulatorClient, recorded: Recorded) => Promise<object | undefined>>>;
  /** Names of the inputs in which a refresh finds the cloud different. */
  readonly drift: (cloud: string, recorded: Recorded) => "gone" | readonly string[];
  /** What `up` with the same program does, or how it refuses to do anything before a refresh. */
  readonly up: "same" | "updated" | "replaced" | RegExp;
  /** What the service shows after `up`. */
  readonly shown: Properties;
  /** The same after a refresh and `up`, where that differs. */
  readonly shownAfterRefresh?: Properties;
  /** Further changes of the program, and what they replace. */
  readonly replaces?: readonly (readonly [change: Properties, replaces: readonly string[]])[];
  /** Where a change cannot be applied before a refresh, what the user is told. */
  readonly refused?: string;
}

/** A resource of a program. */
interface Registered {
  readonly urn: Output<string>;
}

/** What the states of one kind are recorded from and replayed with. */
export interface RecordedKind {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  readonly situations: Readonly<Record<string, Situation>>;
  /** Situations that each set has. */
  readonly always: readonly string[];
  /** A program with one resource of the kind, or one that only looks it up. */
  readonly program: (name: string, args: Properties, options: ResourceOptions) => Registered;
  readonly lookUp: (name: string, id: string, options: ResourceOptions) => Registered;
  /** Makes what the arguments name. */
  readonly given?: (client: EmulatorClient) => Promise<Tokens>;
  /** All objects, each with its `id`; absent for values, which only state keeps. */
  readonly stored?: (client: EmulatorClient) => Promise<readonly object[]>;
  readonly isLive: (object: Found) => boolean;
  /** Of the object, or of nothing. */
  readonly tokens: (object: Found) => Tokens;
  /** Outputs that only the reply of the creation shows, by the names of their placeholders. */
  readonly replyOnly?: readonly string[];
  /** A change of the program that needs no new object, and what the service shows then; absent where each one does. */
  readonly change?: { readonly args: Properties; readonly shown: Properties };
  /** Kinds that only take over leave the object as it is. */
  readonly isOnlyForgotten?: true;
}

/** Of inputs, those that a state was recorded without: the first versions kept fewer of them for a creation in doubt. */
export function notKept({ outputs }: Recorded, names: readonly string[]): readonly string[] {
  return names.filter((name) => outputs[name] === undefined);
}

/** Placeholders and the fields of an object that fill them. */
export function fieldsOf(object: Found, fields: Readonly<Record<string, string>>): Tokens {
  const entries = Object.entries(fields).map(([token, field]) => [token, object[field]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** Brings up what fails under faults, and takes them away. */
export async function upUnder(
  faults: readonly object[],
  model: StackModel,
  client: EmulatorClient,
  args: Properties,
): Promise<void> {
  for (const fault of faults) await client.addFault({ ...fault });
  await expect(model.up(args)).rejects.toThrow();
  await client.removeFaults();
}

/** The reply of a creation is lost, and nobody answers what there is. */
export const lostCreation = (path: string): readonly object[] => [
  { method: "POST", path, fault: { drop: "after" } },
  { method: "GET", times: 0, fault: { status: 503 } },
];

/** The same of SpaceONE, where reads are sent like writes. */
export const lostSpaceoneCreation = (path: string): readonly object[] => [
  { method: "POST", path: `${path}/create$`, fault: { drop: "after" } },
  { method: "POST", path: `${path}/list$`, times: 0, fault: { status: 503 } },
];

/** The creation token of a state of SpaceONE's kinds; another one while its placeholder is not filled in. */
export function tokenOf({ outputs }: Recorded): string {
  const token = String(outputs["__nonce"]);
  return token.startsWith("{{") ? randomUUID() : token;
}

export const nothing = (): Promise<undefined> => Promise.resolve(undefined);
