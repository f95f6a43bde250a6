import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Schema } from "./json-schema";

/** What tools/fixtures.mjs keeps of one version of an API. */
export interface ApiFixture {
  readonly service: string;
  readonly version: string;
  readonly status: string;
  /** The day from which it is not supported any more: `20251231`. */
  readonly notBefore: string | null;
  readonly operations: readonly ApiOperation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface ApiOperation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[];
  readonly request: { readonly schema: string; readonly example: Readonly<Record<string, unknown>> } | null;
  readonly response: { readonly status: number; readonly schema?: string; readonly example?: unknown };
}

export function readApiFixture(service: string, version: string): ApiFixture {
  const file = join(__dirname, "..", "contract", "fixtures", `${service}-${version}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as ApiFixture;
}

export function schemaOf(fixture: ApiFixture, name: string): Schema {
  const schema = fixture.schemas[name];
  if (!schema) throw new Error(`${fixture.service} ${fixture.version} has no schema ${name}`);
  return schema;
}

/** An operation of a version of an API. */
export function findOperation(fixture: ApiFixture, method: string, path: string): ApiOperation {
  const operation = fixture.operations.find((candidate) => candidate.method === method && candidate.path === path);
  if (!operation) throw new Error(`${fixture.service} ${fixture.version} has no ${method} ${path}`);
  return operation;
}

/** All operations of all versions, with titles for tests. */
export function servedOperations(fixtures: readonly ApiFixture[]) {
  return fixtures.flatMap((fixture) =>
    fixture.operations.map((operation) => ({
      title: `${fixture.version} ${operation.method} ${operation.path}`,
      fixture,
      operation,
    })),
  );
}
