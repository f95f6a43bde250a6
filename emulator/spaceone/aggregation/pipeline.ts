import { requiredParameter, unexpected } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { sorted } from "../query/sort";
import type { Aggregate } from "../wire/statistics";
import { compileAddFields } from "./add-fields";
import { withinGroup } from "./field-path";
import { compileGroup } from "./group";
import { compileLookup } from "./lookup";
import { compileOnly, compileProject, type Projection } from "./project";
import { isTruthy } from "./python-truth";
import type { Scope, Stage } from "./stage";
import { compileUnwind } from "./unwind";

/** A stage as it is sent in a query, and those that the services add to it. */
export interface SentStage extends Omit<Aggregate, "project"> {
  readonly project?: Projection;
  readonly lookup?: Json;
  readonly add_fields?: Struct;
  readonly only?: readonly string[];
}

/** The stages of a pipeline. All of them are checked before the first one runs. */
export function compilePipeline(sent: readonly SentStage[], scope: Scope): Stage {
  let keys: readonly string[] = [];
  const stages = sent.flatMap((stage): Stage[] => {
    if (stage.group) {
      const group = compileGroup(stage.group, keys, scope);
      keys = [...keys, ...group.keys];
      return [group.stage];
    }
    const compiled = compileStage(stage, keys, scope);
    if (stage.project?.exclude_keys ?? stage.only) keys = [];
    return compiled;
  });
  return (documents) => stages.reduce((rest, stage) => stage(rest), documents);
}

function compileStage(sent: SentStage, keys: readonly string[], scope: Scope): Stage[] {
  if (sent.unwind) return compileUnwind(sent.unwind);
  if (sent.count) return [compileCount(sent.count.name)];
  if (sent.sort) return [compileSort(sent.sort, keys)];
  if (sent.project) return [compileProject(sent.project, keys)];
  if (sent.limit !== undefined) return [compileLimit(sent.limit)];
  if (sent.skip !== undefined) return [compileSkip(sent.skip)];
  if (sent.lookup !== undefined) return [compileLookup(sent.lookup, scope)];
  if (sent.add_fields) return [compileAddFields(sent.add_fields)];
  if (sent.only) return [compileOnly(sent.only)];
  throw requiredParameter(
    "aggregate.unwind or aggregate.group or aggregate.count or aggregate.sort or aggregate.project or aggregate.limit or aggregate.skip",
  );
}

/** The number of documents; there is no result where there is none. */
function compileCount(name: string | undefined): Stage {
  if (name === undefined) throw requiredParameter("aggregate.count.name");
  return (documents) => (documents.length === 0 ? [] : [{ [name]: documents.length }]);
}

/** A key that is named twice has its first place and its last direction. */
function compileSort(sent: readonly Json[], keys: readonly string[]): Stage {
  const directions = new Map<string, boolean>();
  for (const option of sent) {
    if (!isStruct(option)) throw unexpected("string indices must be integers, not 'str'");
    const { key } = option;
    if (typeof key !== "string") throw unexpected("'key'");
    directions.set(withinGroup(key, keys), isTruthy(option["desc"]));
  }
  if (directions.size === 0) throw unexpected("$sort stage must have at least one sort key");
  const orders = Array.from(directions, ([key, desc]) => ({ key, desc }));
  return (documents) => sorted(documents, orders);
}

function compileLimit(limit: number): Stage {
  if (limit < 0) {
    throw unexpected(`invalid argument to $limit stage: Expected a non-negative number in: $limit: ${limit}`);
  }
  if (limit === 0) throw unexpected("the limit must be positive");
  return (documents) => documents.slice(0, limit);
}

function compileSkip(skip: number): Stage {
  if (skip < 0) throw unexpected(`invalid argument to $skip stage: Expected a non-negative number in: $skip: ${skip}`);
  return (documents) => documents.slice(skip);
}
