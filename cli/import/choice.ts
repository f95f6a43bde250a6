import { newEnvironment } from "../../provider/calls/new-environment";
import { usedKinds } from "../inventory/clouds";
import { collect } from "../inventory/collect";
import type { Item } from "../inventory/item";
import { listedKinds } from "../inventory/kinds";
import { withProgress } from "../output/progress";
import { managedResources } from "../pulumi/stack-state";
import { chosenConfiguration, type SettingsOptions } from "../settings/options";
import { ExistingObjects, type Way } from "./existing";
import { planned, type Plan } from "./plan";

/** Where the settings come from, and which objects are chosen; without kinds and ids, all. */
export interface Choice extends SettingsOptions {
  /** What a resource of it manages is left out. */
  readonly state?: string;
  readonly kind?: readonly string[];
  readonly id?: readonly string[];
}

export interface Chosen {
  readonly plan: Plan;
  /** What was left out, and why. */
  readonly leftOut: readonly string[];
  readonly failures: readonly string[];
}

/** Plans a program for the chosen objects. */
export async function chosenPlan({ state, kind = [], id: ids = [], ...settings }: Choice, way: Way): Promise<Chosen> {
  const configuration = await chosenConfiguration(settings);
  const managed = new Map((state === undefined ? [] : await managedResources(state)).map(({ id, urn }) => [id, urn]));
  const environment = newEnvironment(configuration);
  // An id does not tell its kind.
  const areKindsKnown = ids.length === 0 && kind.length > 0;
  const kinds = areKindsKnown
    ? listedKinds.filter((listed) => kind.includes(listed.kind))
    : usedKinds(environment, listedKinds);
  const { items, failures } = await collect(environment, kinds);
  const isAll = kind.length === 0 && ids.length === 0;
  const chosen = items.filter((item) => isAll || kind.includes(item.kind) || ids.includes(item.id));
  const reasons = new Map(chosen.map((item) => [item, reasonToLeave(item, managed, ids)]));
  const left = chosen.filter((item) => reasons.get(item) === undefined);
  const objects = new ExistingObjects(configuration, environment, way);
  const existing = await withProgress(`Reading ${String(left.length)} objects`, () => objects.read(left));
  const missing = [...new Set(ids)].filter((id) => !chosen.some((item) => item.id === id));
  return {
    plan: planned(existing),
    leftOut: chosen.flatMap((item) => {
      const reason = reasons.get(item);
      return reason === undefined ? [] : [`${item.kind} ${item.name} (${item.id}): ${reason}`];
    }),
    failures: [
      ...failures,
      ...objects.failures,
      ...missing.map((id) => `there is no object with the id ${id} in this account, region or workspace`),
    ],
  };
}

/** Why an object is left out; undefined if it is taken. */
function reasonToLeave(
  { id, dates, leftToOthers }: Item,
  managed: ReadonlyMap<string, string>,
  ids: readonly string[],
): string | undefined {
  const urn = managed.get(id);
  if (urn !== undefined) return `${urn} manages it`;
  if (dates["deleteAt"] !== undefined) return `it waits for its deletion on ${dates["deleteAt"]}`;
  if (leftToOthers === undefined || ids.includes(id)) return undefined;
  return `${leftToOthers}. To take it all the same, give its id`;
}
