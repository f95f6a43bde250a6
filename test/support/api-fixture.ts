import { readdirSync, readFileSync } from "node:fs";
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

const folder = join(__dirname, "..", "contract", "fixtures");

export function readApiFixture(service: string, version: string): ApiFixture {
  return JSON.parse(readFileSync(join(folder, `${service}-${version}.json`), "utf8")) as ApiFixture;
}

/** The services of SCP and the versions of their APIs that there are documents of, the oldest first. */
export function documentedApis(): { service: string; version: string }[] {
  return readdirSync(folder).flatMap((file) => {
    const [, service, version] = /^([a-z-]+)-(\d+\.\d+)\.json$/.exec(file) ?? [];
    return service === undefined || version === undefined ? [] : [{ service, version }];
  });
}

/** The document of each service's newest version. */
export function newestApiFixtures(): ApiFixture[] {
  const newest = new Map(documentedApis().map(({ service, version }) => [service, version]));
  return Array.from(newest, ([service, version]) => readApiFixture(service, version));
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
