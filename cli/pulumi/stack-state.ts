import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

import { UserError } from "../user-error";
import { pulumi } from "./run";

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  external: z.boolean().optional(),
  delete: z.boolean().optional(),
});

const exported = z.object({
  // A stack whose first command was killed has none.
  deployment: z.object({ resources: z.array(resource).nullish() }).nullable(),
});

/** A resource of this package that manages an object. */
export interface ManagedResource {
  readonly kind: string;
  readonly id: string;
  readonly urn: string;
}

const typeForm = /^pulumi-nodejs:dynamic\/(?:scp|spaceone):(\w+)$/;

/**
 * The resources of this package in an exported state or, if there is no such file, in a stack of that name. What is only
 * looked up, or about to be deleted, manages nothing.
 */
export async function managedResources(fileOrStack: string): Promise<readonly ManagedResource[]> {
  const text = existsSync(fileOrStack)
    ? readFileSync(fileOrStack, "utf8")
    : await pulumi("stack", "export", "--stack", fileOrStack);
  const resources = parse(text, fileOrStack).deployment?.resources ?? [];
  return resources.flatMap((resource) => {
    const { urn, type, id, external = false } = resource;
    const [, kind] = typeForm.exec(type) ?? [];
    return kind === undefined || id === undefined || external || resource.delete === true ? [] : [{ kind, id, urn }];
  });
}

function parse(text: string, source: string): z.infer<typeof exported> {
  try {
    return exported.parse(JSON.parse(text));
  } catch {
    throw new UserError(
      `${source} is no exported state of a stack: make one with pulumi stack export --file ${source}`,
    );
  }
}
