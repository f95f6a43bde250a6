import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { KmsKey, ScpProvider, type ScpProviderArgs } from "../../../provider/index";

let inputs: unknown;

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: (made) => {
        inputs = made.inputs;
        return { id: "id", state: {} };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
  );
});

function configure(config: Record<string, string>, secret: readonly string[]): void {
  pulumi.runtime.setAllConfig(config);
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(secret);
}

beforeEach(() => {
  configure({}, []);
});

afterEach(() => {
  delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
});

test("isInstance tells it from all other resources", () => {
  const { isInstance } = ScpProvider;
  expect(isInstance(new ScpProvider("told"))).toBe(true);
  expect([new KmsKey("key", { purpose: "aes-256" }), {}, undefined].map((value) => isInstance(value))).toEqual([
    false,
    false,
    false,
  ]);
});

async function inputsOf(args: ScpProviderArgs): Promise<unknown> {
  const provider = new ScpProvider("east", args);
  await new Promise((resolve) => provider.urn.apply(resolve));
  return inputs;
}

/** A secret as Pulumi hands it to its engine. */
const secret = (value: string): unknown => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const stack = {
  "scp:accessKey": "AK",
  "scp:secretKey": "SK",
  "scp:accountId": "stacks-account",
  "scp:region": "kr-west1",
  "scp:authUrl": "https://iam.test/v1",
};

describe("takes from the stack's configuration", () => {
  test("what it is not given, with the keys as secrets however they stand there", async () => {
    configure(stack, ["scp:secretKey"]);
    expect(
      await inputsOf({
        scp: { authUrl: "https://iam2.test/v1", maxRetries: 3, endpoints: { kms: "https://kms.test" } },
      }),
    ).toEqual({
      ...stack,
      "scp:explicit": "true",
      "scp:accessKey": secret("AK"),
      "scp:secretKey": secret("SK"),
      "scp:authUrl": "https://iam2.test/v1",
      "scp:maxRetries": "3",
      "scp:endpoints": '{"kms":"https://kms.test"}',
    });
  });

  test("settings that are secret there as secrets", async () => {
    configure({ "scp:endpoint": "https://hidden.test", "scp:region": "kr-west1" }, ["scp:endpoint"]);
    expect(await inputsOf({})).toEqual({
      "scp:explicit": "true",
      "scp:endpoint": secret("https://hidden.test"),
      "scp:region": "kr-west1",
    });
  });

  test("all as secrets where nobody says what is secret", async () => {
    configure({ "scp:endpoint": "https://hidden.test" }, []);
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    expect(await inputsOf({})).toMatchObject({ "scp:endpoint": secret("https://hidden.test") });
  });

  test("neither keys nor account where it is given credentials", async () => {
    configure({ ...stack, "scp:profile": "stacks" }, []);
    expect(await inputsOf({ scp: { accessKeyEnv: "A", secretKeyEnv: "B" } })).toEqual({
      "scp:explicit": "true",
      "scp:accessKeyEnv": "A",
      "scp:secretKeyEnv": "B",
      "scp:region": "kr-west1",
      "scp:authUrl": "https://iam.test/v1",
    });
  });

  test("its profile with the rest", async () => {
    configure({ "scp:profile": "stacks", "scp:region": "kr-west1" }, []);
    expect(await inputsOf({})).toEqual({
      "scp:explicit": "true",
      "scp:profile": "stacks",
      "scp:region": "kr-west1",
    });
  });
});

describe("with a place of its own", () => {
  const leading = {
    ...stack,
    "scp:environment": "e",
    "scp:endpoint": "https://scp.test",
    "scp:endpoints": '{"kms":"https://kms.test"}',
    "scp:apiVersions": '{"kms":"1.1"}',
  };
  const keys = { "scp:accessKey": secret("AK"), "scp:secretKey": secret("SK"), "scp:accountId": "stacks-account" };
  const others = { ...keys, "scp:explicit": "true", "scp:apiVersions": '{"kms":"1.1"}' };

  beforeEach(() => {
    configure(leading, ["scp:secretKey"]);
  });

  test.each<[ScpProviderArgs["scp"], Record<string, string>]>([
    [
      { region: "kr-east1" },
      { "scp:region": "kr-east1", "scp:environment": "e", "scp:authUrl": "https://iam.test/v1" },
    ],
    [{ environment: "s" }, { "scp:region": "kr-west1", "scp:environment": "s" }],
  ])("takes no addresses of the stack's place, but the catalogue of its environment: %j", async (scp = {}, place) => {
    expect(await inputsOf({ scp })).toEqual({ ...others, ...place });
  });

  test("has the addresses that it is given", async () => {
    const scp = { region: "kr-east1", endpoint: "https://east.test" };
    expect(await inputsOf({ scp })).toEqual({
      ...others,
      "scp:region": "kr-east1",
      "scp:environment": "e",
      "scp:authUrl": "https://iam.test/v1",
      "scp:endpoint": "https://east.test",
    });
  });

  test("has of the stack's profile what does not lead to the stack's place", async () => {
    configure({ "scp:profile": "stacks", "scp:environment": "e" }, []);
    expect(await inputsOf({ scp: { region: "kr-east1" } })).toEqual({
      "scp:explicit": "true",
      "scp:profile": "stacks",
      "scp:region": "kr-east1",
      "scp:environment": "e",
      "scp:inherited": "scp:profile",
    });
  });

  test("takes the same behind a profile", async () => {
    expect(await inputsOf({ scp: { profile: "backup", region: "kr-east1" } })).toEqual({
      "scp:explicit": "true",
      "scp:profile": "backup",
      "scp:region": "kr-east1",
      "scp:environment": "e",
      "scp:apiVersions": '{"kms":"1.1"}',
      "scp:authUrl": "https://iam.test/v1",
      "scp:inherited": "scp:environment,scp:apiVersions,scp:authUrl",
    });
  });
});

