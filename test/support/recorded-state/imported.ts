import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pulumiScp, variablesOf } from "../command";
import type { EmulatorClient } from "../emulator-client";
import type { Properties } from "../plugin-process";
import type { StackModel } from "../stack-model";

/** How a file of Pulumi's marks a secret. */
interface Marked {
  readonly plaintext: string;
}

/** Brings an object into state as `pulumi import --file` does: as the file says it. */
export async function importObject(model: StackModel, client: EmulatorClient, id: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-scp-recorded-"));
  const { code, stderr } = await pulumiScp(["import", "--id", id, "--out", folder], variablesOf(client));
  if (code !== 0) throw new Error(stderr);
  const text = await readFile(join(folder, "import.json"), "utf8");
  await rm(folder, { recursive: true });
  const [entry] = (JSON.parse(text) as { resources: { id: string; inputs: Properties; outputs: Properties }[] })
    .resources;
  if (entry === undefined) throw new Error(`nothing was written for ${id}`);
  model.state = { id: entry.id, inputs: clear(entry.inputs), outputs: clear(entry.outputs), initErrors: [] };
}

/** Properties without the marks of secrets. */
function clear(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]): [string, unknown] => [
      name,
      isMarked(value) ? JSON.parse(value.plaintext) : value,
    ]),
  );
}

function isMarked(value: unknown): value is Marked {
  return typeof value === "object" && value !== null && "plaintext" in value;
}
