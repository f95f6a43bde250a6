import type { AnyBehaviour } from "../definition/behaviour";
import { isSecret } from "../definition/input-rule";
import type { Desired, ProgramResource } from "../record/record";
import { pathsWithin, type PropertyPath } from "../values/property-path";

// What a program leaves to others by Pulumi's option `ignoreChanges`.

/** Inputs that are left to others as a whole, and paths to parts of inputs. */
export type Ignored = Required<Pick<ProgramResource, "ignored" | "ignoredParts">>;

export function ignoredBy(behaviour: AnyBehaviour, paths: readonly string[]): Ignored {
  const isWhole = (name: string): boolean => pathsWithin(name, paths).some(({ length }) => length === 0);
  const isPart = (path: string): boolean => partsOf(behaviour, [path]).length > 0;
  return { ignored: Object.keys(behaviour.inputs).filter(isWhole), ignoredParts: paths.filter(isPart) };
}

/** A resource whose request says what is ignored, which may be more than its constructor knew. */
export function ignoring<T extends Pick<Desired, "resource">>(desired: T, ignored: Ignored | undefined): T {
  const { resource } = desired;
  return resource === undefined || ignored === undefined
    ? desired
    : { ...desired, resource: { ...resource, ...ignored } };
}

/** Whether an input, or a part of it, is left to others. */
export function ignores(resource: ProgramResource | undefined, name: string): boolean {
  return resource?.ignored?.includes(name) === true || pathsWithin(name, resource?.ignoredParts).length > 0;
}

/** Why paths of the option cannot work, and what to do instead; undefined if they can. */
export function ignoreProblem(behaviour: AnyBehaviour, paths: readonly string[]): string | undefined {
  const parts = partsOf(behaviour, paths);
  return unreadablePart(behaviour, parts) ?? placelessPart(behaviour, parts);
}

/** With the rest of the value the old part would be written again. */
function unreadablePart({ inputs }: AnyBehaviour, parts: readonly Part[]): string | undefined {
  const found = parts.find(({ name }) => isSecret(inputs[name]));
  if (found === undefined) return undefined;
  const { path, name } = found;
  const keptBy = inputs[name]?.keptBy;
  return (
    `ignoreChanges: ${path} cannot be left to others, since ${name} is written as a whole and never read back: ` +
    `the old part would be written again. Ignore ${JSON.stringify(name)} as a whole` +
    `${keptBy === undefined ? "" : `, set ${keptBy}`}, ` +
    "or keep that part in a resource of its own"
  );
}

/** The service may show the items of such a list in another order. */
function placelessPart({ inputs }: AnyBehaviour, parts: readonly Part[]): string | undefined {
  const isPlace = (part: string | number): boolean => part === "*" || typeof part === "number";
  const found = parts.find(({ name, rest }) => inputs[name]?.unordered === true && rest.some(isPlace));
  if (found === undefined) return undefined;
  const { path, name } = found;
  return (
    `ignoreChanges: ${path} cannot be left to others, since the items of ${name} have no order: which of them is at that ` +
    `place may change at any time. Ignore ${JSON.stringify(name)} as a whole`
  );
}

interface Part {
  readonly path: string;
  /** Of the input. */
  readonly name: string;
  /** What follows the input's name. */
  readonly rest: PropertyPath;
}

/** Paths that lead below an input. */
function partsOf({ inputs }: AnyBehaviour, paths: readonly string[]): readonly Part[] {
  return paths.flatMap((path) =>
    Object.keys(inputs).flatMap((name) =>
      pathsWithin(name, [path])
        .filter(({ length }) => length > 0)
        .map((rest) => ({ path, name, rest })),
    ),
  );
}
