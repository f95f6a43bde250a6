import { isDeepStrictEqual } from "node:util";

import type { z } from "zod";

import { nearest } from "../words/nearest";
import type { AnyBehaviour } from "./behaviour";
import type { AnyInputs, InputRule, InputsRule, Zod } from "./input-rule";
import { differs, isAbsent, isKept, keepIfSame } from "./compare";
import { outputTextReason, placeOfOutputText } from "./output-text";
import { automaticName } from "./names";
import { parseDuration } from "./duration";
import type { Environment } from "./operation-run";
import { isHidden, schemaVersion, type Inputs, type Meta, type Timeouts } from "./state";
import { hasUnknown, unknown, valueAt } from "./unknown";

/** An input that was refused. */
export interface CheckFailure {
  readonly property: string;
  /** What is allowed; never the value. */
  readonly reason: string;
  /** True where not even a tool may show the value. */
  readonly secret: boolean;
}

export interface CheckResult {
  readonly inputs: Inputs;
  readonly failures: readonly CheckFailure[];
}

const adoptRule: InputRule<unknown> = {
  change: "state",
  schema: (zod) => zod.string().min(1, "must be the id of an existing object"),
};

/** Validates and completes inputs. Local and fast; unknown values pass. */
export function check(
  behaviour: AnyBehaviour,
  zod: Zod,
  olds: Inputs,
  news: Inputs,
  { now, random }: Pick<Environment, "now" | "random">,
): CheckResult {
  const schemas = schemasOf(behaviour, zod);
  const rules = rulesOf(behaviour);
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const [name, value] of Object.entries(news)) {
    if (isHidden(name)) inputs[name] = value;
    else if (rules[name] === undefined) failures.push(unknownProperty(behaviour, name));
  }
  failures.push(...checkTimeouts(news.__meta?.timeouts));
  for (const [name, rule] of Object.entries(rules)) {
    const value = wantedValue(behaviour, name, rule, olds, news);
    if (value === undefined) {
      if (rule.required === true) failures.push({ property: name, reason: "is required", secret: true });
      continue;
    }
    const checked = checkValue(schemas[name], name, rule, value, olds[name]);
    if ("failure" in checked) failures.push(checked.failure);
    else if (name === "adopt") inputs["__adopt"] = checked.value;
    else if (rule.default === undefined && isAbsent(rule, checked.value)) continue;
    else inputs[name] = hasUnknown(checked.value) ? checked.value : keepIfSame(rule, olds[name], checked.value);
  }
  if (isAdopted(olds, news)) inputs["__adopted"] = true;
  nameAutomatically(behaviour, olds, news, inputs, random);
  failures.push(...brokenRules(behaviour, olds, inputs, failures, now()));
  return { inputs, failures };
}

/** An object that was taken over once stays so, also when the program no longer says it. */
function isAdopted(olds: Inputs, news: Inputs): boolean {
  return news["adopt"] !== undefined || olds.__adopt !== undefined || olds.__adopted === true;
}

/** Rules over several inputs see valid and known values only. */
function brokenRules(
  behaviour: AnyBehaviour,
  olds: Inputs,
  inputs: Inputs,
  failures: readonly CheckFailure[],
  nowMs: number,
): CheckFailure[] {
  const circumstances = { nowMs, isAdopted: inputs.__adopted === true };
  const failed = new Set(failures.map(({ property }) => property));
  return (behaviour.rules ?? []).flatMap((rule) => {
    const open = rule.inputs.some((name) => failed.has(name) || hasUnknown(inputs[name]));
    if (open || (rule.onlyWhenChanged === true && isUnchanged(behaviour, rule, olds, inputs))) return [];
    const reason = rule.broken(inputs, circumstances, olds);
    const [property] = rule.inputs;
    return reason === undefined ? [] : [{ property, reason, secret: isUnprinted(behaviour.inputs[property]) }];
  });
}

function isUnchanged(behaviour: AnyBehaviour, rule: InputsRule<AnyInputs>, olds: Inputs, inputs: Inputs): boolean {
  return rule.inputs.every((name) => {
    const input = behaviour.inputs[name];
    return input !== undefined && !differs(input, olds[name], inputs[name]);
  });
}

function wantedValue(
  behaviour: AnyBehaviour,
  name: string,
  rule: InputRule<unknown>,
  olds: Inputs,
  news: Inputs,
): unknown {
  const given = news[name] ?? rule.default;
  const keeps = given !== undefined && olds[name] !== undefined && isKept(rule, news);
  return keeps ? olds[name] : given;
}

/** The inputs of the kind and those that all kinds have. */
function rulesOf(behaviour: AnyBehaviour): AnyBehaviour["inputs"] {
  return behaviour.existing === undefined ? { ...behaviour.inputs, adopt: adoptRule } : behaviour.inputs;
}

