import { isDeepStrictEqual } from "node:util";

import type { CloudServiceChanges } from "../../../clients/spaceone/inventory/cloud-service-body";
import type { Checked } from "../../../lifecycle/definition/input-rule";
import type { Possible } from "../../../lifecycle/definition/step";
import { sameContent } from "../json";
import type { JsonObject } from "../json-object";
import type { CloudServiceArgs } from "./cloud-service-contract";

type Wanted = Checked<CloudServiceArgs, "reference" | "metadata" | "tags">;

/** The part of the service's data that the program manages. */
export function managed(data: Readonly<JsonObject>, known: JsonObject | undefined): JsonObject {
  const names = known === undefined ? Object.keys(data) : Object.keys(known).map((name) => name.trim());
  const entries = names.map((name) => [name, data[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

/** The fields that are sent as the program gives them. */
export function plainFields(inputs: Partial<CloudServiceArgs>): CloudServiceChanges {
  return {
    name: inputs.name,
    account: inputs.account,
    instanceType: inputs.instanceType,
    instanceSize: inputs.instanceSize,
    regionCode: inputs.regionCode,
    projectId: inputs.projectId,
    ipAddresses: inputs.ipAddresses,
  };
}

/** Only differing fields are sent, so that others may change the rest. */
export function changesFrom(
  applied: Partial<CloudServiceArgs>,
  possible: Possible<CloudServiceArgs>,
  wanted: Wanted,
): CloudServiceChanges {
  const fields = Object.entries(plainFields(wanted)).filter(
    ([name, value]) => !isDeepStrictEqual(value, plainFields(applied)[name as keyof CloudServiceChanges]),
  );
  const { reference, metadata, tags } = wanted;
  return {
    ...withoutEmpty(Object.fromEntries(fields)),
    ...(sameContent(applied.data, wanted.data)
      ? {}
      : { data: mergedData(applied.data ?? {}, possible.data ?? [], wanted.data) }),
    ...(!("reference" in possible) && isDeepStrictEqual(applied.reference ?? {}, reference) ? {} : { reference }),
    ...(!("metadata" in possible) && sameContent(applied.metadata ?? {}, metadata) ? {} : { metadata }),
    ...(!("tags" in possible) && sameContent(applied.tags ?? {}, tags) ? {} : { tags }),
  };
}

/** The service merges data at its top level: removed names are set to null, unchanged ones are left out. */
function mergedData(applied: JsonObject, possible: readonly string[], wanted: JsonObject): JsonObject {
  const kept = Object.keys(wanted).map((name) => name.trim());
  const had = [...Object.keys(applied), ...possible].map((name) => name.trim());
  const removed = had.filter((name) => !kept.includes(name));
  const changed = Object.entries(wanted).filter(([name, value]) => !sameContent(applied[name], value));
  return { ...Object.fromEntries(removed.map((name) => [name, null])), ...Object.fromEntries(changed) };
}

/** An empty value means "not sent" to the service. */
function withoutEmpty(changes: CloudServiceChanges): CloudServiceChanges {
  const isEmpty = (value: unknown): boolean =>
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => !isEmpty(value)));
}
