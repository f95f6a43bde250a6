import { expect, test } from "@jest/globals";

import { kindTables } from "../support/kinds";
import { usePluginFixture } from "../support/plugin-fixture";
import { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();

const names = ["one", "two", "three"];

/**
 * Requests of a command for three resources: of `pulumi up`, of one that changes nothing, of a refresh and of a destroy. Where
 * a number has to grow, docs/performance.md grows too.
 */
const expected: Readonly<Record<string, readonly [create: number, same: number, refresh: number, destroy: number]>> = {
  // The first creation asks for the service's time.
  Certificate: [4, 0, 2, 3],
  CloudService: [9, 0, 2, 3],
  ConfigInspection: [9, 0, 6, 3],
  KmsCiphertext: [3, 0, 0, 0],
  KmsDataKey: [3, 0, 0, 0],
  // A deletion warns of secrets, which are listed once.
  KmsKey: [3, 0, 2, 4],
  // There is one such key, which is looked up and given the description that the program leaves out.
  ManagedKmsKey: [2, 0, 1, 0],
  RandomPassword: [3, 0, 0, 0],
  Secret: [6, 0, 6, 3],
  SecretVault: [3, 0, 2, 3],
  SpaceoneSecret: [9, 0, 2, 3],
};

test.each(kindTables)("three resources of the kind $kind cost no more requests than they need", async (table) => {
  const { client } = fixture.emulator;
  const given = (await table.given?.(client)) ?? {};
  const plugin = await fixture.startPlugin();
  const stacks = names.slice(table.isExisting ? 2 : 0).map((name) => new StackModel(plugin, table.kind, name));
  const args = stacks.map(() => ({ ...table.minimal, ...given, ...table.another?.() }));
  const requestsOf = async (work: (stack: StackModel, index: number) => Promise<unknown>): Promise<number> => {
    const before = (await client.requests()).length;
    for (const [index, stack] of stacks.entries()) await work(stack, index);
    return (await client.requests()).length - before;
  };
  try {
    const up = (stack: StackModel, index: number): Promise<unknown> => stack.up(args[index] ?? {});
    const created = await requestsOf(up);
    const same = await requestsOf(up);
    const refreshed = await requestsOf((stack) => stack.refresh());
    const destroyed = await requestsOf((stack) => stack.destroy());
    expect([created, same, refreshed, destroyed]).toEqual(expected[table.kind]);
  } finally {
    await plugin.stop();
  }
});
