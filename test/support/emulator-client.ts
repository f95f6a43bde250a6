import { createHmac, randomBytes } from "node:crypto";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import type { AssumptionChanges } from "../../emulator/assumptions/switches";

/** Where an emulator is and whom to be there: its first line on standard output, or what startEmulator resolves to. */
export interface EmulatorAddress {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly accountId: string;
  /** Of the app that owns the first workspace; an added account has none. */
  readonly spaceoneToken?: string;
  readonly spaceoneDomainId?: string;
  readonly spaceoneWorkspaceId?: string;
  readonly spaceoneProjectId?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text parsed; undefined where there is none. */
  readonly body: unknown;
}

export interface CallOptions {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** Scp-Api-Version; null sends none. The newest of the path's service by default. */
  readonly version?: string | null;
  /** Replaces or, as null, leaves out headers. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Milliseconds since 1970; now by default. */
  readonly timestamp?: number | string;
}

/** A key as replies and the state show it. */
export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly description: string;
  readonly purpose: string;
  readonly auto_rotate: string;
  readonly rotate_cycle: number;
  readonly current_version: number;
  readonly next_rotate_at: string | null;
  readonly delete_at: string | null;
  readonly delete_target_yn: string;
  readonly managed_type?: string;
  readonly created_at: string;
  readonly modified_at: string;
  readonly use_count: number;
  readonly publicKeys?: Readonly<Record<string, string>>;
}

/** A secret as replies and the state show it. */
export interface SecretRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly description: string | null;
  readonly acl_cidr: string;
  readonly kms_id: string;
  readonly kms_name: string;
  readonly deleted_at: string | null;
  readonly recent_searched_at: string | null;
  readonly created_at: string;
  readonly modified_at: string;
  readonly private_acl_enabled?: boolean;
  readonly private_acl_resources?: readonly { readonly resource_id: string }[];
}

/** A secret as the state shows it. */
export interface StoredSecret extends SecretRecord {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly labels: readonly { readonly label: string; readonly version_id: string }[];
  /** In the order of creation. */
  readonly versions: readonly {
    readonly version_id: string;
    readonly labels: readonly string[];
    readonly created_at: string;
    readonly kms_id: string;
    readonly kms_version: number;
    readonly valueSha256: string;
  }[];
}

/** A certificate as replies show it. */
export interface CertificateRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly cert_kind: string;
  readonly cert_version: string;
  readonly cn: string;
  readonly organization: string;
  readonly key_bit_size: string;
  readonly not_before_dt: string;
  readonly not_after_dt: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly modified_at: string;
}

/** A certificate as the state shows it. */
export interface StoredCertificate extends CertificateRecord {
  readonly recipients: readonly { readonly region: string; readonly user_id: string; readonly user_name: string }[];
  readonly region: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly timezone: string;
  /** PEM. */
  readonly certificate: string;
  readonly chain: string | null;
  readonly fingerprint: string;
  readonly serial: string;
}

/** A vault as creation answers it; show and the state leave out some. */
export interface VaultRecord {
  readonly id: string;
  readonly name: string;
  readonly vaultkey_state: string;
  readonly access_key_id: string;
  readonly acl_cidr: string;
  readonly description: string | null;
  readonly created_at: string;
  readonly modified_at: string;
  readonly delete_at: string | null;
  readonly waiting_time_ndays: number | null;
  readonly vault_token_id: string;
  readonly vault_token_secret_value: string;
  readonly vault_token_expired_at: string;
  readonly temp_key_expired_at?: string | null;
}

/** A vault as the state shows it. */
export interface StoredVault extends Omit<VaultRecord, "vault_token_secret_value" | "temp_key_expired_at"> {
  readonly tokenSecretSha256: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** In the order of creation. */
  readonly temporaryKeys: readonly {
    readonly access_key: string;
    readonly created_at: string;
    readonly expired_at: string;
  }[];
}

/** A cloud service as replies and the state show it. */
export interface CloudServiceRecord {
  readonly cloud_service_id: string;
  readonly state: string;
  readonly name?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly tag_keys: Readonly<Record<string, readonly string[]>>;
  readonly reference: Readonly<Record<string, unknown>>;
  readonly collection_info: { readonly last_collected_at?: string };
  readonly project_id?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at?: string | null;
}

