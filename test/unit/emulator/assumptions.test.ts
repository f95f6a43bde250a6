import { describe, expect, test } from "@jest/globals";
import { switches, switchNames } from "../../../emulator/assumptions/switches";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();

const usual = Object.fromEntries(switchNames.map((name) => [name, switches[name].usual]));

function patch(body: unknown) {
  return running.client.plain("PATCH", "/_emulator/assumptions", { body });
}

async function current(): Promise<unknown> {
  return (await running.client.plain("GET", "/_emulator/assumptions")).body;
}

test("all switches are shown, with their usual values at first", async () => {
  expect(await current()).toEqual(usual);
  expect(usual).toMatchObject({ listLagSeconds: 0, stateSpelling: "reference", oddListEntry: false });
});

test("those that are named are set, and null is the usual value", async () => {
  const all = { ...usual, listLagSeconds: 3600, createdAtSkewSeconds: -3600, emptyTexts: true, createdAt: "empty" };
  const set = await patch({ listLagSeconds: 3600, createdAtSkewSeconds: -3600, emptyTexts: true, createdAt: "empty" });
  expect(set).toMatchObject({ status: 200, body: all });
  expect(await current()).toEqual(all);
  await patch({ listLagSeconds: null, createdAt: null, createdAtSkewSeconds: 0 });
  expect(await current()).toEqual({ ...usual, emptyTexts: true });
  await patch("");
  expect(await current()).toEqual({ ...usual, emptyTexts: true });
  await patch({ emptyTexts: null });
  expect(await current()).toEqual(usual);
});

describe("refused, with a message that names what is known:", () => {
  const known = switchNames.join(", ");

  test.each([
    [{ listLag: 1 }, `body: unknown: listLag; known are ${known}`],
    [{ a: 1, b: 2 }, `body: unknown: a, b; known are ${known}`],
    [{ listLagSeconds: 3601 }, "listLagSeconds: must be a whole number from 0 to 3600"],
    [{ showLagSeconds: -1 }, "showLagSeconds: must be a whole number from 0 to 3600"],
    [{ runLagSeconds: 1.5 }, "runLagSeconds: must be a whole number from 0 to 3600"],
    [{ versionLagSeconds: "1" }, "versionLagSeconds: must be a whole number from 0 to 3600"],
    [{ createdAtSkewSeconds: -3601 }, "createdAtSkewSeconds: must be a whole number from -3600 to 3600"],
    [{ emptyTexts: "true" }, "emptyTexts: must be true or false"],
    [{ currentVersion: "" }, "currentVersion: must be one of reference, missing"],
    [{ stateSpelling: "Upper" }, "stateSpelling: must be one of reference, upper, lower, spaced, unknown"],
  ])("%j", async (body, message) => {
    const refused = await patch({ enumSpelling: "lower", ...body });
    expect({ status: refused.status, body: refused.body }).toEqual({ status: 400, body: { message } });
    expect(await current()).toEqual(usual);
  });

  test.each(["{", "[]", "null", "1"])("%s", async (body) => {
    const { status, text } = await patch(body);
    expect(status).toBe(400);
    expect(text).toContain("body");
  });

  test("each switch", async () => {
    for (const name of switchNames) {
      const { status, body } = await patch({ [name]: "nothing" });
      expect({ status, body }).toEqual({ status: 400, body: { message: `${name}: must be ${switches[name].form}` } });
    }
  });
});

test("a reset sets them back", async () => {
  await running.client.assume({ listLagSeconds: 5, oddListEntry: true });
  await running.client.reset();
  expect(await current()).toEqual(usual);
});

test("a restart forgets them", async () => {
  await file.run((client) => client.assume({ listLagSeconds: 5 }));
  await file.run(async (client) => {
    expect((await client.plain("GET", "/_emulator/assumptions")).body).toEqual(usual);
  });
});

test("other hosts may not set them", async () => {
  const headers = { Host: "evil.example.com" };
  expect((await running.client.plain("PATCH", "/_emulator/assumptions", { headers })).status).toBe(403);
});
