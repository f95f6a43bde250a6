import type { Context } from "../../../lifecycle/definition/context";
import type { OptionalInputRule } from "../../../lifecycle/definition/input-rule";
import type { Possible } from "../../../lifecycle/definition/step";
import { textsByName } from "../../fields";
import type { SecretArgs } from "./secret-contract";
import { labelled, ownLabels, readVersions, systemLabels, type Versions } from "./secret-versions";

type Labels = Readonly<Record<string, string>>;

/** How long a label may be. */
export const labelLength = { min: 1, max: 256 } as const;

export const versionLabels: OptionalInputRule<Record<string, string>> = {
  change: "update",
  schema: (z) =>
    textsByName(z, z.string().min(1, 'must be "CURRENT", "PREVIOUS" or the id of a version'), {
      called: "labels",
      names: "labels",
      length: labelLength,
      most: 20,
    }).refine(
      (labels) => !Object.keys(labels).some((label) => systemLabels.includes(label)),
      "CURRENT and PREVIOUS are the service's own labels",
    ),
  same: sameLabels,
};

function sameLabels(a: Labels, b: Labels): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Whether a label is for the version before the current one, and there is none yet: then it is on no version. */
function waitsForSecond(versions: Versions, target: string | undefined): boolean {
  return target === "PREVIOUS" && versions.length === 1;
}

/**
 * The program's labels as they are now. A label that is still where it was put, or where the program wants it, keeps the
 * program's word for the version.
 */
export function shownLabels(
  versions: Versions,
  known: Readonly<Record<string, unknown>>,
): { versionLabels: Record<string, string> } | object {
  // If the outcome of an update is unknown, only the labels are known, not the versions that the program wanted.
  const managed = known["versionLabels"] as Record<string, string | undefined> | undefined;
  if (managed === undefined) return {};
  const applied = (known["labels"] ?? {}) as Record<string, string>;
  const now = ownLabels(versions);
  const entries = Object.entries(managed).flatMap(([label, target]) => {
    const at = now[label];
    if (at === undefined) return waitsForSecond(versions, target) ? [[label, "PREVIOUS"] as const] : [];
    const isThere = at === applied[label] || at === versionOf(versions, target);
    return [[label, isThere ? (target ?? at) : at] as const];
  });
  return { versionLabels: Object.fromEntries(entries) };
}

/** The version that a program means. */
function versionOf(versions: Versions, target: string | undefined): string | undefined {
  return target !== undefined && systemLabels.includes(target) ? labelled(versions, target) : target;
}

/** Moves each label to the version that the program wants, and removes labels that the program no longer names. */
export async function moveLabels(
  context: Context,
  id: string,
  wanted: Labels,
  applied: Partial<SecretArgs>,
  possible: Possible<SecretArgs>,
  seen: Versions | undefined,
): Promise<void> {
  const { scp, refuse } = context;
  const versions = await readVersions(context, id, seen);
  if (versions === undefined) {
    return refuse("versionLabels: the service's list of versions is not understood, so no label is moved");
  }
  if (versions.length === 0) {
    return refuse(
      "versionLabels: the service does not show a version of the secret yet: run `pulumi up` again in a minute",
    );
  }
  const now = ownLabels(versions);
  for (const [label, target] of Object.entries(wanted)) {
    if (waitsForSecond(versions, target)) {
      if (now[label] !== undefined) await scp.secrets.moveLabel(id, label, now[label], undefined);
      continue;
    }
    const to = versionOf(versions, target);
    if (to === undefined || !versions.some((version) => version.id === to)) {
      return refuse(`versionLabels: the secret has no version ${target} for the label ${label}`);
    }
    if (now[label] !== to) await scp.secrets.moveLabel(id, label, now[label], to);
  }
  for (const label of [...Object.keys(applied.versionLabels ?? {}), ...(possible.versionLabels ?? [])]) {
    const from = now[label];
    if (wanted[label] === undefined && from !== undefined) await scp.secrets.moveLabel(id, label, from, undefined);
  }
}