/** A secret of SpaceONE as the state shows it. */
export interface StoredSpaceoneSecret {
  readonly secret_id: string;
  readonly name: string;
  readonly schema_id?: string | null;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly resource_group: string;
  readonly workspace_id: string;
  readonly project_id: string;
  readonly created_at: string;
  readonly dataSha256: string;
}

export type SpaceoneState = Readonly<Record<string, Readonly<Record<string, unknown>>[]>> & {
  readonly cloudServices: readonly CloudServiceRecord[];
  readonly secrets: readonly StoredSpaceoneSecret[];
  readonly changeHistory: readonly Readonly<Record<string, unknown>>[];
};

/** A diagnosis as replies have it, in parts. */
export interface DiagnosisRecord {
  readonly auth_key_responses: Readonly<Record<string, string>>;
  readonly schedule_response: Readonly<Record<string, string>>;
  readonly summary_responses: Readonly<Record<string, string | null>>;
}

/** A diagnosis as the state shows it. */
export interface StoredDiagnosis {
  readonly diagnosis_id: string;
  readonly diagnosis_name: string;
  readonly account_id: string;
  readonly auth_key: Readonly<Record<string, string | null>>;
  readonly schedule: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly next_run_at: string | null;
  /** In the order of creation. */
  readonly runs: readonly {
    readonly sequence: string;
    readonly diagnosis_check_type: string;
    readonly trigger: string;
    readonly state: string;
    readonly error_state: string | null;
    readonly requested_at: string;
    readonly finished_at: string | null;
    readonly counts: Readonly<Record<string, number>> | null;
  }[];
}

export interface AccountState {
  readonly keys: KeyRecord[];
  readonly managedKeys: KeyRecord[];
  readonly secrets: StoredSecret[];
  readonly certificates: StoredCertificate[];
  readonly vaults: StoredVault[];
  readonly diagnoses: StoredDiagnosis[];
}

export interface EmulatorState {
  readonly scp: Readonly<Record<string, AccountState>>;
  readonly spaceone: SpaceoneState;
}

export interface RequestRecord {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly version: string | null;
  readonly status: number | null;
  readonly body: unknown;
}

/** What a body for creating a key needs besides its name. */
const newKey = { auto_rotate: "N", description: "", purpose: "aes-256", rotate_cycle: 90 };

/** What a body for creating a cloud service needs. */
const newCloudService = {
  cloud_service_type: "Key",
  cloud_service_group: "KMS",
  provider: "aws",
  data: {},
  reference: {},
};

/** What a body for creating a secret needs besides its name and its key: this machine may read the value. */
const newSecret = { secret_value: '{"user":"kim"}', acl_cidr: "127.0.0.1/32" };

/** What a body for a certificate needs besides the certificate and its name. */
const newCertificate = { region: "kr-west1", timezone: "Asia/Seoul" };

/** What a body for a certificate that the service makes needs besides that; its days never pass. */
const newSelfSigned = {
  cn: "www.example.com",
  organization: "Example",
  not_before_dt: "90000101",
  not_after_dt: "90000102",
};

/** PEM as the service takes it; a chain that is not there or empty is left out. */
export interface UploadedPem {
  readonly certificate: string;
  readonly privateKey: string;
  readonly chain?: string;
}

/** What a body for creating a vault needs besides its name and its access key: this machine may ask for keys. */
const newVault = { acl_cidr: "127.0.0.1/32", temporary_key_ttl_nhours: 3, vault_token_ttl_ndays: 30 };

/** What a body for saving a diagnosis needs besides its name and its id: it never runs by itself. */
const newDiagnosis = {
  account_id: "0".repeat(32),
  auth_key_request: { auth_key_id: "0".repeat(32) },
  csp_type: "SCP",
  diagnosis_account_id: "0".repeat(32),
  diagnosis_check_type: "BP",
  diagnosis_type: "Console",
  plan_type: "STANDARD",
};

const noSchedule = {
  diagnosis_start_time_pattern: "08:00",
  frequency_type: "daily",
  frequency_value: "everyDay",
  use_diagnosis_check_type_bp: "n",
  use_diagnosis_check_type_ssi: "n",
};

