import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { makeSelfSigned } from "../support/certificates";
import { pulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";
import { Project } from "../support/project";

interface Setting {
  readonly key: string;
  readonly kind: string;
  readonly input: string;
  readonly required: boolean;
  readonly secret: boolean;
}

const value = { user: "orders", password: "marker-of-a-password" };

let emulator: EmulatorProcess;
let folder: string;
let project: Project;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-import-"));
  const { client } = emulator;
  const { id } = await client.keys.create("orders", {
    description: "Encrypts orders",
    tags: [{ key: "a", value: "b" }],
  });
  await client.keys.create("signing", { purpose: "rsa-2048", auto_rotate: "Y", rotate_cycle: 30 });
  await client.secrets.create("orders-db", id, { secret_value: JSON.stringify(value), description: "The database" });
  const { certificate, privateKey } = await makeSelfSigned();
  await client.certificates.upload("shop", { certificate, privateKey });
  await client.certificates.selfSign("builds");
  await client.vaults.create("builds");
  await client.diagnoses.save("nightly", {}, { use_diagnosis_check_type_bp: "y" });
  await client.diagnoses.save("unscheduled");
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
  await project.remove();
});

const command = (...args: string[]): Promise<Ran> => pulumiScp(args, variablesOf(emulator));

describe("an account that others have filled", () => {
  test("is written as a program, an import file and a list of what nobody can read", async () => {
    const { code, stdout, stderr } = await command("import", "--all", "--out", folder);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^pulumi-scp: ConfigInspection unscheduled: the service shows the schedule .*\n$/);
    expect(stdout).toContain("pulumi import --file");
  });

  test("is taken over without a write, and nothing is left to do", async () => {
    project = await Project.create(emulator.config, { main: "index.ts" });
    await copyFile(join(folder, "index.ts"), join(project.folder, "index.ts"));
    const settings = JSON.parse(await readFile(join(folder, "config-needed.json"), "utf8")) as Setting[];
    const given: Record<string, unknown> = {
      ordersDbValue: value,
      unscheduledSchedule: { frequency: "daily", startTime: "08:00", checkTypes: ["BP"] },
    };
    for (const { key, secret } of settings.filter(({ required }) => required)) {
      await project.must("config", "set", secret ? "--secret" : "--plaintext", key, JSON.stringify(given[key]));
    }
    const before = (await emulator.client.requests()).at(-1)?.n ?? 0;
    const imported = await project.pulumi(
      "import",
      "--file",
      join(folder, "import.json"),
      "--yes",
      "--generate-code=false",
      "--skip-preview",
    );
    expect(imported.output).not.toMatch(/error|failed to validate/);
    expect(imported.code).toBe(0);
    const preview = await project.preview("--expect-no-changes");
    expect(preview.code === 0 ? "" : preview.output).toBe("");
    const refresh = await project.refresh("--expect-no-changes");
    expect(refresh.code === 0 ? "" : refresh.output).toBe("");
    const up = await project.up("--expect-no-changes");
    expect(up.code === 0 ? "" : up.output).toBe("");
    const writes = (await emulator.client.requests(before)).filter(({ method }) => method !== "GET");
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});
