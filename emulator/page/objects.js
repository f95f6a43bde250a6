/** What is known of each list of the state: its service, what one of its objects is called, and where the id is. */
const lists = {
  keys: ["Key Management Service", "key", "id"],
  managedKeys: ["Key Management Service", "managed key", "id"],
  secrets: ["Secrets Manager", "secret", "id"],
  vaults: ["Secret Vault", "vault", "id"],
  certificates: ["Certificate Manager", "certificate", "id"],
  diagnoses: ["Config Inspection", "diagnosis", "diagnosis_id"],
  "spaceone cloudServices": ["SpaceONE", "cloud service", "cloud_service_id"],
  "spaceone changeHistory": ["SpaceONE", "change record", "record_id"],
  "spaceone secrets": ["SpaceONE", "secret", "secret_id"],
  "spaceone domains": ["SpaceONE", "domain", "domain_id"],
  "spaceone workspaces": ["SpaceONE", "workspace", "workspace_id"],
  "spaceone projects": ["SpaceONE", "project", "project_id"],
  "spaceone serviceAccounts": ["SpaceONE", "service account", "service_account_id"],
  "spaceone trustedSecrets": ["SpaceONE", "trusted secret", "trusted_secret_id"],
  "spaceone apps": ["SpaceONE", "app", "client_id"],
  "spaceone dataSources": ["SpaceONE", "data source", "data_source_id"],
  "spaceone costs": ["SpaceONE", "cost", "cost_id"],
};

/** All objects of the state in one list. A list that is not known here is shown under its own name. */
export function objectsOf(state) {
  const scp = Object.entries(state.scp).flatMap(([account, owned]) =>
    Object.entries(owned).flatMap(([name, records]) => records.map((record) => described(name, record, account))),
  );
  const spaceone = Object.entries(state.spaceone).flatMap(([name, records]) =>
    records.map((record) => described(`spaceone ${name}`, record)),
  );
  return [...scp, ...spaceone];
}

function described(list, record, account) {
  const [service, kind, idField] = lists[list] ?? ["other", list];
  const id = String(
    record[idField] ?? record.id ?? Object.entries(record).find(([name]) => name.endsWith("_id"))?.[1] ?? "",
  );
  const name = String(record.name ?? record.diagnosis_name ?? record.action ?? "");
  const standing = record.state ?? record.vaultkey_state ?? "";
  return { service, kind, id, name, standing, place: record.place ?? "", account, record, text: "" };
}

/** Whether an object is of the service, and has all words of the search somewhere in its facts. */
export function matches(object, words, service) {
  if (service !== "" && object.service !== service) return false;
  object.text ||= `${object.service} ${object.kind} ${JSON.stringify(object.record)}`.toLowerCase();
  return words.every((word) => object.text.includes(word));
}

/** What has happened to an object, the earliest first: its own versions and runs, its change records, and requests for it. */
export function historyOf({ id, record }, state, requests) {
  const events = [
    ["created", record.created_at],
    ["modified", record.modified_at ?? record.updated_at],
    ["value last read", record.recent_searched_at],
    ["will be deleted", record.delete_at],
    ["deleted or will be", record.deleted_at],
    ["will be rotated", record.next_rotate_at],
    ...(record.versions ?? []).map((version) => [`version ${version.version_id}`, version.created_at]),
    ...(record.runs ?? []).map((run) => [`run ${run.sequence}: ${run.state}`, run.requested_at]),
    ...(record.temporaryKeys ?? []).map((key) => [`temporary key ${key.access_key}`, key.created_at]),
    ...state.spaceone.changeHistory
      .filter((change) => change.cloud_service_id === id && change.record_id !== id)
      .map((change) => [`${change.action}: ${change.diff.map(({ key }) => key).join(", ")}`, change.created_at]),
    ...requests
      .filter(({ path, body }) => id !== "" && (path.includes(id) || JSON.stringify(body).includes(id)))
      .map(({ n, method, path, status, time }) => [`request ${n}: ${method} ${path} ${status ?? ""}`, time]),
  ];
  return events.filter(([, time]) => time).sort(([, a], [, b]) => Date.parse(a) - Date.parse(b));
}
