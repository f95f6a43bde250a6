import { SettingsError } from "../../settings/errors";
import { usualVersion, type ScpServiceName } from "../../settings/reading/scp-services";
import type { ScpSettings } from "../../settings/reading/scp-settings";
import type { Deadline } from "../http/deadline";
import { lookUpFailure } from "../http/look-up";
import type { RequestLog } from "../http/request-log";
import { Sender, type SendableRequest } from "../http/sender";
import { ListMemory } from "../list-memory";
import type { Operation } from "../operation";
import { catalogueUrl, findInCatalogue } from "./catalogue";
import { endpointOf } from "./endpoint";
import { scpError, statedStatus } from "./errors";
import { signedHeaders, type Signer } from "./signing";

/** The input of one call of an operation. */
export interface CallInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Who signs the request. Default: the account. */
  readonly signer?: OtherSigner;
  readonly deadline: Deadline;
}

/** A signer that is not the settings' account. */
export interface OtherSigner extends Signer {
  /** What its credentials are called in messages. */
  readonly called: string;
}

const catalogueRemedy = "Try again later, check scp:authUrl, scp:accessKey and scp:secretKey, or set scp:endpoint";

/** Calls SCP's services for one account: endpoint, version, signature and errors of every operation. */
export class ScpClient {
  private readonly sender: Sender;
  private catalogue: Promise<unknown> | undefined;
  /** What is known about the service's lists. */
  readonly lists: ListMemory;

  constructor(
    readonly settings: ScpSettings,
    log: RequestLog,
    now: () => number = Date.now,
    warn?: (message: string) => void,
  ) {
    this.lists = new ListMemory(warn);
    this.sender = new Sender({ ...settings, signsTime: true, now, statusOf: statedStatus }, log, scpError);
  }

  /** The version of a service that is asked for. */
  apiVersion(service: ScpServiceName): string {
    return this.settings.apiVersions[service] ?? usualVersion(service);
  }

  /** The service's time at a moment of this machine's clock, if replies have told it. */
  serviceTime(localMs: number): number {
    return this.sender.serviceTime(localMs);
  }

  /** Whether replies have told the service's time. */
  get knowsTime(): boolean {
    return this.sender.knowsTime;
  }

  /**
   * Calls an operation and returns the decoded body of its reply, or undefined where the reply has none. The call is
   * repeated as the row of the operation allows.
   */
  async call(service: string, version: string, operation: Operation, input: CallInput): Promise<unknown> {
    const { method, repeatable } = operation;
    const { deadline, signer } = input;
    const path = fillPath(operation.path, input.path ?? {});
    const base = endpointOf(service, this.settings) ?? (await this.lookUpEndpoint(service, deadline));
    const url = new URL(`${base}${path}${queryString(input.query ?? {})}`);
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    const headers = {
      "Scp-Api-Version": `${service} ${version}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    };
    return this.sender.send({
      method,
      service,
      path,
      url,
      headers: (time) => ({ ...this.headers(method, url, time, signer), ...headers }),
      signedBy: signer?.called,
      body,
      repeatable,
      deadline,
    });
  }

  async close(): Promise<void> {
    await this.sender.close();
  }

  /** Asks for the catalogue once, however many requests wait for it. An error is not kept. */
  private async lookUpEndpoint(service: string, deadline: Deadline): Promise<string> {
    const { authUrl, region } = this.settings;
    if (authUrl === undefined) throw new SettingsError("scp:authUrl is not set");
    this.catalogue ??= this.readCatalogue(catalogueUrl(authUrl), deadline).catch((error: unknown) => {
      this.catalogue = undefined;
      throw lookUpFailure(error, "the endpoint catalogue", catalogueRemedy);
    });
    return findInCatalogue(await this.catalogue, authUrl, service, region);
  }

  private readCatalogue(url: URL, deadline: Deadline): Promise<unknown> {
    const request = { method: "GET", service: "catalogue", path: url.pathname, url, body: undefined };
    const headers: SendableRequest["headers"] = (time) => this.headers("GET", url, time);
    return this.sender.send({ ...request, headers, repeatable: true, deadline });
  }

  private headers(
    method: string,
    url: URL,
    timestamp: number,
    signer: Signer = { prefix: "Scp-", ...this.settings },
  ): Readonly<Record<string, string>> {
    return {
      ...signedHeaders({ method, url: url.href, timestamp }, signer),
      "Accept-Language": "en-US",
      Accept: "application/json",
    };
  }
}

function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === "" || value === "." || value === "..") {
      throw new TypeError(`${template} needs a value for ${name}`);
    }
    return encodeURIComponent(value);
  });
}

function queryString(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== undefined) parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
