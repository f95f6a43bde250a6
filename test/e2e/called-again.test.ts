import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { useStack } from "../support/stack-fixture";

// A program's error hooks have Pulumi call an operation again in the same command, as if the first call had never been.

const stack = useStack({ "scp:maxRetries": "0" }, { main: "inline.js" });

/** Runs a program with the Automation API in a process of its own: only there are hooks known to the engine. */
async function upInline(body: string): Promise<string> {
  await writeFile(
    join(stack.project.folder, "inline.js"),
    `
const pulumi = require("@pulumi/pulumi");
const scp = require("pulumi-scp");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const program = async () => {
  const again = new pulumi.ErrorHook("again", (args) => (args.errors ?? []).length <= 2);
  const options = { hooks: { onError: [again] } };
${body}
};
(async () => {
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "test", projectName: "test", program },
    { workDir: process.cwd(), envVars: process.env },
  );
  try {
    await stack.up({ onOutput: (text) => process.stdout.write(text), onError: (text) => process.stdout.write(text) });
    console.log("exit 0");
  } catch (error) {
    console.log(String(error.message).slice(0, 4000) + "\\nexit 1");
  }
})();
`,
  );
  return stack.project.node("inline.js");
}

/** The calls of one kind of request. */
async function sent(method: string, path: RegExp): Promise<number> {
  return (await stack.emulator.client.requests()).filter(
    (request) => request.method === method && path.test(request.path),
  ).length;
}

test("a creation that is called again goes on with what the first call has made, of every kind", async () => {
  const { id } = await stack.emulator.client.keys.create("holder");
  for (const rule of [
    { method: "PUT", path: "/state$", fault: { status: 400, body: "refused once" } },
    { path: "cloud-service/update$", fault: { status: 500, body: "failed once" } },
    { path: "secret/secret/update$", fault: { status: 500, body: "failed once" } },
    { path: "/secretsmanager/.*versions", fault: { status: 500, body: "failed once" } },
    { method: "POST", path: "/kms/transit$", skip: 1, fault: { drop: "after" } },
    { method: "GET", path: "/kms/transit$", fault: { status: 503, body: "down once" } },
  ]) {
    await stack.emulator.client.addFault(rule);
  }
  const output = await upInline(`
const stopped = new scp.KmsKey("stopped", { purpose: "aes-256", enabled: false }, options);
const lost = new scp.KmsKey("lost", { purpose: "aes-256" }, { ...options, dependsOn: [stopped] });
new scp.KmsKey("turning", { purpose: "aes-256", rotateTrigger: "a" }, { ...options, dependsOn: [lost] });
new scp.CloudService("entry", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: {}, tags: { team: "shop" },
}, options);
new scp.SpaceoneSecret("credentials", { name: "scp", resourceGroup: "WORKSPACE", data: { a: "b" }, tags: { c: "d" } }, options);
new scp.Secret("text", { value: { a: "b" }, kmsKeyId: "${id}", allowedCidrs: ["10.0.0.1/32"] }, options);`);
  expect(output).toContain("exit 0");
  const keys = (await stack.emulator.client.keys.stored()).filter(({ name }) => /^(stopped|lost)/.test(name));
  expect(keys.map(({ state }) => state).sort()).toEqual(["Active", "Stop"]);
  const services = await stack.emulator.client.cloudServices.stored();
  expect(services.filter(({ state }) => state === "ACTIVE")).toHaveLength(1);
  expect(await stack.emulator.client.storedSpaceoneSecrets()).toHaveLength(1);
  expect(await stack.emulator.client.secrets.stored()).toHaveLength(1);
  for (const [name, found] of [
    ["stopped", keys.find(({ state }) => state === "Stop")?.id],
    ["lost", keys.find(({ state }) => state === "Active")?.id],
    ["text", (await stack.emulator.client.secrets.stored())[0]?.id],
  ] as const) {
    expect((await stack.project.resource(name))?.id).toBe(found);
  }
});

test("an update that is called again repeats nothing that must not happen twice", async () => {
  const before = await sent("POST", /\/rotate$/);
  await stack.emulator.client.addFault({ method: "POST", path: "/rotate$", fault: { drop: "after" } });
  await stack.emulator.client.addFault({
    method: "GET",
    path: "/kms/transit/",
    skip: 1,
    fault: { status: 500, body: "down once" },
  });
  const output = await upInline('new scp.KmsKey("turning", { purpose: "aes-256", rotateTrigger: "b" }, options);');
  expect(output).toContain("exit 0");
  expect(await sent("POST", /\/rotate$/)).toBe(before + 1);
  expect((await stack.emulator.client.keys.stored()).find(({ name }) => name.startsWith("turning"))).toMatchObject({
    current_version: 2,
  });
});
