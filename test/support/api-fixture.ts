import { readdirSync } from "node:fs";
import { documents, readDocument, type ApiFixture, type ApiOperation } from "./api-document";
import type { Schema } from "./json-schema";
import { laterFixture } from "./later-versions";

export type { ApiFixture, ApiOperation } from "./api-document";

/** What the document of a version says, or what is known of a version that there is no document of. */
export function readApiFixture(service: string, version: string): ApiFixture {
  return laterFixture(service, version) ?? readDocument(service, version);
}

/** The services of SCP and the versions of their APIs that there are documents of, the oldest first. */
export function documentedApis(): { service: string; version: string }[] {
  return readdirSync(documents).flatMap((file) => {
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
