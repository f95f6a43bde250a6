import type { SwitchValues } from "../../../emulator/world/switches";
import type { Lived } from "./life";
import { isImpossible, isKnownMessage, isMadeAnew, isUnseen, isUnusable } from "./known-messages";

/** What the service holds after each flow where all switches have their defaults, apart from what differs each time. */
export class Expected {
  private readonly usual: ReadonlyMap<string, Lived>;

  constructor(lived: readonly Lived[]) {
    this.usual = new Map(lived.map((one) => [keyOf(one), one]));
  }

  /** What is not as it should be in a world. */
  wrong(lived: Lived, world: SwitchValues): readonly string[] {
    const { kind, messages, wrong, isUsable } = lived;
    const isStrange = (text: string): boolean => !isKnownMessage(kind, world, text);
    const strange = messages.filter(isStrange).map((text) => `it says: ${text}`);
    // Its last command may have been a refresh, after which there is nothing.
    if (isUsable && isImpossible(lived, world)) {
      return [
        ...wrong.filter((text) => text !== '"gone"' && isStrange(text)),
        ...strange,
        ...(messages.length === 0 ? ["it does not say why it fails"] : []),
      ];
    }
    const found = [...wrong, ...strange];
    if (isUnusable(kind, world)) return [...found, ...(messages.length === 0 ? ["it does not say why it fails"] : [])];
    if (!isUsable) return [...found, "it cannot be used"];
    if (isMadeAnew(lived, world)) return found;
    const usual = this.usual.get(keyOf(lived));
    const held = heldBy(lived, world);
    const expected = usual && heldBy(usual, world);
    if (isUnseen(lived, world)) return [...found, ...(held === expected ? ["what cannot be seen was seen"] : [])];
    return held === expected ? found : [...found, `the service holds ${held}, and not ${expected ?? "anything"}`];
  }
}

function keyOf({ kind, flow }: Lived): string {
  return `${kind}, ${flow}`;
}

interface Version {
  readonly version_id: string;
  readonly valueSha256: string;
}

/** A secret as if a value that is the current one already had made no version: for JSON.stringify. */
function withoutRepeats(_name: string, value: unknown): unknown {
  const { versions, labels } = Object(value) as { versions?: readonly Version[]; labels?: readonly Version[] };
  if (versions === undefined || labels === undefined) return value;
  const kept = versions.filter(({ valueSha256 }, index) => versions[index + 1]?.valueSha256 !== valueSha256);
  const isKept = ({ version_id }: Version): boolean => kept.some((one) => one.version_id === version_id);
  return { ...Object(value), versions: kept, labels: labels.filter(isKept) } as unknown;
}

/** What differs from one time to the next: times and what depends on them, ids, random names and serial numbers. */
const random: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, "time"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "uuid"],
  // Before ids: a serial number may be as long as one.
  [/"(fingerprint|serial|tokenSecretSha256)":"[0-9a-f]+"/g, "$1"],
  [/\b[0-9a-fA-F]{32}\b/g, "id"],
  [/"runs":\[[^\]]*\]/g, "runs"],
  [/-----BEGIN [^"]*-----END [A-Z ]+-----/g, "pem"],
  [/\b((?:cloud-svc|secret)-)[0-9a-z]{12}\b/g, "$1id"],
  [/\b(orders|bystander|elsewhere)-?[0-9a-z]{4,}\b/g, "$1-random"],
];

function heldBy({ holding }: Lived, { sameValue }: SwitchValues): string {
  const without = sameValue === "newVersion" ? undefined : withoutRepeats;
  const text = holding === undefined ? "nothing" : JSON.stringify(holding, without);
  return random.reduce((known, [pattern, word]) => known.replaceAll(pattern, word), text);
}
