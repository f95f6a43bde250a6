import { setTimeout as pause } from "node:timers/promises";

import { expect, test } from "@jest/globals";

import { seededRandom } from "../../emulator/random";
import { kindTables } from "../support/kinds";
import { endAll, processesBelow } from "../support/processes";
import { useStack } from "../support/stack-fixture";

// Pulumi is killed in the middle of its work, and the steps of docs/operations.md bring everything in order.

const stack = useStack({ "scp:maxRetries": "1" });

/** ENGINE_KILLS=200 kills more often; ENGINE_KILLS_FROM=200 goes on behind those. */
const kills = Number(process.env["ENGINE_KILLS"] ?? 4);
const from = Number(process.env["ENGINE_KILLS_FROM"] ?? 0);
const signals = ["SIGKILL", "SIGTERM", "SIGINT"] as const;

/** The kinds whose objects a service makes and keeps. State alone has the others. */
const made = kindTables.filter(({ isOnlyForgotten, meaning }) => isOnlyForgotten !== true && meaning === undefined);

/** What is in the middle of its work when it is killed, one after the other. */
const commands = [
  { name: "create", args: ["up", "--yes", "--skip-preview"], requests: 24 },
  { name: "change", args: ["up", "--yes", "--skip-preview"], requests: 28 },
  { name: "refresh", args: ["refresh", "--yes", "--skip-preview"], requests: 10 },
  { name: "destroy", args: ["destroy", "--yes", "--skip-preview"], requests: 12 },
] as const;

/** Objects that exist already, by kind. */
type Adopted = Readonly<Record<string, string>>;

/** A resource of each kind; `step` makes it differ from before in what can be changed in place. */
async function program(step: number, accessKeyId: string, adopted: Adopted): Promise<void> {
  const text = JSON.stringify(`step ${String(step)}`);
  const adopt = (kind: string): string => (kind in adopted ? `adopt: "${adopted[kind] ?? ""}",` : "");
  const managed = (await stack.emulator.client.account()).managedKeys[0]?.id ?? "";
  const selfSigned = '{ commonName: "shop.example.com", organization: "Shop", validityInDays: 365 }';
  await stack.project.program(`
const key = new scp.KmsKey("key", { ${adopt("KmsKey")} purpose: "aes-256", description: ${text} });
new scp.Secret("secret", {
  ${adopt("Secret")} kmsKeyId: key.id, value: { step: ${text} }, description: ${text}, allowedCidrs: ["127.0.0.1/32"],
  versionLabels: { live: "CURRENT" },
});
new scp.SecretVault("vault", {
  ${adopt("SecretVault")} accessKeyId: "${accessKeyId}", allowedIps: ["10.0.0.7/32"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365,
});
new scp.Certificate("certificate", { ${adopt("Certificate")} selfSigned: ${selfSigned} });
new scp.ConfigInspection("inspection", {
  ${adopt("ConfigInspection")} name: "nightly", accountId: "0e3dffc50eb247a1adf4f2e5c82c4f99", cspType: "SCP", plan: "STANDARD", checkType: "BP",
  authKey: { id: "9b72a9856e494e67afc69a4d3631fe38" },
  schedule: { frequency: "monthly", day: 1, startTime: "08:00", checkTypes: ["BP"] },
});
new scp.CloudService("service", {
  ${adopt("CloudService")} name: "service", provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: { step: ${text} }, tags: { step: ${text} },
});
new scp.SpaceoneSecret("login", {
  ${adopt("SpaceoneSecret")} name: "login", data: { step: ${text} }, resourceGroup: "WORKSPACE", tags: { step: ${text} },
});
new scp.ManagedKmsKey("managed", { keyId: "${managed}", description: ${text} });
new scp.KmsCiphertext("ciphertext", { keyId: key.id, plaintext: ${text} });
new scp.KmsDataKey("data-key", { keyId: key.id, keepers: { step: ${text} } });
new scp.RandomPassword("password", { keepers: { step: ${text} } });`);
}

