import { createHash } from "node:crypto";

import * as pulumi from "@pulumi/pulumi";

import { behaviourOf } from "../lifecycle/definition/behaviour";
import type { Definition } from "../lifecycle/definition/definition";
import type { ProgramResource } from "../lifecycle/record/record";
import { ignoredBy } from "../lifecycle/planning/ignored-inputs";
import { schemaVersion } from "../lifecycle/record/state-codec";
import { autonamingDeletesFirst } from "./autonaming";
import { inheritedBy } from "./inherited-options";
import { isSecret } from "./secrecy";

/** A resource as it is constructed: only the program's side knows this. */
export interface Construction {
  readonly definition: Definition<object, object>;
  readonly type: string;
  readonly name: string;
  readonly args: object;
  readonly options: pulumi.CustomResourceOptions;
  readonly isGet: boolean;
}

/** The hidden input `__meta`. It is stored with each resource, so it holds no default values. */
export function metaOf(construction: Construction): pulumi.Input<ProgramResource> {
  const known = knownMeta(construction);
  const later = Object.entries({ parent: parentOf(construction.options), secrets: secretsOf(construction) });
  const waited = later.filter(([, value]) => value !== undefined);
  if (waited.length === 0) return known;
  // A promise, not an Output: the other inputs depend on their own sources only.
  return Promise.all(waited.map(async ([key, value]) => [key, await value] as const)).then((entries) => ({
    ...known,
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  }));
}

function knownMeta({ definition, type, name, options, isGet }: Construction): ProgramResource {
  const { customTimeouts, replaceOnChanges, deleteBeforeReplace } = options;
  const retains = options.retainOnDelete ?? inheritedBy(options.parent).retainOnDelete;
  const { ignored, ignoredParts } = ignoredBy(behaviourOf(definition), options.ignoreChanges ?? []);
  return {
    schema: schemaVersion,
    name,
    stack: pulumi.getStack(),
    project: pulumi.getProject(),
    ...(customTimeouts === undefined ? {} : { timeouts: customTimeouts }),
    ...(replaceOnChanges === undefined ? {} : { replaceOnChanges }),
    ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
    ...(retains === true ? { retainOnDelete: true } : {}),
    ...(autonamingDeletesFirst(type) ? { autonaming: true } : {}),
    ...(ignored.length === 0 ? {} : { ignored }),
    ...(ignoredParts.length === 0 ? {} : { ignoredParts }),
    ...(isGet ? { get: true } : {}),
  };
}

/** A digest of the parent's type and name: tells resources of one name apart. It stays the same if the stack or project is renamed. */
function parentOf({ parent }: pulumi.CustomResourceOptions): Promise<string | undefined> | undefined {
  if (parent === undefined) return undefined;
  return new Promise((resolve) => {
    parent.urn.apply((urn) => {
      const [, , type = "", ...names] = urn.split("::");
      const isStack = type === "pulumi:pulumi:Stack";
      resolve(
        isStack
          ? undefined
          : createHash("sha256")
              .update([type, ...names].join("::"))
              .digest("hex")
              .slice(0, 8),
      );
    });
  });
}

/**
 * Names of the inputs that the program marks as secret, besides those that are secret by their kind, and of the outputs that
 * show them.
 */
function secretsOf({ definition, args }: Construction): Promise<readonly string[] | undefined> | undefined {
  const candidates = Object.entries(args).filter(
    ([name, value]) => definition.properties[name] === "plain" && holdsOutput(value),
  );
  if (candidates.length === 0) return undefined;
  return Promise.all(candidates.map(async ([name, value]) => ((await isSecret(value)) ? [name] : []))).then((names) => {
    const secrets = names.flat();
    const shown = Object.entries(definition.shows).filter(([, input]) => secrets.includes(input));
    return secrets.length === 0 ? undefined : [...secrets, ...shown.map(([output]) => output)];
  });
}

function holdsOutput(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return Object.values(value).some(holdsOutput);
}
