import { writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { startEmulator } from "../../../emulator/index";
import { switches, switchNames } from "../../../emulator/world/switches";
import { EmulatorClient } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();

const defaults = Object.fromEntries(switchNames.map((name) => [name, switches[name].default]));

function post(body: unknown) {
  return running.client.plain("POST", "/_emulator/world", { body });
}

type Shown = Readonly<Record<string, { readonly value: unknown }>>;

const valuesIn = (body: unknown) =>
  Object.fromEntries(Object.entries(body as Shown).map(([name, { value }]) => [name, value]));

async function current(client = running.client): Promise<unknown> {
  return valuesIn((await client.plain("GET", "/_emulator/world")).body);
}

test("all switches are shown, with their defaults at first", async () => {
  expect(await current()).toEqual(defaults);
  expect(defaults).toMatchObject({ listLagSeconds: 0, stateSpelling: "reference", oddListEntry: false });
});

test("those that are named are set, and null is the default", async () => {
  const all = { ...defaults, listLagSeconds: 3600, createdAtSkewSeconds: -3600, emptyTexts: true, createdAt: "empty" };
  const set = await post({ listLagSeconds: 3600, createdAtSkewSeconds: -3600, emptyTexts: true, createdAt: "empty" });
  expect([set.status, valuesIn(set.body)]).toEqual([200, all]);
  expect(await current()).toEqual(all);
  await post({ listLagSeconds: null, createdAt: null, createdAtSkewSeconds: 0 });
  expect(await current()).toEqual({ ...defaults, emptyTexts: true });
  await post("");
  expect(await current()).toEqual({ ...defaults, emptyTexts: true });
  await post({ emptyTexts: null });
  expect(await current()).toEqual(defaults);
});

test("the text of a value does as well", async () => {
  await post({ listLagSeconds: "5", createdAtSkewSeconds: "-5", emptyTexts: "true", oddListEntry: "false" });
  expect(await current()).toEqual({ ...defaults, listLagSeconds: 5, createdAtSkewSeconds: -5, emptyTexts: true });
});

test("each is shown with its values, its default, its meaning and the grade of its evidence", async () => {
  const { body } = await running.client.plain("GET", "/_emulator/world");
  expect(body).toMatchObject({
    listLagSeconds: { value: 0, default: 0, values: { from: 0, to: 3600 }, evidence: "assumed" },
    serviceKey: { value: "notFound", default: "notFound", values: ["notFound", "managedKey"] },
    emptyTexts: { value: false, default: false, values: [false, true] },
  });
  for (const about of Object.values(body as Record<string, Record<string, unknown>>)) {
    expect(Object.keys(about).sort()).toEqual(["default", "evidence", "meaning", "value", "values", "where"]);
    expect(about["evidence"]).toMatch(/^(?:documented|source|measured|inferred|assumed)\b/);
  }
});

test("the former name is gone", async () => {
  for (const method of ["GET", "PATCH"]) {
    expect((await running.client.plain(method, "/_emulator/assumptions")).status).toBe(404);
  }
});

describe("a file of switches", () => {
  const start = async (text: string) => {
    const worldFile = `${file.path}.world`;
    writeFileSync(worldFile, text);
    const emulator = await startEmulator({ worldFile });
    return { emulator, client: new EmulatorClient(emulator) };
  };

  test("holds from the start, and after a reset", async () => {
    const { client, emulator } = await start('{"listLagSeconds": 5, "stateSpelling": "upper", "createdAt": null}');
    const all = { ...defaults, listLagSeconds: 5, stateSpelling: "upper" };
    try {
      expect(await current(client)).toEqual(all);
      await client.setWorld({ listLagSeconds: null, oddListEntry: true });
      await client.reset();
      expect(await current(client)).toEqual(all);
    } finally {
      client.close();
      await emulator.close();
    }
  });

  test.each([
    ['{"listLag": 5}', "unknown: listLag"],
    ['{"listLagSeconds": 3601}', "listLagSeconds: must be a whole number from 0 to 3600"],
    ["[]", "expected object"],
    ["", "not JSON"],
  ])("%j is refused, and the message names the file", async (text, problem) => {
    const refused = start(text);
    await expect(refused).rejects.toThrow(`world file ${file.path}.world: `);
    await expect(refused).rejects.toThrow(problem);
  });

  test("that is not there is refused", async () => {
    await expect(startEmulator({ worldFile: "/nowhere/world.json" })).rejects.toThrow(
      /^world file \/nowhere\/world.json: .*ENOENT/,
    );
  });
});

describe("refused, with a message that names what is known:", () => {
  const known = switchNames.join(", ");

  test.each([
    [{ listLag: 1 }, `body: unknown: listLag; known are ${known}`],
    [{ a: 1, b: 2 }, `body: unknown: a, b; known are ${known}`],
    [{ listLagSeconds: 3601 }, "listLagSeconds: must be a whole number from 0 to 3600"],
    [{ showLagSeconds: -1 }, "showLagSeconds: must be a whole number from 0 to 3600"],
    [{ runLagSeconds: 1.5 }, "runLagSeconds: must be a whole number from 0 to 3600"],
    [{ versionLagSeconds: "1.0" }, "versionLagSeconds: must be a whole number from 0 to 3600"],
    [{ versionLagSeconds: "" }, "versionLagSeconds: must be a whole number from 0 to 3600"],
    [{ versionLagSeconds: "true" }, "versionLagSeconds: must be a whole number from 0 to 3600"],
    [{ createdAtSkewSeconds: -3601 }, "createdAtSkewSeconds: must be a whole number from -3600 to 3600"],
    [{ emptyTexts: "yes" }, "emptyTexts: must be true or false"],
    [{ currentVersion: "" }, "currentVersion: must be one of reference, missing"],
    [{ stateSpelling: "Upper" }, "stateSpelling: must be one of reference, upper, lower, spaced, unknown"],
  ])("%j", async (body, message) => {
    const refused = await post({ enumSpelling: "lower", ...body });
    expect({ status: refused.status, body: refused.body }).toEqual({ status: 400, body: { message } });
    expect(await current()).toEqual(defaults);
  });

  test.each(["{", "[]", "null", "1"])("%s", async (body) => {
    const { status, text } = await post(body);
    expect(status).toBe(400);
    expect(text).toContain("body");
  });

  test("each switch", async () => {
    for (const name of switchNames) {
      const { status, body } = await post({ [name]: "nothing" });
      expect({ status, body }).toEqual({ status: 400, body: { message: `${name}: must be ${switches[name].form}` } });
    }
  });
});

test("a reset sets them back", async () => {
  await running.client.setWorld({ listLagSeconds: 5, oddListEntry: true });
  await running.client.reset();
  expect(await current()).toEqual(defaults);
});

test("a restart forgets them", async () => {
  await file.run((client) => client.setWorld({ listLagSeconds: 5 }));
  await file.run(async (client) => {
    expect(await current(client)).toEqual(defaults);
  });
});

test("other hosts may not set them", async () => {
  const headers = { Host: "evil.example.com" };
  expect((await running.client.plain("POST", "/_emulator/world", { headers })).status).toBe(403);
});