/** The ids of what the services have, and of what state has, by kind. */
async function present(): Promise<{ readonly services: Record<string, unknown>; readonly state: unknown }> {
  const objects = await Promise.all(
    made.map(async ({ kind, objects }) => {
      const ids = (await objects(stack.emulator.client)).map(({ id }) => id);
      return [kind, ids.sort()] as const;
    }),
  );
  const { deployment } = JSON.parse(await stack.project.export()) as {
    deployment: { resources?: readonly { type: string; id?: string }[]; pending_operations?: readonly unknown[] };
  };
  const inState = kindTables.map(({ kind }) => {
    const resources = (deployment.resources ?? []).filter(({ type }) => type.endsWith(`:${kind}`));
    return [kind, resources.map(({ id = "" }) => id).sort()] as const;
  });
  expect(deployment.pending_operations ?? []).toEqual([]);
  return { services: Object.fromEntries(objects), state: Object.fromEntries(inState) };
}

/** What is there and in no state, which the guide has given to the resources. */
async function unmanaged(): Promise<Adopted> {
  await stack.project.must("stack", "export", "--file", "before.json");
  const { code, output } = await stack.project.command(
    ...["inventory", "--stack", "test", "--state", "before.json", "--unmanaged", "--json"],
  );
  if (code !== 0) throw new Error(output);
  const items = JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1)) as readonly {
    kind: string;
    id: string;
    state: string;
  }[];
  const left = items.filter(({ kind, state }) => kind !== "ManagedKmsKey" && !/terminat|deleted/i.test(state));
  return Object.fromEntries(left.map(({ kind, id }) => [kind, id]));
}

/** Kills a command so long after so many requests; returns whether it was still at work. */
async function killed(
  args: readonly string[],
  signal: NodeJS.Signals,
  { after, ms }: { readonly after: number; readonly ms: number },
): Promise<boolean> {
  const since = await stack.lastRequest();
  const { child, ended } = stack.project.start(...args);
  const progress = { isOver: false };
  void ended.then(() => (progress.isOver = true));
  while (!progress.isOver && (await stack.emulator.client.requests(since)).length < after) await pause(10);
  await pause(ms);
  const isStruck = !progress.isOver;
  const below = await processesBelow(child.pid ?? 0);
  child.kill(signal);
  await ended;
  // What it had asked for may still happen.
  for (let count = -1, now = 0; now !== count; now = await stack.lastRequest()) {
    count = now;
    await pause(1000);
  }
  endAll(below);
  return isStruck;
}

test(
  `${String(kills)} kills lose, double and orphan nothing after the documented steps`,
  async () => {
    let struck = 0;
    for (let kill = from; kill < from + kills; kill++) {
      const random = seededRandom(kill + 1);
      const { name, args, requests } = commands[kill % commands.length] ?? commands[0];
      const signal = signals[Math.floor(random() * signals.length)] ?? "SIGKILL";
      const after = Math.floor(random() * (requests + 1));
      // Between two requests, or while state is written.
      const ms = Math.floor(random() * 80);
      const accessKeyId = (Math.floor(kill / commands.length) + 1).toString(16).padStart(32, "0");
      const about = `kill ${String(kill)}: ${name}, ${signal} ${String(ms)} ms after ${String(after)} requests`;
      if (name === "create" || name === "change") await program(kill, accessKeyId, {});
      if (await killed(args, signal, { after, ms })) struck++;

      await stack.project.shell("find backend/.pulumi -name '*.attrs' -empty -delete");
      await stack.project.pulumi("cancel", "--yes");
      const adopted = name === "destroy" ? {} : await unmanaged();
      if (name !== "destroy") await program(kill, accessKeyId, adopted);
      await stack.project.must("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
      await stack.project.must(name === "destroy" ? "destroy" : "up", "--yes", "--skip-preview");
      if (Object.keys(adopted).length > 0) {
        await program(kill, accessKeyId, {});
        await stack.project.must("up", "--yes", "--skip-preview", "--expect-no-changes");
      }

      const { services, state } = await present();
      const each = name === "destroy" ? [] : [expect.any(String)];
      const expected = Object.fromEntries(kindTables.map(({ kind }) => [kind, each]));
      expect([about, state]).toEqual([about, expected]);
      expect([about, state]).toEqual([about, expect.objectContaining(services)]);
    }
    // The others were over before they had sent so many requests.
    expect(struck).toBeGreaterThan(kills / 2);
  },
  (kills + 1) * 240_000,
);
