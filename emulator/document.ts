import { readFileSync } from "node:fs";
import type { z } from "zod";

/** A JSON document that cannot be used. The message names the field. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

/** Reads a JSON document. */
export function decodeDocument<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const result = schema.safeParse(parse(text));
  if (!result.success) throw new DocumentError(result.error.issues.map(describe).join("; "));
  return result.data;
}

/** Uses the JSON document in a file. Throws where it cannot be read or used, and says which file. */
export function withFile<Result>(what: string, file: string, use: (text: string) => Result): Result {
  try {
    return use(readFileSync(file, "utf8"));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} ${file}: ${problem.replace(/^body: /, "")}`, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DocumentError(`body: not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return `${path.length > 0 ? path.map(String).join(".") : "body"}: ${message}`;
}
