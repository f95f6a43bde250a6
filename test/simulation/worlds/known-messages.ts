import type { SwitchValues } from "../../../emulator/world/switches";
import type { Lived } from "./life";
import { settlingMs } from "../../../provider/lifecycle/command/young-objects";

type World = Partial<SwitchValues>;

/** A message that a world may give rise to, and nothing else. */
interface KnownMessage {
  readonly kinds: readonly string[];
  readonly in: (world: SwitchValues) => boolean;
  readonly message: RegExp;
}

const settling = settlingMs / 1000;
/** So long a creation waits, in seconds, unless the program allows more. */
const longestWait = 600;

const knownMessages: readonly KnownMessage[] = [
  {
    kinds: ["Secret", "ConfigInspection"],
    in: ({ showLagSeconds }) => showLagSeconds > settling,
    message: /^\w+ \w+: the [a-z ]+ was made, but the service does not show it yet: run `pulumi up` again in a minute$/,
  },
  {
    kinds: ["KmsKey"],
    in: ({ changeReplies, showLagSeconds }) => changeReplies === "none" && showLagSeconds > settling,
    message: /: the KMS key was made, but the service does not show it yet: run `pulumi up` again in a minute$/,
  },
  {
    kinds: ["CloudService", "SpaceoneSecret"],
    in: ({ updateReplies, showLagSeconds }) => updateReplies === "empty" && showLagSeconds > settling,
    message:
      /: the (cloud service|SpaceONE secret) was made, but the service does not show it yet: run `pulumi up` again/,
  },
  {
    kinds: ["KmsKey"],
    in: ({ unchanged, stateSpelling }) => unchanged === "refused" && stateSpelling === "unknown",
    message: /: cannot (create|update) the KMS key: PUT kms \S+\/state: HTTP (400|200) NotChanged: /,
  },
  {
    kinds: ["Secret"],
    in: ({ versionLagSeconds }) => versionLagSeconds > settling,
    message:
      /: versionLabels: the service does not show a version of the secret yet: run `pulumi up` again in a minute$/,
  },
  {
    kinds: ["Secret"],
    in: ({ versionLagSeconds, sameValue }) => versionLagSeconds > settling || sameValue === "ignored",
    message:
      /the service does not show the new value yet, so that version labels cannot follow: run `pulumi up` again in/,
  },
  {
    kinds: ["Secret"],
    in: ({ keyUseLagSeconds, readyLagSeconds }) => keyUseLagSeconds > 0 || readyLagSeconds > 0,
    message:
      /\/kmsid: HTTP (400|200) scp-security.secretsmanager.kms.invalid: The KMS key (could not be found|is in state Creating)/,
  },
  {
    kinds: ["Secret"],
    in: ({ sameValue }) => sameValue === "refused",
    message:
      /: cannot (create|update) the secret: PUT secretsmanager \S+\/values: .*\. If the secret has this value already, give/,
  },
  {
    kinds: ["Secret"],
    in: ({ waitingObjects }) => waitingObjects !== "shown",
    message:
      /: POST secretsmanager \/v1\/secrets: HTTP \d+ scp-security\.secretsmanager\.name\.duplicated: .*: restored /,
  },
  {
    kinds: ["KmsKey", "SecretVault"],
    // What is not shown is taken for what its creation has shown.
    in: ({ readyLagSeconds, showLagSeconds }) =>
      readyLagSeconds > longestWait || (readyLagSeconds > 0 && showLagSeconds >= longestWait),
    message:
      /: the [A-Za-z ]+ is still \w+ after \d+ s: run `pulumi up` again to go on waiting, or allow more time with /,
  },
  {
    kinds: ["Secret"],
    in: ({ stateSpelling, deleteAtOfActive }) => stateSpelling === "unknown" && deleteAtOfActive === "old",
    message: /: the secret was made, but its state is X_Active: look for the cause in the console, then destroy it/,
  },
];

