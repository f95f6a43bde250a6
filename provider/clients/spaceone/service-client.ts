import { z } from "zod";

import { readEntries } from "../entries";
import type { Deadline } from "../http/deadline";
import { parseReply } from "../http/reply";
import type { Operation } from "../operation";
import { eachPage } from "../pages";
import type { SpaceoneClient } from "./spaceone-client";
import type { TokenClaims } from "./token";
import { number } from "./wire";

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
    const { method, path } = operation;
    return parseReply({ method, service: this.service, path }, reply, await this.send(operation, body));
  }

  /** Calls an operation whose reply holds nothing useful. */
  protected send(operation: Operation, body: object): Promise<unknown> {
    return this.spaceone.call(this.service, operation, body, this.deadline);
  }

  /**
   * The records with these values: all, or at least `most`. Pages have no order of their own, so an order is always
   * asked for (SPO 2).
   */
  protected async matching<T extends { readonly id: string }>(
    operation: Operation,
    record: z.ZodType<T>,
    idKey: string,
    values: Readonly<Record<string, string>>,
    most = Infinity,
  ): Promise<readonly T[]> {
    const filter = Object.entries(values).map(([key, value]) => ({ key, value, operator: "eq" }));
    const reply = z.object({ results: z.array(z.unknown()).nullish(), total_count: number });
    const paging = { list: `${this.service} ${operation.path}`, memory: this.spaceone.lists };
    const pages = eachPage(paging, async (page, size) => {
      const query = { filter, sort: [{ key: idKey }], page: { start: page * size + 1, limit: size } };
      const { results, total_count } = await this.call(operation, reply, { query });
      return { entries: readEntries(results ?? [], record), total: total_count };
    });
    const found: T[] = [];
    for await (const page of pages) {
      found.push(...page);
      if (found.length >= most) break;
    }
    return found;
  }
}
