import { databaseFailure, SpaceoneError } from "../errors";
import type { Struct } from "../json";
import { compileFilters } from "../query/filter";
import type { Model } from "../query/model";
import { documentOf, type Document } from "../query/value";
import type { Filter, Page } from "../wire/query";
import { compilePipeline, type SentStage } from "./pipeline";

/** What a pipeline is made of. */
export interface Pipeline {
  readonly filter?: readonly Filter[];
  readonly filter_or?: readonly Filter[];
  readonly stages: readonly SentStage[];
  readonly page?: Page;
}

export interface Aggregated {
  /** Only where the page has a limit. */
  readonly total_count?: number;
  readonly results: readonly Document[];
}

/** Sends the records that fit the conditions through the stages of a pipeline. */
export function aggregate(model: Model, records: Iterable<Struct>, pipeline: Pipeline, now: number): Aggregated {
  const { filter = [], filter_or = [], stages, page: { limit = 0, start = 1 } = {} } = pipeline;
  const fits = compileFilters(model, filter, filter_or, now);
  return asQuery(() => {
    const run = compilePipeline(stages, scopeOf(model));
    const found = run(
      Array.from(records)
        .filter(fits)
        .map((record) => documentOf(model, record)),
    ).map(withoutId);
    return limit === 0
      ? { results: found }
      : { total_count: found.length, results: found.slice(start - 1, start - 1 + limit) };
  });
}

function scopeOf(model: Model) {
  const { fields, related } = model;
  return {
    timeFields: Object.keys(fields).filter((name) => fields[name] === "time"),
    collection: (name: string) => (related?.(name) ?? []).map((record) => documentOf(model, record)),
  };
}

/** The keys of a group stand beside its fields in the results. */
function withoutId(document: Document): Document {
  const members = Object.entries(document).flatMap(([name, value]) => {
    return name === "_id" && typeof value === "object" && value !== null
      ? Object.entries(value)
      : [[name, value] as const];
  });
  return Object.fromEntries(members);
}

/** Whatever goes wrong in a pipeline becomes the reason of a failed query. */
function asQuery<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SpaceoneError ? databaseFailure(error.message.trimStart()) : error;
  }
}
