import { LocalWorkspace, type InlineProgramArgs } from "@pulumi/pulumi/automation";
import { KmsKey } from "pulumi-scp";

/** Each team has a stack of its own, with the same program. */
const teams = (process.env["TEAMS"] ?? "orders,billing").split(",");

/** What a team gets: a key. What it returns are the outputs of the stack. */
async function program(): Promise<Record<string, unknown>> {
  const key = new KmsKey("data", { purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } });
  return { keyId: key.id };
}

/**
 * `workDir` has to be a folder from which Node.js finds pulumi-scp, such as this one: that is where Pulumi's plugin process
 * looks for the package, also in a later refresh or destroy. Left out, it is an empty folder below /tmp.
 */
const workDir = __dirname;

async function deploy(team: string): Promise<string> {
  const inline: InlineProgramArgs = { stackName: team, projectName: "team-keys", program };
  const stack = await LocalWorkspace.createOrSelectStack(inline, { workDir });
  // Settings of the stack come before those of the environment: `stack.setConfig("scp:region", { value: "kr-east1" })`.
  const { outputs, summary } = await stack.up();
  return `${team}: ${summary.result}, key ${String(outputs["keyId"]?.value)}`;
}

async function main(): Promise<void> {
  for (const team of teams) console.log(await deploy(team));
}

void main();
