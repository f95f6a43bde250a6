import * as pulumi from "@pulumi/pulumi";

import type { Definition, Wholeness } from "../lifecycle/definition/definition";
import { isLater, isPlain } from "./later";

/**
 * A program's inputs. A member without a value is an error in an input that has to be whole: Pulumi would leave the member
 * out without a message. Outputs and promises are checked when their values are known.
 */
export function wholeInputs({ kind, whole }: Definition<object, object>, name: string, args: object): object {
  const inputs = Object.entries(args).map(([input, value]: [string, unknown]) => {
    const rule = whole[input];
    return [input, rule === undefined ? value : inputOf(value, `${kind} ${name}: ${input}`, rule)] as const;
  });
  return Object.fromEntries(inputs);
}

/** An input itself may be left out, or be null or undefined. */
function inputOf(value: unknown, where: string, rule: Wholeness): unknown {
  if (value === undefined || value === null) return value;
  return isLater(value)
    ? pulumi.output(value).apply((known) => inputOf(known, where, rule))
    : partsOf(value, where, rule);
}

function partsOf(value: unknown, where: string, rule: Wholeness): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => partOf(item, `${where}[${String(index)}]`, "null is absent", rule));
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, partOf(item, `${where}.${key}`, rule, rule)]),
  );
}

/** A member of an object, or an item of a list, which may be null. */
function partOf(value: unknown, where: string, own: Wholeness, rule: Wholeness): unknown {
  if (value === undefined || (value === null && own === "no null")) {
    throw new TypeError(`${where} is ${String(value)}; leave the member out or give it a value`);
  }
  return isLater(value)
    ? pulumi.output(value).apply((known) => partOf(known, where, own, rule))
    : partsOf(value, where, rule);
}
