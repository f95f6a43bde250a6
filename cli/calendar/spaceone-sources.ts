import type { Call } from "../../provider/calls/call";
import { decodeToken } from "../../provider/clients/spaceone/token";
import type { SettingsSource } from "../../provider/settings/reading/source";
import { readSpaceoneSettings } from "../../provider/settings/reading/spaceone-settings";
import type { Source } from "../inventory/collect";
import { Occurrences, type Occurrence } from "./occurrences";

/** After so long without an update a cloud service is cleaned up (SPO 2). */
const cleanUpMs = 48 * 3_600_000;

/** What happens by itself in a tenant of SpaceONE. */
export function spaceoneSources(settings: SettingsSource): readonly Source<Occurrence>[] {
  return [
    { cloud: "spaceone", noun: "cloud services", list: ofCloudServices },
    { cloud: "spaceone", noun: "token", list: async (call) => ofToken(call, settings) },
  ];
}

/** What a collector has brought, it updates again and again: only what programs and people have made is announced. */
async function ofCloudServices(call: Call): Promise<readonly Occurrence[]> {
  const only = ["cloud_service_id", "name", "updated_at", "collection_info"];
  const services = await call.spaceone.cloudServices.find({ query: { sort: [{ key: "cloud_service_id" }], only } });
  const occurrences = new Occurrences(call);
  for (const { id, name, updatedAt, collection } of services) {
    if (collection.collectorId !== "") continue;
    const subject = { kind: "CloudService", name: name === "" ? id : name, id };
    const times = occurrences.times(subject, updatedAt).map((time) => time + cleanUpMs);
    occurrences.add(subject, "clean-up", "is cleaned up, unless it is updated before", times);
  }
  return occurrences.all;
}

/** The token of the settings. Of the other tokens of the tenant the service shows nothing here. */
function ofToken(call: Call, settings: SettingsSource): readonly Occurrence[] {
  const { expiresAt } = decodeToken(readSpaceoneSettings(settings).token);
  const occurrences = new Occurrences(call);
  const subject = { kind: "token", name: "spaceone:token", id: "" };
  const ends = expiresAt === undefined ? [] : [expiresAt];
  occurrences.add(subject, "expiry", "ends, and nothing of SpaceONE can be read or changed with it", ends);
  return occurrences.all;
}
