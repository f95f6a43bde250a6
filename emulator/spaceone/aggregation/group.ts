import { databaseFailure, requiredParameter } from "../errors";
import { pythonRepr } from "../python-text";
import { nameOf, keyOf } from "../query/filter";
import type { Group, GroupKey } from "../wire/statistics";
import { compileAccumulator } from "./accumulators";
import { compileDateFormat } from "./date-format";
import { fieldExpression, withinGroup, type Expression } from "./field-path";
import { compareValues } from "../query/order";
import type { Scope, Stage } from "./stage";
import { identityOf, type Document } from "../query/value";

/** A key of a group stage: its name in the results, and its value. */
type Key = readonly [name: string, expression: Expression];

/** The stage, and the names of its keys: later stages reach those under `_id`. */
export interface CompiledGroup {
  readonly stage: Stage;
  readonly keys: readonly string[];
}

/** One document for each combination of the keys' values, in the order of these values. */
export function compileGroup(group: Group, keysBefore: readonly string[], scope: Scope): CompiledGroup {
  const { keys: sentKeys = [], fields: sentFields = [] } = group;
  if (sentKeys.length === 0 && sentFields.length === 0) {
    throw requiredParameter("aggregate.group.keys || aggregate.group.fields");
  }
  const keys = sentKeys.map((key) => compileKey(key, keysBefore));
  const fields = sentFields.map((field) => compileAccumulator(field, keysBefore, scope));
  const reduced = ([id, members]: Entry): Document => ({
    ...Object.fromEntries(fields.map(([name, accumulate]) => [name, accumulate(members)])),
    _id: id,
  });
  return {
    stage: (documents) => entriesOf(documents, keys).map(reduced),
    keys: keys.map(([name]) => name),
  };
}

type Entry = readonly [id: Document | null, members: readonly Document[]];

/** Without keys all documents are one group, whose id is null; without documents there is no group. */
function entriesOf(documents: readonly Document[], keys: readonly Key[]): readonly Entry[] {
  if (keys.length === 0) return documents.length === 0 ? [] : [[null, documents]];
  const groups = new Map<string, readonly [id: Document, members: Document[]]>();
  for (const document of documents) {
    const id = idOf(document, keys);
    const identity = identityOf(id);
    const group = groups.get(identity);
    if (group) group[1].push(document);
    else groups.set(identity, [id, [document]]);
  }
  return [...groups.values()].sort(([a], [b]) => compareValues(a, b));
}

/** A key without a value is left out, so that it differs from null. */
function idOf(document: Document, keys: readonly Key[]): Document {
  const values = keys.map(([name, expression]) => [name, expression(document)] as const);
  return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function compileKey(sent: GroupKey, keysBefore: readonly string[]): Key {
  const [key, name] = [keyOf(sent), nameOf(sent)];
  if (key === undefined) throw incomplete("key", sent);
  if (name === undefined) throw incomplete("name", sent);
  const expression = fieldExpression(withinGroup(key, keysBefore));
  return [name, sent.date_format === undefined ? expression : compileDateFormat(sent.date_format, expression)];
}

function incomplete(part: string, sent: GroupKey) {
  return databaseFailure(`'aggregate.group.keys' condition requires a ${part}: ${pythonRepr(sent)}`);
}
