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

/** The folder of the documents. */
export const documents = join(__dirname, "..", "contract", "fixtures");

export function readDocument(service: string, version: string): ApiFixture {
  return JSON.parse(readFileSync(join(documents, `${service}-${version}.json`), "utf8")) as ApiFixture;
}