/** A signed client that shares no code with the provider, so that each finds the other's mistakes. */
export class EmulatorClient {
  readonly address: EmulatorAddress;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(address: EmulatorAddress) {
    this.address = address;
  }

  /** Calls SCP. The target is sent byte for byte. */
  call(method: string, target: string, options: CallOptions = {}): Promise<Answer> {
    return this.#send(method, target, { ...this.#signedHeaders(method, target, options), ...options.headers }, options);
  }

  /** Calls the admin API, or anything else that is not signed. */
  plain(method: string, target: string, options: CallOptions = {}): Promise<Answer> {
    return this.#send(method, target, { ...options.headers }, options);
  }

  /** Calls SpaceONE, with the first line's token unless another one or none (null) is given. */
  spaceone(path: string, body: unknown = {}, token: string | null = this.address.spaceoneToken ?? null) {
    const headers = { Authorization: token === null ? null : `Bearer ${token}` };
    return this.plain("POST", path, { body, headers });
  }

  /** A token of SpaceONE with these claims. */
  async mintToken(claims: Readonly<Record<string, unknown>>, expiresIn?: number): Promise<string> {
    const { body } = await this.#admin("POST", "spaceone/tokens", { claims, expiresIn });
    return (body as { token: string }).token;
  }

  /** Adds objects of SpaceONE, by list. */
  async seed(objects: Readonly<Record<string, readonly object[]>>): Promise<void> {
    await this.#admin("POST", "spaceone/seed", objects);
  }

  async createCloudService(fields: Readonly<Record<string, unknown>> = {}): Promise<CloudServiceRecord> {
    return cloudServiceOf(await this.spaceone("/inventory/cloud-service/create", { ...newCloudService, ...fields }));
  }

  async updateCloudService(id: string, fields: Readonly<Record<string, unknown>> = {}): Promise<CloudServiceRecord> {
    return cloudServiceOf(await this.spaceone("/inventory/cloud-service/update", { cloud_service_id: id, ...fields }));
  }

  async getCloudService(id: string): Promise<CloudServiceRecord> {
    return cloudServiceOf(await this.spaceone("/inventory/cloud-service/get", { cloud_service_id: id }));
  }

