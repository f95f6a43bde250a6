import * as pulumi from "@pulumi/pulumi";

interface Naming {
  readonly mode?: string;
  readonly pattern?: string;
  readonly resources?: Readonly<Record<string, Naming>>;
}

type Autonaming = Naming & { readonly providers?: Readonly<Record<string, Naming>> };

/** The part of a pattern by which two names differ. */
const randomPart = /\$\{(?:(?:hex|alphanum|string|num)\(\d+\)|uuid)\}/;

/**
 * Whether the stack's setting `pulumi:autonaming` makes Pulumi delete the old object of every replacement first. It does if
 * its names have no random part, also for kinds that make their own names, and also against the option
 * `deleteBeforeReplace` (PUL 12). The most specific setting counts.
 */
export function autonamingDeletesFirst(type: string): boolean {
  const autonaming = settingOf(pulumi.runtime.getConfig("pulumi:autonaming"));
  const provider = autonaming.providers?.["pulumi-nodejs"];
  const naming = [provider?.resources?.[type], provider, autonaming].find((candidate) => isSet(candidate));
  if (naming?.pattern !== undefined) return !randomPart.test(naming.pattern);
  return naming?.mode === "verbatim" || naming?.mode === "disabled";
}

function isSet(naming: Naming | undefined): boolean {
  return naming?.mode !== undefined || naming?.pattern !== undefined;
}

/** An invalid setting counts as none; Pulumi itself refuses it. */
function settingOf(text: string | undefined): Autonaming {
  try {
    const setting = JSON.parse(text ?? "{}") as unknown;
    return typeof setting === "object" && setting !== null ? setting : {};
  } catch {
    return {};
  }
}
