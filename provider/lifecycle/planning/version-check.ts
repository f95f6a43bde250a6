import type { Connection } from "../../clients/connection";
import { SettingsError } from "../../settings/errors";
import { hasVersion, type ScpServiceName } from "../../settings/reading/scp-services";
import type { AnyBehaviour } from "../definition/behaviour";
import type { AnyInputs } from "../definition/input-rule";
import type { CheckFailure } from "./check-failure";
import { isUnprinted } from "./schema-check";

/** Inputs that are given although the chosen API version lacks what they need. */
export function unservedInputs(
  { inputs: rules }: AnyBehaviour,
  inputs: AnyInputs,
  connection: Pick<Connection, "apiVersion">,
): readonly CheckFailure[] {
  return Object.entries(rules).flatMap(([property, rule]) => {
    const { needs } = rule;
    if (needs === undefined || inputs[property] === undefined) return [];
    const { service, version } = needs;
    const chosen = chosenVersion(connection, service);
    if (chosen === undefined || hasVersion(chosen, needs)) return [];
    const reason = `needs version ${version} of ${service} or a later one, but scp:apiVersions chooses ${chosen}`;
    return [{ property, reason, secret: isUnprinted(rule) }];
  });
}

/** Unknown without settings: a preview skips the check then, and the operation itself reports what is missing. */
function chosenVersion(connection: Pick<Connection, "apiVersion">, service: ScpServiceName): string | undefined {
  try {
    return connection.apiVersion(service);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}
