import type { z } from "zod";

import { SettingsError } from "../../settings/errors";
import type { ScpServiceName } from "../../settings/reading/scp-services";
import type { Entries } from "../entries";
import type { Deadline } from "../http/deadline";
import { parseReply } from "../http/reply";
import { Listing } from "../listing";
import { eachMarkedPage, type MarkedPage, type Marking } from "../marked-pages";
import type { Operation } from "../operation";
import { eachPage, type Page, type Paging } from "../pages";
import type { CallInput, ScpClient } from "./scp-client";

/** The options of a list. */
interface ListInput<T> extends Pick<CallInput, "path" | "query"> {
  /** Called with each page's entries, including those that cannot be read. */
  readonly seen?: (entries: Entries<T>) => unknown;
}

/** The options of a list that is paged by marker. */
interface MarkedListInput<T, Reply> extends Marking<T>, Pick<CallInput, "query"> {
  /** Called with each page's reply. */
  readonly seen?: (reply: Reply) => unknown;
}

/** What the clients of all services have in common: they call a row of the operation table and decode its reply. */
export abstract class ServiceClient {
  protected abstract readonly service: ScpServiceName;

  /** The API version that is asked for. */
  protected get apiVersion(): string {
    return this.scp.apiVersion(this.service);
  }

  constructor(
    private readonly scp: ScpClient,
    private readonly deadline: Deadline,
  ) {}

  protected async call<T>(operation: Operation, reply: z.ZodType<T>, input: Omit<CallInput, "deadline">): Promise<T> {
    return this.parsed(operation, reply, await this.send(operation, input));
  }

  /** The same, where a reply may have no body. */
  protected async callForAny<T>(
    operation: Operation,
    reply: z.ZodType<T>,
    input: Omit<CallInput, "deadline">,
  ): Promise<T | undefined> {
    const body = await this.send(operation, input);
    return body === undefined ? undefined : this.parsed(operation, reply, body);
  }

  private parsed<T>({ method, path }: Operation, reply: z.ZodType<T>, body: unknown): T {
    return parseReply({ method, service: this.service, path }, reply, body);
  }

  /** A list that is paged by number. */
  protected list<T extends { readonly id: string }>(
    operation: Operation,
    reply: z.ZodType<Page<T>>,
    { path = {}, query = {}, seen = () => undefined }: ListInput<T> = {},
  ): Listing<T> {
    const paging = this.pagingOf(operation);
    const read = async (page: number, size: number): Promise<Page<T>> => {
      const found = await this.call(operation, reply, { path, query: { ...query, page, size } });
      seen(found.entries);
      return found;
    };
    return new Listing(() => eachPage(paging, read));
  }

  /** A list that is paged by marker. */
  protected listByMarker<T, Reply extends MarkedPage<T>>(
    operation: Operation,
    reply: z.ZodType<Reply>,
    { query = {}, seen = () => undefined, ...marking }: MarkedListInput<T, Reply>,
  ): Listing<T> {
    const read = async (limit: number, marker: string | undefined): Promise<Reply> => {
      const found = await this.call(operation, reply, { query: { ...query, limit, marker, with_count: true } });
      seen(found);
      return found;
    };
    return new Listing(() => eachMarkedPage(this.pagingOf(operation), marking, read));
  }

  protected pagingOf({ path }: Operation): Paging {
    return { list: `${this.service} ${path}`, memory: this.scp.lists };
  }

  /** Calls an operation whose reply holds nothing useful. */
  protected async send(operation: Operation, input: Omit<CallInput, "deadline">): Promise<unknown> {
    refuseUnlessIn(operation, this.service, this.apiVersion);
    return this.scp.call(this.service, this.apiVersion, operation, { ...input, deadline: this.deadline });
  }
}

/** An operation that the chosen version lacks would be refused, or look like an object that does not exist. */
function refuseUnlessIn({ method, path, versions }: Operation, service: string, version: string): void {
  if (versions.includes(version)) return;
  const needed = `it needs version ${versions[0] ?? ""} of ${service} or a later one`;
  throw new SettingsError(`scp:apiVersions chooses ${service} ${version}, which has no ${method} ${path}: ${needed}`);
}
