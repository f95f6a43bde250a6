import { describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

async function make(body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await running.client.call("POST", "/v1/secrets/random-password", { body });
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { random_password: string }).random_password;
}

const all = { lower: /[a-z]/, upper: /[A-Z]/, number: /\d/, punctuation: /[!-/:-@[-`{-~]/, space: / / };

function typesOf(password: string): string[] {
  return Object.entries(all).flatMap(([name, pattern]) => (pattern.test(password) ? [name] : []));
}

describe("a random password", () => {
  test("has 32 characters, and one of each type but space", async () => {
    const password = await make();
    expect(password).toHaveLength(32);
    expect(typesOf(password)).toEqual(["lower", "upper", "number", "punctuation"]);
  });

  test("is another one each time", async () => {
    const passwords = await Promise.all(Array.from({ length: 50 }, () => make()));
    expect(new Set(passwords).size).toBe(50);
  });

  test.each([
    ["exclude_lowercase", "lower"],
    ["exclude_uppercase", "upper"],
    ["exclude_numbers", "number"],
    ["exclude_punctuation", "punctuation"],
  ])("with %s has no such character", async (field, type) => {
    for (const value of [true, "true"]) {
      expect(typesOf(await make({ [field]: value, password_length: 1024 }))).not.toContain(type);
    }
  });

  test("has a space where that is asked for", async () => {
    for (let round = 0; round < 20; round += 1) {
      const password = await make({ include_space: true, password_length: 5 });
      expect(typesOf(password)).toEqual(Object.keys(all));
      expect(password).toHaveLength(5);
    }
  });

  test("has none of the excluded characters", async () => {
    const password = await make({ exclude_characters: "abcXYZ0189!]^-\\", password_length: 1024 });
    expect(password).not.toMatch(/[abcXYZ0189!\]^\-\\]/);
    expect(password).toHaveLength(1024);
  });

  test("need not have each type where that is not required", async () => {
    const passwords = await Promise.all(
      Array.from({ length: 40 }, () => make({ password_length: 5, require_each_included_type: false })),
    );
    expect(passwords.some((password) => typesOf(password).length < 4)).toBe(true);
  });

  test("is not made where nothing is left, or no character of a type that is required", async () => {
    const only = { exclude_uppercase: true, exclude_punctuation: true, exclude_lowercase: true };
    const excluded = { exclude_characters: "0123456789" };
    for (const body of [{ ...only, exclude_numbers: true }, { ...only, ...excluded }, excluded]) {
      const answer = await running.client.call("POST", "/v1/secrets/random-password", { body });
      expect(refusalOf(answer)).toMatchObject({ status: 400, code: "ValidationError" });
    }
    expect(typesOf(await make({ ...excluded, require_each_included_type: false }))).not.toContain("number");
  });

  test("is kept nowhere", async () => {
    const before = await running.client.state();
    await make();
    expect(await running.client.state()).toEqual(before);
  });
});
