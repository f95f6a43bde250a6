import type { CallName } from "./calls";
import { reached } from "./lag";
import { newestFirst, readList } from "./lists";
import { memberOf } from "./shown";
import { isWaiting } from "./waiting";
import type { Answer, Ask, Wire } from "./wire";

/** What the probe makes. */
export const objectKinds = ["key", "secret", "certificate", "vault", "diagnosis", "cloudService"] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** An object of the probe; it has no id while nobody knows whether it was made. */
export interface Made {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly id?: string;
}

interface KindFacts {
  /** As a user knows it. */
  readonly noun: string;
  /** Where its creation says the id. */
  readonly idField: string;
  readonly find: (name: string) => Ask;
  readonly remove: (id: string) => Ask;
  /** Shows the state of what waits for its end, or is kept, after a removal. */
  readonly show?: (id: string) => Ask;
}

/** So many days are the fewest that a secret or a vault has to wait for its end. */
export const fewestDays = 7;
const lastingBody = { waiting_time_ndays: fewestDays };

const facts: Readonly<Record<ObjectKind, KindFacts>> = {
  key: {
    noun: "KMS key",
    idField: "id",
    find: (name) => list("listKeys", { name, ...newestFirst }),
    remove: (id) => ({ call: "deleteKey", path: { key_id: id }, query: { is_directly: true } }),
    show: (id) => ({ call: "showKey", path: { key_id: id } }),
  },
  secret: {
    noun: "secret",
    idField: "id",
    find: (name) => list("listSecrets", { name, ...newestFirst }),
    remove: (id) => ({ call: "deleteSecret", path: { secret_id: id }, body: lastingBody }),
    show: (id) => ({ call: "showSecret", path: { secret_id: id } }),
  },
  certificate: {
    noun: "certificate",
    idField: "id",
    find: (name) => list("listCertificates", { name, ...newestFirst }),
    remove: (id) => ({ call: "deleteCertificate", path: { certificate_id: id } }),
  },
  vault: {
    noun: "vault",
    idField: "id",
    find: () => list("listVaults", {}),
    remove: (id) => ({ call: "terminateVault", path: { secret_vault_id: id }, body: lastingBody }),
    show: (id) => ({ call: "showVault", path: { secret_vault_id: id } }),
  },
  diagnosis: {
    noun: "diagnosis",
    idField: "diagnosis_id",
    find: (name) => ({ call: "listDiagnoses", query: { diagnosis_name: name, limit: 100 } }),
    remove: (id) => ({ call: "terminateDiagnosis", path: { diagnosis_id: id } }),
  },
  cloudService: {
    noun: "cloud service",
    idField: "cloud_service_id",
    find: (name) => cloudServices([{ key: "name", value: name, operator: "eq" }]),
    remove: (id) => ({ call: "deleteCloudService", body: { cloud_service_id: id } }),
    show: (id) => ({ call: "getCloudService", body: { cloud_service_id: id } }),
  },
};

export function nounOf(kind: ObjectKind): string {
  return facts[kind].noun;
}

/** The id in the reply of a creation. */
export function idIn(kind: ObjectKind, { shown }: Answer): string | undefined {
  const id = memberOf(shown, facts[kind].idField);
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** The list that has the objects with a name, and perhaps others. */
export function listWith({ kind, name }: Pick<Made, "kind" | "name">): Ask {
  return facts[kind].find(name);
}

/** What a list shows of what was made. */
interface Found {
  /** The ids of objects with its name. */
  readonly ids: readonly string[];
  /** Why the list cannot tell; undefined where it can. */
  readonly because?: string;
}

export async function find(wire: Wire, made: Made): Promise<Found> {
  const isNamed = ({ name }: { readonly name: unknown }): boolean => name === made.name;
  const { entries, last } = await readList(wire, listWith(made), (read) => read.some(isNamed));
  const ids = entries.flatMap((entry) => (isNamed(entry) && typeof entry.id === "string" ? [entry.id] : []));
  return last.refused === undefined ? { ids } : { ids, because: last.because ?? "" };
}

/** Removes an object, or has its removal scheduled. Returns why that failed. One that is still being made may be refused. */
export async function remove(
  wire: Wire,
  kind: ObjectKind,
  id: string,
  ages: readonly number[],
): Promise<string | undefined> {
  let because = "";
  for await (const _ of reached(wire, ages)) {
    const answer = await wire.ask(facts[kind].remove(id));
    if (answer.refused === undefined)
      return answer.shown["delete_flag"] === false ? "the service did not delete it" : undefined;
    if (answer.refused === 404 || (await isLeaving(wire, kind, id))) return undefined;
    because = answer.because ?? "";
    if (answer.refused !== 400) break;
  }
  return because;
}

/** Whether an object waits for its end already, or is shown as deleted. */
async function isLeaving(wire: Wire, kind: ObjectKind, id: string): Promise<boolean> {
  const { show } = facts[kind];
  if (show === undefined) return false;
  const { shown } = await wire.ask(show(id));
  return shown["isDeleted"] === true || isWaiting(shown["state"] ?? shown["vaultkey_state"]);
}

function list(call: CallName, query: NonNullable<Ask["query"]>): Ask {
  return { call, query: { ...query, size: 1000 } };
}

/** The cloud services that meet conditions, the newest first. */
export function cloudServices(filter: readonly object[]): Ask {
  return { call: "listCloudServices", body: { query: { filter, sort: [{ key: "created_at", desc: true }] } } };
}
