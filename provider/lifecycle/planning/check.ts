import { parseDuration } from "../../calls/duration";
import type { Environment } from "../../calls/environment";
import { nearest } from "../../words/nearest";
import { adoptRule } from "../definition/adopt-rule";
import type { AnyBehaviour } from "../definition/behaviour";
import type { CheckFailure } from "./check-failure";
import { differs, isAbsent, isKept, keepIfSame } from "../values/compare";
import type { AnyInputs, InputRule, Zod } from "../definition/input-rule";
import { automaticName } from "../values/names";
import type { Desired, Timeouts } from "../record/record";
import { stillUnread } from "../record/unread";
import { broken } from "./broken-rules";
import { checkValue, isUnprinted, schemasOf } from "./schema-check";
import { hasUnknown, unknown } from "../values/unknown";

export interface CheckResult {
  readonly desired: Desired;
  readonly failures: readonly CheckFailure[];
}

/**
 * Validates and completes what the program gives. `olds` are the inputs of the last command, and `accepted` values that need
 * no validation. Local; unknown values pass.
 */
export function check(
  behaviour: AnyBehaviour,
  zod: Zod,
  olds: Desired | undefined,
  news: Desired,
  { now, random }: Pick<Environment, "now" | "random">,
  accepted: AnyInputs = olds?.inputs ?? {},
): CheckResult {
  const rules = rulesOf(behaviour);
  const unknownNames = Object.keys(news.inputs).filter((name) => rules[name] === undefined);
  const { inputs: checked, failures } = checkInputs(behaviour, zod, olds, news, accepted);
  const { adopt, ...inputs } = checked;
  const automatic = automaticInputs(behaviour, olds, news, random);
  const desired: Desired = {
    resource: news.resource,
    inputs: { ...inputs, ...automatic?.inputs },
    hasAutomaticName: automatic?.isAutomatic ?? news.hasAutomaticName,
    adopt: adopt ?? news.adopt,
    wasAdopted: wasAdopted(olds, news),
    unread: stillUnread(olds, inputs, (name, old) => {
      const rule = rules[name];
      return rule !== undefined && (hasUnknown(inputs[name]) || !differs(rule, old, inputs[name]));
    }),
  };
  const refused = [
    ...unknownNames.map((name) => unknownInput(behaviour, name)),
    ...checkTimeouts(news.resource?.timeouts),
    ...failures,
  ];
  // What an import file says to be unread is known to be there: only a program has to give it.
  const left = new Set([...refused.map(({ property }) => property), ...(news.unread ?? [])]);
  return { desired, failures: [...refused, ...brokenRules(behaviour, olds, desired, left, now())] };
}

/** Each input by itself. */
function checkInputs(
  behaviour: AnyBehaviour,
  zod: Zod,
  olds: Desired | undefined,
  news: Desired,
  accepted: AnyInputs,
): { inputs: AnyInputs; failures: readonly CheckFailure[] } {
  const rules = rulesOf(behaviour);
  const schemas = schemasOf(rules, zod);
  const inputs: Record<string, unknown> = {};
  const failures: CheckFailure[] = [];
  for (const [name, rule] of Object.entries(rules)) {
    const old = olds?.inputs[name];
    const value = givenValue(name, rule, old, news.inputs);
    if (value === undefined) {
      const isMissing = rule.required === true && news.unread?.includes(name) !== true;
      if (isMissing) failures.push({ property: name, reason: "is required", secret: true });
      continue;
    }
    const result = checkValue(schemas[name], name, rule, value, accepted[name]);
    if ("failure" in result) failures.push(result.failure);
    else if (rule.default === undefined && isAbsent(rule, result.value)) continue;
    else inputs[name] = hasUnknown(result.value) ? result.value : keepIfSame(rule, old, result.value);
  }
  return { inputs, failures };
}

