import { databaseFailure, wrongOperand } from "../errors";
import { pythonRepr } from "../python-text";
import { keyOf, operandOf, operatorOf } from "../query/filter";
import type { Filter, Query } from "../wire/query";

const lists = ["in", "not_in", "contain_in", "not_contain_in"];
const operators = ["eq", "not", "contain", "not_contain", ...lists];

/**
 * Conditions on single tags, in the form in which the service sends them to the database: as if tags were a list of
 * keys and values. They are none, so that no data source is ever found by them.
 */
export function tagMatches(filter: readonly Filter[] = []): Filter[] {
  return filter.map((condition) => {
    const key = keyOf(condition);
    if (!key?.startsWith(beginning)) return condition;
    const [operator = "", operand] = [operatorOf(condition), operandOf(condition)];
    if (!operators.includes(operator)) throw databaseFailure("Filter operator is not supported.");
    if (lists.includes(operator) && !Array.isArray(operand)) {
      throw wrongOperand(
        "LIST_VALUE_TYPE",
        `The value of '${operator} operator' must be a list type. (${pythonRepr(condition)})`,
      );
    }
    return { key: "tags", value: { key: key.slice(beginning.length), value: operand }, operator: "match" };
  });
}

/** The same for a list, which loads all tags where it asks for some. */
export function withTagMatches(query: Query): Query {
  const only = query.only?.map((key) => (key.startsWith(beginning) ? "tags" : key));
  return { ...query, filter: tagMatches(query.filter), ...(only && { only: [...new Set(only)] }) };
}

const beginning = "tags.";
