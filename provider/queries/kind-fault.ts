import type { Kind } from "./fields/fields";
import { operators, type Operator } from "./operators";

const textual = ["text", "texts", "pattern", "patterns", "object"];
const temporal = ["time", "difference"];

/** What of a condition cannot be compared with what its field has; undefined if all can. */
export function kindFault(
  path: string,
  kind: Kind,
  { operator, value }: { readonly operator: Operator; readonly value: unknown },
): string | undefined {
  const operand = operators[operator];
  if (kind === "time" && textual.includes(operand)) {
    return `${path} is a time, which ${operator} does not know: use datetime_gte and datetime_lt, or timediff_gte`;
  }
  if (kind === "day" && temporal.includes(operand)) {
    return `${path} is a text such as 2026-01-31, which ${operator} does not know: use eq, gte or lt`;
  }
  if (kind === "flag" && !(operand === "flag" || (operand === "value" && isFlag(value)))) {
    return `${path} is true or false: use eq, not or exists`;
  }
  if (kind !== "number") return undefined;
  if (textual.includes(operand) || temporal.includes(operand)) {
    return `${path} is a number, which ${operator} does not know: use eq, in, gt, gte, lt or lte`;
  }
  return operand === "flag" || [value].flat().every(isNumber) ? undefined : `${path} is compared with numbers only`;
}

function isFlag(value: unknown): boolean {
  return value === null || typeof value === "boolean";
}

/** The service takes a number that is written as a text, as SpaceONE's console sends it. */
function isNumber(value: unknown): boolean {
  return value === null || Number.isFinite(typeof value === "string" && value.trim() !== "" ? Number(value) : value);
}
