import { databaseFailure, requiredParameter } from "../errors";
import type { Json } from "../json";
import { pythonText, floatText } from "../python-text";
import { keyOf, operandOf, operatorOf } from "../query/filter";
import { among, equal, negated, pattern, type Test } from "../query/tests";
import { candidatesAt } from "../query/path";
import type { Filter } from "../wire/query";
import { isTruthy } from "./python-truth";
import type { Stage } from "./stage";
import type { Document } from "../query/value";

/**
 * Keeps the documents for which all conditions hold. These conditions are simpler than those of a query: texts are
 * patterns, and upper and lower case differ.
 */
export function compileMatch(filters: readonly Filter[]): Stage {
  const tests = filters.map((filter) => {
    const [key, operand, operator] = [keyOf(filter) ?? "", operandOf(filter), operatorOf(filter) ?? ""];
    if (key === "" || operator === "" || !isTruthy(operand)) throw requiredParameter("aggregate.match.filter");
    const test = compileTest(operator, operand);
    const path = key.split(".");
    return (document: Document) => test(candidatesAt(document, path));
  });
  return (documents) => documents.filter((document) => tests.every((fits) => fits(document)));
}

function compileTest(operator: string, operand: Json): Test {
  const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined;
  if (!test) throw databaseFailure(`Unsupported operator: ${operator}`);
  return test(operand);
}

const contain = (operand: Json): Test => pattern(pythonText(operand, floatText), "");
const list = (operand: Json): readonly Json[] => (Array.isArray(operand) ? (operand as readonly Json[]) : [operand]);

const containAny = (operand: Json): Test => {
  const any = list(operand).map(contain);
  return (candidates) => any.some((fits) => fits(candidates));
};

const tests: Readonly<Record<string, (operand: Json) => Test>> = {
  eq: equal,
  not: (operand) => negated(equal(operand)),
  in: (operand) => among(list(operand)),
  not_in: (operand) => negated(among(list(operand))),
  contain,
  not_contain: (operand) => negated(contain(operand)),
  contain_in: containAny,
  not_contain_in: (operand) => negated(containAny(operand)),
};
