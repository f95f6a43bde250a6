import { invalidParameter, requiredParameter } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { floatText, pythonRepr, pythonText } from "../python-text";
import type { ProjectField } from "../wire/statistics";
import type { Projection } from "./project";
import { isTruthy } from "./python-truth";

const operators: readonly (Json | undefined)[] = ["add", "subtract", "multiply", "divide", "size", "sum"];

/** The values that the results of `analyze` have: fields, or calculations with them. */
export function selection(select: Struct): Projection {
  return { exclude_keys: true, fields: Object.entries(select).flatMap(selected) };
}

/** What is neither a text nor an object is ignored. */
function selected([name, condition]: readonly [string, Json]): ProjectField[] {
  if (typeof condition === "string") return [{ name, key: condition }];
  if (!isStruct(condition)) return [];
  const { operator, key = null, fields = null } = condition;
  if (typeof operator !== "string" || !operators.includes(operator)) {
    throw invalidParameter("query.select.operator", `supported_operator = ${pythonRepr(operators)}`);
  }
  if (isTruthy(key)) return [{ name, operator, key: pythonText(key, floatText) }];
  if (!isTruthy(fields)) throw requiredParameter("query.select.fields");
  return [{ name, operator, fields }];
}
