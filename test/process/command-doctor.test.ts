import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import { findings, scpServices, useDoctor, without } from "../support/doctor-fixture";

const doctor = useDoctor();

describe("a healthy setup", () => {
  test("ends with 0: versions, sources, times, clocks, the token and the place are said", async () => {
    const { code, isHealthy, checks } = await doctor.fixture.diagnose();
    expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
    expect({ code, isHealthy }).toEqual({ code: 0, isHealthy: true });
    const said = new Map(checks.map(({ check, message }) => [check, message]));
    expect(said.get("pulumi")).toBe("Pulumi 3.259.0 (resources need 3.226.1, import files 3.254.0)");
    expect(said.get("node")).toBe(`Node.js ${process.versions.node}`);
    expect(said.get("package")).toMatch(/^pulumi-scp \d+\.\d+\.\d+ in \//);
    expect(said.get("sdk")).toMatch(/^@pulumi\/pulumi 3\./);
    expect(said.get("scp:secretKey")).toBe("environment variable SCP_SECRET_KEY");
    expect(said.get("spaceone:token")).toBe("environment variable SPACEONE_TOKEN");
    for (const service of [...scpServices, "inventory", "secret", "cost-analysis"]) {
      expect(said.get(`service ${service}`)).toMatch(/^answered in \d+ ms$/);
    }
    expect(said.get("clock of scp")).toBe("this machine's clock and the service's agree");
    expect(said.get("clock of spaceone")).toBe("this machine's clock and the service's agree");
    expect(said.get("account")).toBe(`${doctor.emulator.address.accountId} answers`);
    expect(said.get("region")).toBe("kr-west1 answers");
    expect(said.get("token of spaceone")).toMatch(
      /^role WORKSPACE_OWNER; domain domain-\w+, workspace workspace-\w+; until \d{4}-\d\d-\d\dT/,
    );
  });

  test("is shown as a table without the value of any setting", async () => {
    const { code, stdout, stderr } = await doctor.fixture.run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^STATUS +CHECK +WHAT WAS FOUND\nok +pulumi +Pulumi 3\.259\.0/);
    expect(stdout).not.toContain("What to do");
    const { accessKey, secretKey, spaceoneToken = "", url } = doctor.emulator.address;
    for (const value of [accessKey, secretKey, spaceoneToken, url]) expect(stdout).not.toContain(value);
  });

  test("may use one cloud alone, and one service", async () => {
    const scpAlone = without(doctor.fixture.variables, "SPACEONE_ENDPOINT", "SPACEONE_TOKEN");
    const before = (await doctor.emulator.client.requests()).at(-1)?.n ?? 0;
    const { code, checks } = await doctor.fixture.diagnose(scpAlone, ["--service", "secretvault"]);
    expect(code).toBe(0);
    expect(checks.filter(({ check }) => check.startsWith("service")).map(({ check }) => check)).toEqual([
      "service secretvault",
    ]);
    expect(checks).toContainEqual({
      check: "spaceone",
      status: "ok",
      message: "no credentials, so it is not used",
    });
    expect((await doctor.emulator.client.requests(before)).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/secretvault",
    ]);
  });

  test("sends nothing that changes anything", async () => {
    const before = (await doctor.emulator.client.requests()).at(-1)?.n ?? 0;
    const state = await doctor.emulator.client.state();
    await doctor.fixture.diagnose();
    const sent = (await doctor.emulator.client.requests(before)).map(({ method, path }) => `${method} ${path}`);
    expect(sent).toHaveLength(9);
    expect(sent.filter((line) => !/^GET |^POST \/[\w-]+\/[\w-]+\/list$/.test(line))).toEqual([]);
    expect(await doctor.emulator.client.state()).toEqual(state);
  });
});

test("people see below the table what to do, each thing once", async () => {
  const { code, stdout } = await doctor.fixture.run([], {
    ...doctor.fixture.variables,
    SCP_SECRET_KEY: "k".repeat(43),
  });
  expect(code).toBe(1);
  const [, todo = ""] = stdout.split("\nWhat to do:\n");
  expect(todo).toBe(
    `- ${scpServices.map((service) => `service ${service}`).join(", ")}: check that scp:accessKey and scp:secretKey are a ` +
      "pair, and that the key is active, or make a new one in the console\n",
  );
});

describe("wrong arguments", () => {
  test.each([
    [["--service", "vault"], "Allowed choices are kms, secretsmanager"],
    [["--service"], "argument missing"],
    [["--stack"], "argument missing"],
    [["now"], "too many arguments"],
    [["--yes"], "unknown option"],
  ])("%j end with 2, and nothing is asked", async (args, reason) => {
    const { code, stdout, stderr } = await doctor.fixture.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });
});

test("the versions that it asks for are those of package.json", async () => {
  const file = join(__dirname, "..", "..", "package.json");
  const { engines, peerDependencies } = JSON.parse(await readFile(file, "utf8")) as Record<
    string,
    Record<string, string>
  >;
  await doctor.fixture.engine("v3.0.0");
  await doctor.fixture.executable("node", "echo v1.0.0");
  const said = findings(await doctor.fixture.diagnose()).map(({ message, remedy = "" }) => `${message} ${remedy}`);
  expect(said[0]).toContain(`resources need ${/>=(\S+)/.exec(peerDependencies?.["@pulumi/pulumi"] ?? "")?.[1] ?? ""},`);
  expect(said[1]).toContain(`install Node.js ${/>=(\d+)/.exec(engines?.["node"] ?? "")?.[1] ?? ""}.`);
});
