import { z } from "zod";

import type { Deadline } from "../http/deadline";
import { parseReply } from "../http/reply";
import type { Operation } from "../operation";
import { allPages } from "../pages";
import type { SpaceoneClient } from "./spaceone-client";
import type { TokenClaims } from "./token";
import { number } from "./wire";

interface Condition {
  readonly key: string;
  readonly value: unknown;
  readonly operator: "eq" | "in";
}

/** Most ids that are asked for at once: the service gives no longer pages. */
const idsAtOnce = 1000;

/** What the clients of all services do alike: call a row of the operation table, decode its reply, read lists. */
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
    const { method, path } = operation;
    return parseReply({ method, service: this.service, path }, reply, await this.send(operation, body));
  }

  /** For operations whose reply has nothing of use. */
  protected send(operation: Operation, body: object): Promise<unknown> {
    return this.spaceone.call(this.service, operation, body, this.deadline);
  }

  /** All records with these values. */
  protected matching<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    idKey: string,
    values: Readonly<Record<string, string>>,
  ): Promise<readonly T[]> {
    const filter = Object.entries(values).map(([key, value]) => ({ key, value, operator: "eq" }) as const);
    return this.list(operation, record, idKey, filter);
  }

  /** Those records of these ids that are there. */
  protected async byIds<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    idKey: string,
    ids: readonly string[],
  ): Promise<readonly T[]> {
    const found: T[] = [];
    for (let start = 0; start < ids.length; start += idsAtOnce) {
      const value = ids.slice(start, start + idsAtOnce);
      found.push(...(await this.list(operation, record, idKey, [{ key: idKey, value, operator: "in" }])));
    }
    return found;
  }

  /** Pages have no order of their own, so one is always asked for (SPO 2). */
  private list<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    idKey: string,
    filter: readonly Condition[],
  ): Promise<readonly T[]> {
    const reply = z.object({ results: z.array(record).nullish(), total_count: number });
    return allPages(async (page, size) => {
      const query = { filter, sort: [{ key: idKey }], page: { start: page * size + 1, limit: size } };
      const { results, total_count } = await this.call(operation, reply, { query });
      return { items: results ?? [], total: total_count };
    });
  }
}
