import type { EmulatorClient } from "../../support/emulator-client";
import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import type { Fault } from "../world/faults";

/** What a user asks for. */
export type Wish =
  | { readonly command: "up"; readonly args: Properties }
  | { readonly command: "refresh" }
  | { readonly command: "destroy" };

/** What flows begin with: an emulator with what every object of the kind needs, and nothing in state. */
export interface Beginning {
  readonly table: LifeTable;
  readonly client: EmulatorClient;
  /** The fewest inputs. */
  readonly minimal: Properties;
  /** Inputs that make a creation of several steps. */
  readonly full: Properties;
  /** Inputs that no two objects may share, for another one. */
  readonly another: () => Properties;
  readonly run: (wish: Wish) => Promise<void>;
  /** The same under a fault of one request. Returns whether there was such a request. */
  readonly runUnder: (wish: Wish, request: number, fault: Fault) => Promise<boolean>;
  /** Makes an object as somebody else would, and returns its id. */
  readonly makeElsewhere: (args: Properties) => Promise<string>;
  /** The object that is in state; empty if there is none. */
  readonly id: () => string;
}

export interface Story {
  /** What faults happen to. */
  readonly wish: Wish;
  /** What the program says in the end; undefined if nothing shall be left. */
  readonly goal: Properties | undefined;
}

/** A piece of a resource's life. */
export interface Flow {
  readonly name: string;
  /** How often an error hook of the program has a failed call repeated. */
  readonly hookRepeats?: number;
  /** Brings everything to where the flow begins. Undefined if there is no such flow after all. */
  readonly prepare: (beginning: Beginning) => Promise<Story | undefined>;
}

export function up(args: Properties): Wish {
  return { command: "up", args };
}

export const refresh: Wish = { command: "refresh" };
export const destroy: Wish = { command: "destroy" };

/** A program is brought up. */
export function upTo(goal: Properties): Story {
  return { wish: up(goal), goal };
}

/** What somebody else says of an object of their own, with a name of its own where a name is needed. */
export function bystandersInputs(table: LifeTable, minimal: Properties): Properties {
  return { ...minimal, ...table.another?.(), ...("name" in minimal ? { name: "bystander" } : {}) };
}
