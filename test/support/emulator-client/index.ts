import type { SwitchChanges } from "../../../emulator/world/switches";
import type { Answer } from "./answer";
import { Certificates } from "./certificates";
import { CloudServices } from "./cloud-services";
import { Diagnoses } from "./diagnoses";
import { Keys } from "./keys";
import { Secrets } from "./secrets";
import { SignedClient, type EmulatorAddress } from "./signed-client";
import type { AccountState, EmulatorState, StoredObject, StoredSpaceoneSecret } from "./state";
import { Vaults } from "./vaults";

export { detailOf, refusalOf, type Answer } from "./answer";
export { uploadedParts, type CertificateRecord, type StoredCertificate } from "./certificates";
export type { CloudServiceRecord } from "./cloud-services";
export type { StoredDiagnosis } from "./diagnoses";
export { keyOf, type KeyRecord } from "./keys";
export { currentDigest, digestOfValue, secretOf, type SecretRecord, type StoredSecret } from "./secrets";
export type { EmulatorAddress } from "./signed-client";
export type { AccountState, EmulatorState, StoredObject, StoredSpaceoneSecret } from "./state";
export { vaultOf, type StoredVault, type VaultRecord } from "./vaults";

/** A request as the emulator notes it. */
export interface RequestRecord {
  readonly n: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly version: string | null;
  readonly status: number | null;
  readonly body: unknown;
}

/** All that tests ask of an emulator: its services one by one, and its admin API. */
export class EmulatorClient extends SignedClient {
  readonly keys = new Keys(this, async () => (await this.account()).keys);
  readonly secrets = new Secrets(this, async () => (await this.account()).secrets);
  readonly certificates = new Certificates(this, async () => (await this.account()).certificates);
  readonly vaults = new Vaults(this, async () => (await this.account()).vaults);
  readonly diagnoses = new Diagnoses(this, async () => (await this.account()).diagnoses);
  readonly cloudServices = new CloudServices(this, async () => (await this.state()).spaceone.cloudServices);

  /** All secrets of SpaceONE as they are stored. */
  async storedSpaceoneSecrets(): Promise<readonly StoredSpaceoneSecret[]> {
    return (await this.state()).spaceone.secrets;
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

  async state(): Promise<EmulatorState> {
    return (await this.#admin("GET", "state")).body as EmulatorState;
  }

  /** What the account has, as it is stored. */
  async account(): Promise<AccountState> {
    const account = (await this.state()).scp[this.address.accountId];
    if (account === undefined) throw new Error(`the emulator has no account ${this.address.accountId}`);
    return account;
  }

  /** A list of the account, by the name that the state gives it: for kinds whose calls need no names of their own here. */
  async stored(list: string): Promise<readonly StoredObject[]> {
    const stored = new Map<string, readonly object[]>(Object.entries(await this.account())).get(list);
    if (stored === undefined) throw new Error(`the emulator's state has no list ${list}`);
    return stored as readonly StoredObject[];
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

  /** Sets switches that decide what nobody knows of the services; null is the default. */
  async setWorld(switches: SwitchChanges): Promise<void> {
    await this.#admin("POST", "world", switches);
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

  /** The same account in another place, by what its addresses begin with: `/regions/kr-east1`. */
  in(prefix: string): EmulatorClient {
    return new EmulatorClient({ ...this.address, prefix });
  }

  async #admin(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.plain(method, `/_emulator/${path}`, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }
}