  async createKey(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<KeyRecord> {
    return keyOf(await this.call("POST", "/v1/kms/transit", { body: { ...newKey, name, ...fields } }));
  }

  async showKey(id: string): Promise<KeyRecord> {
    return keyOf(await this.call("GET", `/v1/kms/transit/${id}`));
  }

  async createSecret(
    name: string,
    kms_id: string,
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<SecretRecord> {
    return secretOf(await this.call("POST", "/v1/secrets", { body: { ...newSecret, name, kms_id, ...fields } }));
  }

  async showSecret(id: string): Promise<SecretRecord> {
    return secretOf(await this.call("GET", `/v1/secrets/${id}`));
  }

  async uploadCertificate(
    name: string,
    pem: UploadedPem,
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<CertificateRecord> {
    const body = { ...newCertificate, ...uploadedParts(pem), name, ...fields };
    return certificateOf(await this.call("POST", "/v1/certificatemanager", { body }));
  }

  async selfSignCertificate(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<CertificateRecord> {
    const body = { ...newCertificate, ...newSelfSigned, name, ...fields };
    return certificateOf(await this.call("POST", "/v1/certificatemanager/self-sign", { body }));
  }

  async showCertificate(id: string): Promise<CertificateRecord> {
    return certificateOf(await this.call("GET", `/v1/certificatemanager/${id}`));
  }

  /** With an access key of its own. */
  async createVault(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<VaultRecord> {
    const access_key_id = randomBytes(16).toString("hex");
    const body = { ...newVault, name, access_key_id, ...fields };
    return vaultOf(await this.call("POST", "/v1/secretvault", { body }));
  }

  async showVault(id: string): Promise<VaultRecord> {
    return vaultOf(await this.call("GET", `/v1/secretvault/${id}`));
  }

  /** Asks a vault for a temporary key: signed with the vault's token alone. */
  requestTemporaryKey(
    { id, ...token }: Pick<VaultRecord, "id" | "vault_token_id" | "vault_token_secret_value">,
    { headers, timestamp }: CallOptions = {},
  ): Promise<Answer> {
    const target = `/v1/temporarykey/${id}`;
    const time = String(timestamp ?? Date.now());
    const clientType = headers?.["Svclienttype"] ?? "Openapi";
    const message = `GET${this.address.url}${target}${time}${token.vault_token_id}${clientType}`;
    const signature = createHmac("sha256", token.vault_token_secret_value).update(message).digest("base64");
    const signed = {
      Svaccesskey: token.vault_token_id,
      Svsignature: signature,
      Svtimestamp: time,
      Svclienttype: clientType,
    };
    return this.plain("GET", target, { headers: { ...signed, ...headers } });
  }

  /** Under a new id, which it returns. */
  async saveDiagnosis(
    diagnosis_name: string,
    fields: Readonly<Record<string, unknown>> = {},
    schedule: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const diagnosis_id = `DIA-${randomBytes(16).toString("hex").toUpperCase()}`;
    const schedule_request = { ...noSchedule, ...schedule, diagnosis_id };
    const body = { ...newDiagnosis, diagnosis_id, diagnosis_name, schedule_request, ...fields };
    const answer = await this.call("POST", "/v1/configinspection/diagnosis/save", { body });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return diagnosis_id;
  }

  async showDiagnosis(id: string): Promise<DiagnosisRecord> {
    const answer = await this.call("GET", `/v1/configinspection/diagnosis/detail/${id}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body as DiagnosisRecord;
  }

  /** Starts a run. */
  requestDiagnosis(diagnosis_id: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const keys = { access_key: "AK-not-real", secret_key: "SK-not-real", tenant_id: "1234567890" };
    const body = { ...keys, diagnosis_check_type: "BP", diagnosis_id, ...fields };
    return this.call("POST", "/v1/configinspection/diagnosis/request", { body });
  }

  async state(): Promise<EmulatorState> {
    return (await this.#admin("GET", "state")).body as EmulatorState;
  }

  /** The account's keys as they are stored. */
  async storedKeys(): Promise<KeyRecord[]> {
    return (await this.state()).scp[this.address.accountId]?.keys ?? [];
  }

  /** The account's secrets as they are stored. */
  async storedSecrets(): Promise<StoredSecret[]> {
    return (await this.state()).scp[this.address.accountId]?.secrets ?? [];
  }

  /** The account's certificates as they are stored. */
  async storedCertificates(): Promise<StoredCertificate[]> {
    return (await this.state()).scp[this.address.accountId]?.certificates ?? [];
  }

  /** The account's vaults as they are stored. */
  async storedVaults(): Promise<StoredVault[]> {
    return (await this.state()).scp[this.address.accountId]?.vaults ?? [];
  }

  /** All cloud services as they are stored, deleted ones included. */
  async storedCloudServices(): Promise<readonly CloudServiceRecord[]> {
    return (await this.state()).spaceone.cloudServices;
  }

  /** All secrets of SpaceONE as they are stored. */
  async storedSpaceoneSecrets(): Promise<readonly StoredSpaceoneSecret[]> {
    return (await this.state()).spaceone.secrets;
  }

  /** The account's diagnoses as they are stored. */
  async storedDiagnoses(): Promise<StoredDiagnosis[]> {
    return (await this.state()).scp[this.address.accountId]?.diagnoses ?? [];
  }

  /** Moves the clock by an ISO 8601 duration and returns the new time. */
  async advance(duration: string): Promise<string> {
    return ((await this.#admin("POST", "clock", { advance: duration })).body as { now: string }).now;
  }

  async reset(): Promise<void> {
    await this.#admin("POST", "reset");
  }

  async addFault(rule: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#admin("POST", "faults", rule);
  }

  async removeFaults(): Promise<void> {
    await this.#admin("DELETE", "faults");
  }

  /** Sets switches of what is assumed of the services; null is the usual value. */
  async assume(switches: AssumptionChanges): Promise<void> {
    await this.#admin("PATCH", "assumptions", switches);
  }

  async requests(since = 0): Promise<RequestRecord[]> {
    const { body } = await this.#admin("GET", `requests?since=${since}`);
    return (body as { requests: RequestRecord[] }).requests;
  }

  /** A client of a new account. */
  async newAccount(): Promise<EmulatorClient> {
    const { body } = await this.#admin("POST", "scp/accounts", {});
    return new EmulatorClient({ url: this.address.url, ...(body as Omit<EmulatorAddress, "url">) });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #admin(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.plain(method, `/_emulator/${path}`, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  #signedHeaders(method: string, target: string, { headers, timestamp, version }: CallOptions) {
    const host = headers?.["Host"] ?? new URL(this.address.url).host;
    const time = String(timestamp ?? Date.now());
    const accountId = headers?.["Scp-AccountId"] ?? "";
    const clientType = headers?.["Scp-ClientType"] ?? "Openapi";
    const message = `${method}http://${host}${target}${time}${this.address.accessKey}${accountId}${clientType}`;
    return {
      "Scp-AccessKey": this.address.accessKey,
      "Scp-Signature": createHmac("sha256", this.address.secretKey).update(message).digest("base64"),
      "Scp-Timestamp": time,
      "Scp-ClientType": clientType,
      ...(version !== null && { "Scp-Api-Version": version ?? newestVersion(target) }),
    };
  }

  #send(
    method: string,
    target: string,
    headers: Readonly<Record<string, string | null>>,
    { body }: CallOptions,
  ): Promise<Answer> {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    return send(this.address.url, this.#agent, method, target, headers, text);
  }
}

function send(
  url: string,
  agent: Agent,
  method: string,
  target: string,
  headers: Readonly<Record<string, string | null>>,
  body: string | undefined,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, hostname, port, method, path: target }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsed(text) });
      });
    });
    outgoing.on("error", reject);
    for (const [name, value] of Object.entries(headers)) if (value !== null) outgoing.setHeader(name, value);
    if (body !== undefined) {
      outgoing.setHeader("Content-Type", "application/json");
      // Node says no length of a DELETE's body by itself.
      outgoing.setHeader("Content-Length", Buffer.byteLength(body));
    }
    outgoing.end(body);
  });
}