/** An object that was adopted once counts as adopted from then on, also without `adopt` in the program. */
function wasAdopted(olds: Desired | undefined, news: Desired): boolean {
  return (
    news.inputs["adopt"] !== undefined || news.wasAdopted || olds?.adopt !== undefined || olds?.wasAdopted === true
  );
}

function brokenRules(
  behaviour: AnyBehaviour,
  olds: Desired | undefined,
  { inputs, wasAdopted: isAdopted, unread = [] }: Desired,
  failed: ReadonlySet<string>,
  nowMs: number,
): CheckFailure[] {
  const oldInputs = olds?.inputs ?? {};
  const isUnchanged = (name: string): boolean => unread.includes(name) || isSame(behaviour, name, oldInputs, inputs);
  const rules = (behaviour.rules ?? []).filter(
    (rule) => rule.onlyWhenChanged !== true || !rule.inputs.every(isUnchanged),
  );
  return broken(rules, { inputs, failed, circumstances: { nowMs, isAdopted }, olds: oldInputs }).map(
    ({ property, reason }) => ({ property, reason, secret: isUnprinted(behaviour.inputs[property]) }),
  );
}

function isSame(behaviour: AnyBehaviour, name: string, olds: AnyInputs, news: AnyInputs): boolean {
  const input = behaviour.inputs[name];
  return input !== undefined && !differs(input, olds[name], news[name]);
}

function givenValue(name: string, rule: InputRule<unknown>, old: unknown, news: AnyInputs): unknown {
  const given = news[name] ?? rule.default;
  const keeps = given !== undefined && old !== undefined && isKept(rule, news);
  return keeps ? old : given;
}

const rulesCache = new WeakMap<AnyBehaviour, AnyBehaviour["inputs"]>();

/** The inputs of the kind and those that all kinds have. */
function rulesOf(behaviour: AnyBehaviour): AnyBehaviour["inputs"] {
  let rules = rulesCache.get(behaviour);
  if (rules === undefined) {
    const adopts = behaviour.existing === undefined && behaviour.value === undefined;
    rules = adopts ? { ...behaviour.inputs, adopt: adoptRule } : behaviour.inputs;
    rulesCache.set(behaviour, rules);
  }
  return rules;
}

function checkTimeouts(timeouts: Timeouts = {}): CheckFailure[] {
  const wrong = Object.values(timeouts).filter((text) => text !== unknown && parseDuration(String(text)) === undefined);
  if (wrong.length === 0) return [];
  const reason = 'customTimeouts must be durations, for example "5m" or "1h30m"';
  return [{ property: "", reason, secret: false }];
}

function unknownInput(behaviour: AnyBehaviour, name: string): CheckFailure {
  const names = Object.keys(rulesOf(behaviour));
  const meant = nearest(name, names);
  const hint = meant === undefined ? `its inputs are ${names.join(", ")}` : `did you mean ${meant}?`;
  return { property: name, reason: `is no input of a ${behaviour.noun}: ${hint}`, secret: true };
}

/**
 * If the program leaves the name out, an existing object keeps its name, and a new one gets an automatic name. An adopted
 * object's name is not managed. Undefined if the program gives the name.
 */
function automaticInputs(
  behaviour: AnyBehaviour,
  olds: Desired | undefined,
  news: Desired,
  random: () => number,
): { readonly inputs: AnyInputs; readonly isAutomatic: boolean } | undefined {
  const [name, rule] = Object.entries(behaviour.inputs).find(([, { automatic }]) => automatic !== undefined) ?? [];
  if (name === undefined || rule?.automatic === undefined || news.inputs[name] !== undefined) return undefined;
  if (olds !== undefined) {
    const old = olds.inputs[name];
    return { inputs: old === undefined ? {} : { [name]: old }, isAutomatic: olds.hasAutomaticName };
  }
  if (news.inputs["adopt"] !== undefined) return undefined;
  return { inputs: { [name]: automaticName(rule.automatic, news.resource?.name ?? "", random) }, isAutomatic: true };
}
