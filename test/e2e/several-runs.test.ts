import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { variablesOf } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";
import { Project } from "../support/project";

// A process runs programs one after the other with the Automation API, each with the variables of another account.

let accounts: readonly EmulatorProcess[];
let project: Project;

beforeAll(async () => {
  accounts = [await EmulatorProcess.start(), await EmulatorProcess.start()];
  project = await Project.create({}, { main: "inline.js" });
});
afterAll(async () => {
  await project.remove();
  for (const account of accounts) await account.stop();
});

/** Runs a program with functions and resources as a stack of this name, with the variables of each account. */
async function upInline(...lines: readonly string[]): Promise<string> {
  await writeFile(
    join(project.folder, "inline.js"),
    `
const scp = require("pulumi-scp");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const accounts = ${JSON.stringify(accounts.map(variablesOf))};
const program = async () => {
  const { id } = await scp.getKmsKey({ name: "orders" });
  new scp.Secret("orders", { value: { password: "p" }, kmsKeyId: id, allowedCidrs: ["10.0.0.1/32"] });
};
async function up(stackName, envVars) {
  const options = { workDir: process.cwd(), envVars: { ...process.env, ...envVars } };
  const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "test", program }, options);
  await stack.up().catch((error) => console.log(error.message));
}
(async () => {
${lines.join("\n")}
})();
`,
  );
  return project.node("inline.js");
}

test("functions and resources of each run use the account that the variables name by then", async () => {
  const keys = await Promise.all(accounts.map(({ client }) => client.keys.create("orders")));
  const output = await upInline(
    "Object.assign(process.env, accounts[0]);",
    'await up("first");',
    "Object.assign(process.env, accounts[1]);",
    'await up("second");',
  );
  expect(output).toBe("");
  const secrets = await Promise.all(accounts.map(({ client }) => client.secrets.stored()));
  expect(secrets.map((stored) => stored.map(({ versions }) => versions[0]?.kms_id))).toEqual(
    keys.map(({ id }) => [id]),
  );
});

test("variables of the workspace alone are not those of the functions, which say what they lack", async () => {
  const output = await upInline('await up("third", accounts[0]);');
  expect(output).toContain("getKmsKey: no SCP credentials");
});