/** By the first part of a path. */
const newestVersions: Readonly<Record<string, string>> = {
  certificatemanager: "certificatemanager 1.1",
  secrets: "secretsmanager 1.1",
  secretvault: "secretvault 1.0",
  temporarykey: "secretvault 1.0",
  configinspection: "configinspection 1.1",
};

/** The newest version of the API of the service that a path belongs to. */
function newestVersion(target: string): string {
  const [, part = ""] = /^(?:\/services\/\w+\/*)?\/v1\/(\w+)/.exec(target) ?? [];
  return newestVersions[part] ?? "kms 1.2";
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The key in a reply; fails with the reply where there is none. */
export function keyOf(answer: Answer): KeyRecord {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { key: KeyRecord }).key;
}

/** The secret in a reply; fails with the reply where there is none. */
export function secretOf(answer: Answer): SecretRecord {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { secret: SecretRecord }).secret;
}

/** The certificate in a reply; fails with the reply where there is none. */
function certificateOf(answer: Answer): CertificateRecord {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { certificate: CertificateRecord }).certificate;
}

/** The fields of a body that hold PEM: in base64, as a whole (SCP 4). */
export function uploadedParts({ certificate, chain, privateKey }: UploadedPem): Readonly<Record<string, string>> {
  const encode = (pem: string) => Buffer.from(pem).toString("base64");
  return {
    cert_body: encode(certificate),
    private_key: encode(privateKey),
    ...(chain !== undefined && chain !== "" && { cert_chain: encode(chain) }),
  };
}

/** The vault in a reply; fails with the reply where there is none. */
export function vaultOf(answer: Answer): VaultRecord {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { secret_vault: VaultRecord }).secret_vault;
}

/** The cloud service in a reply; fails with the reply where there is none. */
function cloudServiceOf(answer: Answer): CloudServiceRecord {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as CloudServiceRecord;
}

/** What SpaceONE says is wrong: a code and a message, or a text of its web framework. */
export function detailOf({ status, body }: Answer): { status: number; detail: unknown } {
  return { status, detail: (body as { detail?: unknown } | undefined)?.detail };
}

/** The code and the details of a service's refusal. */
export function refusalOf(answer: Answer): { status: number; code: string | undefined; details: string[] } {
  const { errors } = answer.body as { errors?: { code: string; detail: string | string[] }[] };
  const error = errors?.[0];
  return { status: answer.status, code: error?.code, details: [error?.detail ?? []].flat() };
}
