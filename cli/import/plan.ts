import { behaviourOf } from "../../provider/lifecycle/definition/behaviour";
import type { InputRule } from "../../provider/lifecycle/definition/input-rule";
import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import type { Existing } from "./existing";
import { Names, capital } from "./names";
import { Code } from "./source-text";

/** A resource of the program that manages an object. */
export interface PlannedResource {
  readonly existing: Existing;
  /** The variable that holds it. */
  readonly variable: string;
  /** Its name for Pulumi. */
  readonly name: string;
  /** What the program gives: values, and code. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Inputs that an adoption would write, since nobody can read whether the object has them already. */
  readonly written: readonly string[];
}

/** A setting of the stack that has to be set by hand, since nobody can read it. */
export interface NeededSetting {
  readonly key: string;
  readonly kind: string;
  /** The object's id, and its name. */
  readonly id: string;
  readonly name: string;
  readonly input: string;
  readonly secret: boolean;
  /** False where the program runs without it. */
  readonly required: boolean;
  /** Whether it is a text, or JSON. */
  readonly form: "text" | "JSON";
  /** What it is, for people. */
  readonly what: string;
}

export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly settings: readonly NeededSetting[];
}

/** Kinds that others refer to come first. */
const order = ["KmsKey", "ManagedKmsKey"];

/** Plans a program that manages objects as they are. */
export function planned(objects: readonly Existing[]): Plan {
  const names = new Names();
  const sorted = [...objects].sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name) || compare(a.id, b.id));
  const variables = new Map(sorted.map((object) => [object, names.variable(nameOf(object))]));
  const keys = new Map(
    sorted.filter(({ kind }) => order.includes(kind)).map((key) => [key.id, variables.get(key) ?? ""]),
  );
  const settings: NeededSetting[] = [];
  const resources = sorted.map((existing): PlannedResource => {
    const variable = variables.get(existing) ?? "";
    const needed = neededSettings(existing, variable);
    settings.push(...needed);
    const { inputs: rules } = behaviourOf(existing.definition);
    return {
      existing,
      variable,
      name: names.resource(existing.kind, nameOf(existing)),
      args: { ...shownArgs(existing, keys), ...Object.fromEntries(needed.map((one) => [one.input, readerOf(one)])) },
      written: needed.map(({ input }) => input).filter((input) => rules[input]?.change === "update"),
    };
  });
  return { resources, settings };
}

/** What an object is called in the program. One of SpaceONE's need not have a name. */
function nameOf({ name, id }: Existing): string {
  return name.trim() === "" ? id : name;
}

function rank({ kind }: Existing): number {
  const place = order.indexOf(kind);
  return place === -1 ? order.length : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The inputs that the service shows, without those that mean the same as leaving them out. */
function shownArgs({ definition, record }: Existing, keys: ReadonlyMap<string, string>): Record<string, unknown> {
  const { inputs: rules } = behaviourOf(definition);
  const entries = Object.entries(record.inputs).filter(
    ([name, value]) => !isDeepStrictEqual(value, rules[name]?.default) && rules[name] !== undefined,
  );
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const key = name === "kmsKeyId" && typeof value === "string" ? keys.get(value) : undefined;
      return [name, key === undefined ? value : new Code(`${key}.id`)];
    }),
  );
}

function neededSettings({ kind, id, name, definition, record }: Existing, variable: string): readonly NeededSetting[] {
  const { inputs: rules } = behaviourOf(definition);
  return (record.unread ?? []).map((input) => ({
    key: `${variable}${capital(input)}`,
    kind,
    id,
    name,
    input,
    secret: definition.properties[input] === "secret",
    required: rules[input]?.required === true,
    form: takesText(rules[input]) ? "text" : "JSON",
    what: `${input} of the ${behaviourOf(definition).noun} ${name}`,
  }));
}

function takesText(rule: InputRule<unknown> | undefined): boolean {
  const types = (schema: unknown): readonly string[] => {
    const { type, options = [] } = (schema as { readonly def: { type: string; options?: readonly unknown[] } }).def;
    return [type, ...options.flatMap(types)];
  };
  return rule === undefined || types(rule.schema(z)).includes("string");
}

function readerOf({ key, secret, required, form }: NeededSetting): Code {
  const verb = required ? "require" : "get";
  return new Code(`config.${verb}${secret ? "Secret" : ""}${form === "JSON" ? "Object" : ""}(${JSON.stringify(key)})`);
}
