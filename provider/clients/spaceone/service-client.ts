import { z } from "zod";

import type { WireFilters, WireListQuery } from "../../queries/wire";
import { readEntries } from "../entries";
import type { Deadline } from "../http/deadline";
import { parseReply } from "../http/reply";
import { Listing } from "../listing";
import type { Operation } from "../operation";
import { eachBlock } from "./blocks";
import { idKeyOf } from "./errors";
import { checkReader } from "./roles";
import type { SpaceoneClient } from "./spaceone-client";
import type { TokenClaims } from "./token";
import { anyNumber, number, type Struct } from "./wire";

const countReply = z.object({ total_count: anyNumber.nullish() });
const listReply = z.object({ total_count: number, results: z.array(z.unknown()).nullish() });

/** Which objects a list has. */
export interface Search {
  /** Values that fields of the objects have, as the list takes them besides the query. */
  readonly parameters?: Struct;
  readonly query: WireListQuery;
}

/**
 * What the clients of all services have in common: they call a row of the operation table, decode its reply and read
 * lists.
 */
export abstract class ServiceClient {
  protected abstract readonly service: string;

  constructor(
    private readonly spaceone: SpaceoneClient,
    private readonly deadline: Deadline,
  ) {}

  protected get claims(): TokenClaims {
    return this.spaceone.claims;
  }

  protected async call<T>(operation: Operation, reply: z.ZodType<T>, body: object): Promise<T> {
    return this.read(operation, reply, await this.send(operation, body));
  }

  /** Calls an operation that changes an object. Undefined where its reply does not show the object. */
  protected async change<T>(operation: Operation, reply: z.ZodType<T>, body: object): Promise<T | undefined> {
    const shown = await this.send(operation, body);
    const { [idKeyOf(operation.path)]: id } = Object(shown ?? {}) as Struct;
    return id === undefined || id === null || id === "" ? undefined : this.read(operation, reply, shown);
  }

  private read<T>({ method, path }: Operation, reply: z.ZodType<T>, shown: unknown): T {
    return parseReply({ method, service: this.service, path }, reply, shown);
  }

  /** Calls an operation whose reply holds nothing useful. */
  protected send(operation: Operation, body: object): Promise<unknown> {
    return this.spaceone.call(this.service, operation, body, this.deadline);
  }

  /**
   * The objects of a search, in blocks. One that moves to another block meanwhile is given once, unless the query makes
   * several entries of each.
   */
  protected search<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    { parameters = {}, query: { page = {}, ...query } }: Search,
  ): Listing<T> {
    const read = async (part: object) => {
      checkReader(this.claims, parameters);
      const { results, total_count } = await this.call(operation, listReply, {
        ...parameters,
        query: { ...query, page: part },
      });
      const entries = readEntries(results ?? [], record);
      this.spaceone.lists.leaveOut(`${this.service} ${operation.path}`, entries.oddFields);
      return { entries, total: total_count === 0 ? undefined : total_count };
    };
    return new Listing(async function* () {
      const seen = new Set<string>();
      for await (const { entries } of eachBlock(page, read)) {
        const { known, odd } = entries;
        const before = seen.size;
        yield query.unwind === undefined ? known.filter(({ id }) => !seen.has(id) && seen.add(id)) : known;
        for (const item of odd) seen.add(JSON.stringify(item));
        // A service that does not heed where a block begins would give the same one for ever.
        if (query.unwind === undefined && seen.size === before) return;
      }
    });
  }

  /** How many objects a search has. A count that is left out is 0, or the service tells none: then they are listed. */
  protected async count<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    { parameters = {}, query }: { readonly parameters?: Struct; readonly query: WireFilters },
  ): Promise<number> {
    checkReader(this.claims, parameters);
    const reply = await this.call(operation, countReply, { ...parameters, query: { ...query, count_only: true } });
    return reply.total_count ?? (await this.search(operation, record, { parameters, query })).length;
  }

  /** The records with these values: all, or at least `most`. */
  protected async matching<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    idKey: string,
    values: Readonly<Record<string, string>>,
    most = Infinity,
  ): Promise<readonly T[]> {
    const filter = Object.entries(values).map(([key, value]) => ({ key, value, operator: "eq" as const }));
    const found: T[] = [];
    for await (const page of this.search(operation, record, { query: { filter, sort: [{ key: idKey }] } }).pages()) {
      found.push(...page);
      if (found.length >= most) break;
    }
    return found;
  }
}