/** What a world gives rise to only together with a fault. */
const knownAfterFaults: readonly KnownMessage[] = [
  {
    // After a lost reply only the time tells whose an object with the program's name is.
    kinds: ["KmsKey", "Secret", "SecretVault", "Certificate"],
    in: ({ createdAt, createdAtSkewSeconds }) =>
      Math.abs(createdAtSkewSeconds) > 60 || createdAt === "missing" || createdAt === "empty",
    message:
      /: the name "\w+" is taken by the|, and the service does not show when it was made, so that nobody can tell/,
  },
  {
    kinds: ["SecretVault"],
    in: ({ vaultTokenMask }) => vaultTokenMask !== "none",
    message: /was made, but the reply with its token's secret was lost, and the service does not show it again/,
  },
];

/** Whether a world may give rise to a message of a kind after a fault. */
export function isKnownAfterFaults(kind: string, world: SwitchValues, text: string): boolean {
  return [...knownMessages, ...knownAfterFaults].some(
    (one) => one.kinds.includes(kind) && one.in(world) && one.message.test(text),
  );
}

/** Whether a world may give rise to a message of a kind. */
export function isKnownMessage(kind: string, world: SwitchValues, text: string): boolean {
  return knownMessages.some((one) => one.kinds.includes(kind) && one.in(world) && one.message.test(text));
}

/** Worlds in which a kind cannot be used: its message says what was met. */
const unusable: readonly { readonly kind: string; readonly world: World }[] = [
  { kind: "Secret", world: { stateSpelling: "unknown", deleteAtOfActive: "old" } },
  // Whether a new key is started cannot be told, and to start it is refused.
  { kind: "KmsKey", world: { stateSpelling: "unknown", unchanged: "refused" } },
];

export const unusableWorlds: readonly World[] = unusable.map(({ world }) => world);

/** Whether a kind cannot be used in a world. */
export function isUnusable(kind: string, world: SwitchValues): boolean {
  const values = new Map<string, unknown>(Object.entries(world));
  return unusable.some(
    (one) => one.kind === kind && Object.entries(one.world).every(([name, value]) => values.get(name) === value),
  );
}

/** Whether a kind says, each time, why a flow cannot succeed in a world. */
export function isImpossible({ kind, flow }: Lived, world: SwitchValues): boolean {
  const { deletedName, sameValue, waitingObjects } = world;
  if (kind !== "Secret" || isMadeAnew({ kind, flow }, world)) return false;
  if (sameValue === "refused" && getsSameValue.test(flow)) return true;
  return deletedName === "taken" && waitingObjects !== "shown" && lookedFor[waitingObjects].test(flow);
}

/** An adopted or a restored secret gets the program's value, which it has already in these flows. */
const getsSameValue = /^adopt$|^take adopt out|^restore what was destroyed/;

/** In these flows a secret that waits for its deletion has to be found. */
const lookedFor = { unlisted: /^restore /, hidden: /^restore |^refresh with restoration/ };

/** Whether what a flow restores is gone, or cannot be found while its name is free: then another one is made. */
export function isMadeAnew({ kind, flow }: Pick<Lived, "kind" | "flow">, world: SwitchValues): boolean {
  const { deletedName, deletion, waitingObjects } = world;
  const isLost = deletion === "atOnce" || (deletedName === "free" && waitingObjects !== "shown");
  return kind === "Secret" && isLost && lookedFor.hidden.test(flow);
}

/**
 * Whether a world hides what somebody else has changed, so that nobody brings it back: a state that is no known word. A
 * warning says so.
 */
export function isUnseen({ kind, flow, warnings }: Lived, { stateSpelling }: SwitchValues): boolean {
  return (
    kind === "KmsKey" &&
    flow === "refresh after enabled was changed elsewhere" &&
    stateSpelling === "unknown" &&
    warnings.some((text) => text.includes('"X_Active"'))
  );
}