test("keeps of a profile the name only, and tells what comes after it", async () => {
  configure(stack, []);
  expect(await inputsOf({ scp: { profile: "backup", endpoint: "https://scp.test" } })).toEqual({
    "scp:explicit": "true",
    "scp:profile": "backup",
    "scp:endpoint": "https://scp.test",
    "scp:region": "kr-west1",
    "scp:authUrl": "https://iam.test/v1",
    "scp:inherited": "scp:region,scp:authUrl",
  });
});

test("a setting that is given as a secret stays one", async () => {
  expect(await inputsOf({ scp: { endpoint: pulumi.secret("https://hidden.test") } })).toMatchObject({
    "scp:endpoint": secret("https://hidden.test"),
  });
});

describe("SpaceONE", () => {
  const tenant = { "spaceone:endpoint": "https://spaceone.test", "spaceone:token": "stacks-token" };

  beforeEach(() => {
    configure(tenant, ["spaceone:token"]);
  });

  test("is taken from the stack's configuration, the token as a secret", async () => {
    const inherited = { ...tenant, "spaceone:token": secret("stacks-token"), "scp:explicit": "true" };
    expect(await inputsOf({})).toEqual(inherited);
    configure(tenant, []);
    expect(await inputsOf({ spaceone: {} })).toEqual(inherited);
  });

  test("is given with a token, which is kept as a secret", async () => {
    expect(await inputsOf({ spaceone: { endpoint: "https://other.test", token: "own-token" } })).toEqual({
      "scp:explicit": "true",
      "spaceone:endpoint": "https://other.test",
      "spaceone:token": secret("own-token"),
    });
  });

  test("is given with the name of a variable; the stack's own token is not taken then", async () => {
    expect(await inputsOf({ spaceone: { tokenEnv: "OTHER_TOKEN" } })).toEqual({
      "scp:explicit": "true",
      "spaceone:endpoint": "https://spaceone.test",
      "spaceone:tokenEnv": "OTHER_TOKEN",
    });
  });

  test.each([
    [{ token: "marker", tokenEnv: "T" }, "give token, or tokenEnv, or none of them; given: token, tokenEnv"],
    [{ endpoint: "https://other.test" }, "spaceone: endpoint is given alone; give token, or tokenEnv too"],
    [
      JSON.parse('{"tokn":"marker"}') as object,
      "spaceone has no setting tokn; its settings are token, tokenEnv, endpoint",
    ],
  ])("is refused as %j", (args, message) => {
    const attempt = (): unknown => new ScpProvider("east", { spaceone: args });
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow("marker");
  });
});

describe("is refused with", () => {
  test.each<[ScpProviderArgs["scp"], string]>([
    [{ accessKey: "marker" }, "given: accessKey"],
    [{ secretKeyEnv: "KEY" }, "given: secretKeyEnv"],
    [{ accessKey: "marker", secretKey: "marker", profile: "backup" }, "given: accessKey, secretKey, profile"],
    [{ accessKeyEnv: "A", profile: "backup" }, "given: accessKeyEnv, profile"],
  ])("half a pair or two ways to credentials: %j", (scp, message) => {
    const attempt = (): unknown => new ScpProvider("east", scp === undefined ? {} : { scp });
    expect(attempt).toThrow(
      "give accessKey and secretKey, or accessKeyEnv and secretKeyEnv, or profile, or none of them; " + message,
    );
    expect(attempt).not.toThrow("marker");
  });

  test("a profile that is undefined: another account than the stack's was meant", () => {
    const args = JSON.parse("{}") as { profile: string };
    expect(() => new ScpProvider("east", { scp: { profile: args.profile } })).toThrow(
      'ScpProvider "east": profile is undefined; leave them out to use the credentials of the stack\'s configuration',
    );
  });
});
