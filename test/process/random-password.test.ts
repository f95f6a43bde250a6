import { expect, test } from "@jest/globals";

import { usePluginFixture } from "../support/plugin-fixture";

// A password that Secrets Manager makes: nothing but state keeps it.

const fixture = usePluginFixture();
const stack = () => fixture.stack("RandomPassword");
const bodies = async (): Promise<unknown[]> =>
  (await fixture.emulator.client.requests())
    .filter(({ path }) => path === "/v1/secrets/random-password")
    .map(({ body }) => body);

test("is made once, as the inputs say, and nothing is asked for it later", async () => {
  const model = stack();
  const before = (await bodies()).length;
  const args = { length: 40, excludeUppercase: true, excludePunctuation: true, excludeCharacters: "xyz" };
  await model.up(args);
  const { password } = model.state?.outputs ?? {};
  expect(password).toMatch(/^[a-w0-9]{40}$/);
  expect(model.secrets).toContain("password");
  expect(await model.refresh()).toEqual([]);
  expect(await model.up(args)).toBe("same");
  await model.destroy();
  expect((await bodies()).slice(before)).toEqual([
    { password_length: 40, exclude_uppercase: true, exclude_punctuation: true, exclude_characters: "xyz" },
  ]);
});

test("has 32 characters if nothing else is said", async () => {
  const model = stack();
  await model.up({});
  expect(model.state?.outputs["password"]).toHaveLength(32);
  expect(await model.up({ length: 32 })).toBe("same");
});

test.each([
  ["length", { length: 33 }],
  ["includeSpace", { includeSpace: true }],
  ["keepers", { keepers: { year: "2027" } }],
])("is replaced by another one if %s changes", async (_, change) => {
  const model = stack();
  await model.up({ keepers: { year: "2026" } });
  const { password } = model.state?.outputs ?? {};
  expect(await model.up({ keepers: { year: "2026" }, ...change })).toBe("replaced");
  expect(model.state?.outputs["password"]).not.toBe(password);
});

test.each([
  ["length", { length: 4 }, "length: must be from 5 to 1024"],
  ["length", { length: 1025 }, "length: must be from 5 to 1024"],
  ["length", { length: 7.5 }, "length: must be a whole number of characters"],
  [
    "excludeCharacters",
    { excludeCharacters: "x".repeat(4097) },
    "excludeCharacters: must be at most 4096 characters long",
  ],
  ["includeSpace", { includeSpace: "yes" }, "includeSpace"],
  ["keepers", { keepers: { year: 2026 } }, "keepers"],
  ["size", { size: 20 }, "size is no input of a random password"],
])("a wrong %s is refused before any request", async (_, args, reason) => {
  const before = (await bodies()).length;
  await expect(stack().up(args)).rejects.toThrow(reason);
  expect(await bodies()).toHaveLength(before);
});

test("a reply that is not understood shows no password", async () => {
  const body = { random_pass: "marker-of-a-password" };
  await fixture.emulator.client.addFault({ path: "random-password", fault: { status: 200, body } });
  const failure = await stack()
    .up({})
    .catch((error: unknown) => String(error));
  expect(failure).toContain("cannot create the random password");
  expect(failure).not.toContain("marker");
});
