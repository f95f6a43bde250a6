import { hasVersion, type ScpServiceName } from "../../settings/reading/scp-services";
import type { AnyBehaviour } from "../definition/behaviour";
import type { AnyInputs } from "../definition/input-rule";
import type { CheckFailure } from "./check-failure";
import { isUnprinted } from "./schema-check";

/** Inputs that are given although the chosen API version lacks what they need. */
export function unservedInputs(
  { inputs: rules }: AnyBehaviour,
  inputs: AnyInputs,
  chosenVersion: (service: ScpServiceName) => string | undefined,
): readonly CheckFailure[] {
  return Object.entries(rules).flatMap(([property, rule]) => {
    const { needs } = rule;
    if (needs === undefined || inputs[property] === undefined) return [];
    const { service, version } = needs;
    const chosen = chosenVersion(service);
    if (chosen === undefined || hasVersion(chosen, needs)) return [];
    const reason = `needs version ${version} of ${service} or a later one, but scp:apiVersions chooses ${chosen}`;
    return [{ property, reason, secret: isUnprinted(rule) }];
  });
}
