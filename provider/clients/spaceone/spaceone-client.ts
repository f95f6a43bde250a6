import { SettingsError } from "../../settings/errors";
import type { SpaceoneSettings } from "../../settings/reading/spaceone-settings";
import type { Deadline } from "../http/deadline";
import { lookUpFailure } from "../http/look-up";
import type { RequestLog } from "../http/request-log";
import { Sender } from "../http/sender";
import { ListMemory } from "../list-memory";
import type { Operation } from "../operation";
import { apiOfConsole, consoleConfigurationUrl } from "./console";
import { meantStatus, RequestTooLargeError, spaceoneError } from "./errors";
import { decodeToken, expiredToken, type TokenClaims } from "./token";

/** The longest body that the gateway's web server accepts (SPO 1). */
const maxBodyBytes = 1024 * 1024;

/**
 * The longest reply that the gateway accepts from a service: 1000 cloud services with much data come near it (SPO 1).
 */
const maxReplyBytes = 256 * 1024 * 1024;

const consoleRemedy =
  "Try again later, check the console's address in cfctl's settings, or set spaceone:endpoint and spaceone:token";

/** Calls SpaceONE's services for one tenant: endpoint, token and errors of every operation. */
export class SpaceoneClient {
  readonly claims: TokenClaims;
  /** What is known about the services' lists. */
  readonly lists: ListMemory;
  private readonly sender: Sender;
  private api: Promise<URL> | undefined;

  constructor(
    readonly settings: SpaceoneSettings,
    log: RequestLog,
    warn?: (message: string) => void,
  ) {
    this.lists = new ListMemory(warn);
    this.claims = decodeToken(settings.token);
    this.sender = new Sender({ ...settings, maxReplyBytes, statusOf: meantStatus }, log, spaceoneError);
  }

  /** The service's time at a moment of this machine's clock, if replies have told it. */
  serviceTime(localMs: number): number {
    return this.sender.serviceTime(localMs);
  }

  /** Whether replies have told the service's time. */
  get knowsTime(): boolean {
    return this.sender.knowsTime;
  }

  /** A message if the token has expired; undefined if it has not. */
  expired(): string | undefined {
    return expiredToken(this.claims, this.settings.token.source, this.serviceTime(Date.now()));
  }

  /**
   * Calls an operation and returns the decoded body of its reply. The call is repeated as the row of the operation
   * allows.
   */
  async call(service: string, operation: Operation, input: object, deadline: Deadline): Promise<unknown> {
    const { token } = this.settings;
    const expired = this.expired();
    if (expired !== undefined) throw new SettingsError(expired);
    const body = JSON.stringify(input);
    const bytes = Buffer.byteLength(body);
    if (bytes > maxBodyBytes) throw new RequestTooLargeError(bytes, maxBodyBytes);
    const base = (await this.lookUpApi(deadline)).href.replace(/\/+$/, "");
    const { method, path, repeatable } = operation;
    const headers = {
      Authorization: `Bearer ${token.value}`,
      "Content-Type": "application/json",
      Accept: "application/json",
    };
    const url = new URL(`${base}${path}`);
    return this.sender.send({ method, service, path, url, headers: () => headers, body, repeatable, deadline });
  }

  async close(): Promise<void> {
    await this.sender.close();
  }

  /** Asks a console once, however many requests wait for it. An error is not kept. */
  private lookUpApi(deadline: Deadline): Promise<URL> {
    const { endpoint } = this.settings;
    if ("api" in endpoint) return Promise.resolve(endpoint.api);
    this.api ??= this.askConsole(endpoint.console, deadline).catch((error: unknown) => {
      this.api = undefined;
      throw lookUpFailure(error, "the console", consoleRemedy);
    });
    return this.api;
  }

  /** The token is not sent: whoever serves the console's files need not have it. */
  private async askConsole(console: URL, deadline: Deadline): Promise<URL> {
    const url = consoleConfigurationUrl(console);
    const request = { method: "GET", service: "console", path: url.pathname, url, body: undefined };
    const headers = { Accept: "application/json" };
    return apiOfConsole(
      await this.sender.send({ ...request, headers: () => headers, repeatable: true, deadline }),
      url,
    );
  }
}
