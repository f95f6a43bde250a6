import * as pulumi from "@pulumi/pulumi";

interface Naming {
  readonly mode?: string;
  readonly pattern?: string;
  readonly resources?: Readonly<Record<string, Naming>>;
}

type Autonaming = Naming & { readonly providers?: Readonly<Record<string, Naming>> };

/** What makes two names of one pattern differ. */
const randomPart = /\$\{(?:(?:hex|alphanum|string|num)\(\d+\)|uuid)\}/;

/**
 * Whether the stack's setting `pulumi:autonaming` has Pulumi delete the old object of every replacement first: so it does
 * where its names have no random part, also for kinds that give themselves other names, and also against the option
 * `deleteBeforeReplace` (PUL 12). The most specific setting counts.
 */
export function autonamingDeletesFirst(type: string): boolean {
  const autonaming = settingOf(pulumi.runtime.getConfig("pulumi:autonaming"));
  const provider = autonaming.providers?.["pulumi-nodejs"];
  const naming = [provider?.resources?.[type], provider, autonaming].find((candidate) => isSaid(candidate));
  if (naming?.pattern !== undefined) return !randomPart.test(naming.pattern);
  return naming?.mode === "verbatim" || naming?.mode === "disabled";
}

function isSaid(naming: Naming | undefined): boolean {
  return naming?.mode !== undefined || naming?.pattern !== undefined;
}

/** What is not understood Pulumi itself refuses. */
function settingOf(text: string | undefined): Autonaming {
  try {
    const setting = JSON.parse(text ?? "{}") as unknown;
    return typeof setting === "object" && setting !== null ? setting : {};
  } catch {
    return {};
  }
}