function checkTimeouts(timeouts: Timeouts = {}): CheckFailure[] {
  const wrong = Object.values(timeouts).filter((text) => text !== unknown && parseDuration(String(text)) === undefined);
  if (wrong.length === 0) return [];
  const reason = 'customTimeouts must be durations, for example "5m" or "1h30m"';
  return [{ property: "", reason, secret: false }];
}

type Schemas = Readonly<Record<string, z.ZodType>>;
const schemaCache = new WeakMap<AnyBehaviour, Schemas>();

function schemasOf(behaviour: AnyBehaviour, zod: Zod): Schemas {
  let schemas = schemaCache.get(behaviour);
  if (schemas === undefined) {
    schemas = Object.fromEntries(Object.entries(rulesOf(behaviour)).map(([name, rule]) => [name, rule.schema(zod)]));
    schemaCache.set(behaviour, schemas);
  }
  return schemas;
}

function checkValue(
  schema: z.ZodType | undefined,
  name: string,
  rule: InputRule<unknown>,
  value: unknown,
  old: unknown,
): { value: unknown } | { failure: CheckFailure } {
  const place = placeOfOutputText(value);
  if (place !== undefined) {
    const reason = place === "" ? outputTextReason : `${place}: ${outputTextReason}`;
    return { failure: { property: name, reason, secret: isUnprinted(rule) } };
  }
  // What state has was accepted once, or is the service's own: a program that leaves it to others gives it back.
  if (schema === undefined || isDeepStrictEqual(value, old)) return { value };
  const parsed = schema.safeParse(value);
  // What is unknown now is checked when it is known; the rest of the value is not spared for it.
  const issues = (parsed.error?.issues ?? []).filter((issue) => !isAboutUnknown(issue, valueAt(value, issue.path)));
  const lacking = rule.whole === "no null" && issues.length === 0 ? placesOfNull(value) : [];
  const reasons = [...issues.map(describeIssue), ...lacking.map((where) => `${where}: must have a value, not null`)];
  if (reasons.length === 0) return { value: parsed.success ? parsed.data : value };
  const reason = [...new Set(reasons)].join("; ");
  return { failure: { property: name, reason, secret: isUnprinted(rule) } };
}

/** Paths of an object's members that are null, at any depth. Items of lists may be. */
function placesOfNull(value: unknown, where = ""): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (item === null ? [] : placesOfNull(item, `${where}[${String(index)}]`)));
  }
  if (typeof value !== "object") return [];
  if (value === null) return [where];
  return Object.entries(value).flatMap(([name, item]) => placesOfNull(item, where === "" ? name : `${where}.${name}`));
}

function isUnprinted(rule: InputRule<unknown> | undefined): boolean {
  return rule?.secret === true || rule?.unprinted === true;
}

/** A definition's own condition is about all parts of a value. */
function isAboutUnknown({ code }: z.core.$ZodIssue, value: unknown): boolean {
  return value === unknown || (code === "custom" && hasUnknown(value));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.map((key) => (typeof key === "number" ? `[${String(key)}]` : `.${String(key)}`)).join("");
  return where === "" ? issue.message : `${where.replace(/^\./, "")}: ${issue.message}`;
}

function unknownProperty(behaviour: AnyBehaviour, name: string): CheckFailure {
  const names = Object.keys(rulesOf(behaviour));
  const meant = nearest(name, names);
  const hint = meant === undefined ? `its inputs are ${names.join(", ")}` : `did you mean ${meant}?`;
  return { property: name, reason: `is no input of a ${behaviour.noun}: ${hint}`, secret: true };
}

/**
 * A name that the program leaves out stays what it is; a new object gets one of its own. An adopted object's name is
 * not managed.
 */
function nameAutomatically(
  behaviour: AnyBehaviour,
  olds: Inputs,
  news: Inputs,
  inputs: Record<string, unknown>,
  random: () => number,
): void {
  const meta = news.__meta;
  for (const [name, rule] of Object.entries(behaviour.inputs)) {
    if (rule.automatic === undefined || news[name] !== undefined) continue;
    if (olds.__meta !== undefined) {
      if (olds[name] !== undefined) inputs[name] = olds[name];
      if (olds.__auto === true) inputs["__auto"] = true;
      continue;
    }
    if (news["adopt"] !== undefined) continue;
    inputs[name] = automaticName(rule.automatic, meta?.name ?? "", random);
    inputs["__auto"] = true;
  }
}

/** Refuses a state that a later version of this package has written. */
export function refuseNewerState(meta: Meta | undefined): string | undefined {
  if (meta === undefined || meta.schema <= schemaVersion) return undefined;
  return (
    `its state was written by a newer version of pulumi-scp (state version ${String(meta.schema)}, ` +
    `this package knows ${String(schemaVersion)}): update the package`
  );
}
