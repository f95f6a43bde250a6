import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { readScpSettings, type ScpSettings } from "../../../provider/settings/reading/scp-settings";
import { stackSettings, writeSettings } from "../../support/settings";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

/** What a setting is called in each place; the keys of files are as their tools write them (SCP 2). */
interface Names {
  readonly configuration: string;
  readonly variable?: string;
  readonly terraformVariable?: string;
  readonly terraformFile?: readonly ["credentials" | "config", string];
  readonly commandLine?: string;
}

const settings: Readonly<Record<string, Names>> = {
  accessKey: {
    configuration: "scp:accessKey",
    variable: "SCP_ACCESS_KEY",
    terraformVariable: "SCP_TF_ACCESS_KEY",
    terraformFile: ["credentials", "access-key"],
    commandLine: "access_key",
  },
  secretKey: {
    configuration: "scp:secretKey",
    variable: "SCP_SECRET_KEY",
    terraformVariable: "SCP_TF_SECRET_KEY",
    terraformFile: ["credentials", "secret-key"],
    commandLine: "access_secret_key",
  },
  region: {
    configuration: "scp:region",
    variable: "SCP_REGION",
    terraformVariable: "SCP_TF_DEFAULT_REGION",
    terraformFile: ["config", "default-region"],
    commandLine: "default_scp_region",
  },
  accountId: {
    configuration: "scp:accountId",
    variable: "SCP_ACCOUNT_ID",
    terraformVariable: "SCP_TF_ACCOUNT_ID",
    terraformFile: ["config", "account-id"],
  },
  authUrl: {
    configuration: "scp:authUrl",
    variable: "SCP_AUTH_URL",
    terraformVariable: "SCP_TF_AUTH_URL",
    terraformFile: ["config", "auth-url"],
    commandLine: "auth_url",
  },
  endpoint: {
    configuration: "scp:endpoint",
    variable: "SCP_ENDPOINT",
    terraformVariable: "SCP_TF_ENDPOINT_OVERRIDE",
    terraformFile: ["config", "endpoint-override"],
  },
  environment: { configuration: "scp:environment", variable: "SCP_ENVIRONMENT" },
  timeoutSeconds: { configuration: "scp:timeoutSeconds" },
  maxRetries: { configuration: "scp:maxRetries" },
  maxConcurrency: { configuration: "scp:maxConcurrency" },
};

/** All that a process could find. */
class World {
  readonly config: Record<string, string> = {};
  readonly env: Record<string, string> = {};
  private readonly files = new Map<string, Record<string, Record<string, unknown>>>();

  /** A file's own keys, or those of a profile in it. */
  file(path: string, profile = ""): Record<string, unknown> {
    const sections = this.files.get(path) ?? {};
    this.files.set(path, sections);
    return (sections[profile] ??= {});
  }

  read(): ScpSettings {
    for (const [path, { "": own, ...profiles }] of this.files) writeSettings(home, path, { ...own, ...profiles });
    return readScpSettings(stackSettings(this.config, this.env, home));
  }
}

/** A source: which of a setting's names it uses, and how a value gets there. */
interface Source {
  readonly title: string;
  readonly nameOf: (names: Names) => string | undefined;
  readonly put: (world: World, names: Names, name: string, value: string) => void;
}

const inTerraformFile =
  (profile?: string): Source["put"] =>
  (world, { terraformFile }, name, value) => {
    world.file(`.scpconf/${terraformFile?.[0] ?? ""}.json`, profile)[name] = value;
  };

/** In the order of precedence. */
const sources: readonly Source[] = [
  {
    title: "the configuration",
    nameOf: ({ configuration }) => configuration,
    put: ({ config }, _, name, value) => (config[name] = value),
  },
  {
    title: "the profile that the configuration names",
    nameOf: ({ terraformFile }) => terraformFile?.[1],
    put: (world, ...rest) => {
      world.config["scp:profile"] = "one";
      inTerraformFile("one")(world, ...rest);
    },
  },
  {
    title: "the own variable",
    nameOf: ({ variable }) => variable,
    put: ({ env }, _, name, value) => (env[name] = value),
  },
  {
    title: "the profile that SCP_PROFILE names",
    nameOf: ({ terraformFile }) => terraformFile?.[1],
    put: (world, ...rest) => {
      world.env["SCP_PROFILE"] = "two";
      inTerraformFile("two")(world, ...rest);
    },
  },
  {
    title: "the Terraform provider's variable",
    nameOf: ({ terraformVariable }) => terraformVariable,
    put: ({ env }, _, name, value) => (env[name] = value),
  },
  {
    title: "the Terraform provider's file",
    nameOf: ({ terraformFile }) => terraformFile?.[1],
    put: inTerraformFile(),
  },
  {
    title: "the command line tool's file",
    nameOf: ({ commandLine }) => commandLine,
    put: (world, _, name, value) => (world.file("scp/cli-config.json")[name] = value),
  },
];

/** A value that tells its source, and is valid for the setting. */
function valueOf(setting: string, source: Source): string {
  const number = sources.indexOf(source) + 1;
  if (setting === "environment") return number === 1 ? "g" : "s";
  return /Url|endpoint/.test(setting) ? `https://host${number}.test/` : String(number);
}

/** Puts the keys and a setting into the sources that can have them, and reads all. */
function readFrom(present: readonly Source[], setting: string): ScpSettings {
  const world = new World();
  for (const source of present) {
    for (const each of new Set(["accessKey", "secretKey", setting])) {
      const names = settings[each];
      const name = names && source.nameOf(names);
      if (names !== undefined && name !== undefined) source.put(world, names, name, valueOf(each, source));
    }
  }
  return world.read();
}

/** The sources that a setting can come from, each with those behind it. */
const rows = Object.entries(settings).flatMap(([setting, names]) =>
  sources
    .filter((source) => source.nameOf(names) !== undefined)
    .map((source) => ({ setting, source, title: source.title, present: sources.slice(sources.indexOf(source)) })),
);

const shown = (settings: ScpSettings, name: string): unknown => {
  const { timeoutMs, maxRetries, maxConcurrency, authUrl, endpoint } = settings;
  const converted = {
    timeoutSeconds: timeoutMs / 1000,
    maxRetries,
    maxConcurrency,
    authUrl: authUrl?.href,
    endpoint: endpoint?.href,
  };
  return String({ ...settings, ...converted }[name as "region"]);
};

test.each(rows)("$setting comes from $title before all that follow", ({ setting, source, present }) => {
  expect(shown(readFrom(present, setting), setting)).toBe(valueOf(setting, source));
});

test("maps of single services are read from the configuration", () => {
  const world = new World();
  Object.assign(world.config, {
    "scp:accessKey": "AK",
    "scp:secretKey": "SK",
    "scp:endpoints": '{"kms":"https://kms.test"}',
    "scp:apiVersions": '{"kms":"1.1"}',
  });
  expect(world.read().endpoints["kms"]?.href).toBe("https://kms.test/");
  expect(world.read().apiVersions).toEqual({ kms: "1.1" });
});

describe("both keys come from one source: half a pair is an error that names it", () => {
  test.each([
    ["configuration scp:accessKey is set, but scp:secretKey is not", 0, "accessKey"],
    [
      "access-key in profile one of the file HOME/.scpconf/credentials.json is set, but secret-key is not",
      1,
      "accessKey",
    ],
    ["environment variable SCP_SECRET_KEY is set, but SCP_ACCESS_KEY is not", 2, "secretKey"],
    [
      "secret-key in profile two of the file HOME/.scpconf/credentials.json is set, but access-key is not",
      3,
      "secretKey",
    ],
    ["environment variable SCP_TF_ACCESS_KEY is set, but SCP_TF_SECRET_KEY is not", 4, "accessKey"],
    ["secret-key in the file HOME/.scpconf/credentials.json is set, but access-key is not", 5, "secretKey"],
    ["access_key in the file HOME/scp/cli-config.json is set, but access_secret_key is not", 6, "accessKey"],
  ] as const)("%s", (message, index, setting) => {
    const world = new World();
    const source = sources[index];
    const names = settings[setting];
    if (source === undefined || names === undefined) throw new Error("no such source");
    source.put(world, names, source.nameOf(names) ?? "", "half");
    // A whole pair behind it does not complete it.
    world.file("scp/cli-config.json")["access_key"] ??= "AK";
    if (index < 6) world.file("scp/cli-config.json")["access_secret_key"] = "SK";
    expect(() => world.read()).toThrow(`${message.replace("HOME", home)}: both keys must come from one source`);
  });
});

describe("a file that is not what its tool writes is an error that names it", () => {
  test.each([
    [".scpconf/credentials.json", "{", "is not JSON"],
    [".scpconf/credentials.json", "[]", "must be a JSON object"],
    [".scpconf/credentials.json", { "access-key": 7, "secret-key": "x" }, "must have a text for access-key"],
    ["scp/cli-config.json", "not json", "is not JSON"],
    ["scp/cli-config.json", { access_key: ["AK"] }, "must have a text for access_key"],
  ])("%s %j", (path, content, message) => {
    writeSettings(home, path, content);
    expect(() => new World().read()).toThrow(`the file ${join(home, path)} ${message}`);
  });

  test("also for a value that is wrong in itself", () => {
    const world = new World();
    Object.assign(world.file(".scpconf/credentials.json"), { "access-key": "AK", "secret-key": "SK" });
    world.file(".scpconf/config.json")["auth-url"] = "http://iam.example.test/v1";
    expect(() => world.read()).toThrow(`auth-url in the file ${join(home, ".scpconf/config.json")} must use https`);
  });

  test("a file that nothing is looked up in is not read", () => {
    writeSettings(home, "scp/cli-config.json", "not json");
    const world = new World();
    Object.assign(world.env, { SCP_ACCESS_KEY: "AK", SCP_SECRET_KEY: "SK", SCP_REGION: "kr-west1" });
    world.file(".scpconf/config.json")["auth-url"] = "https://iam.test";
    expect(world.read().authUrl?.href).toBe("https://iam.test/");
  });
});

describe("the Terraform provider's files, written with underscores,", () => {
  const underscored = { access_key: "AK", secret_key: "SK" };

  test("are read as those with hyphens, and may have both", () => {
    writeSettings(home, ".scpconf/credentials.json", { access_key: "AK", "secret-key": "SK" });
    writeSettings(home, ".scpconf/config.json", { auth_url: "https://iam.test", default_region: "kr-east1" });
    const { authUrl, ...read } = new World().read();
    expect(read).toMatchObject({ accessKey: "AK", secretKey: "SK", region: "kr-east1" });
    expect(authUrl?.href).toBe("https://iam.test/");
  });

  test("may have profiles", () => {
    writeSettings(home, ".scpconf/credentials.json", { backup: underscored });
    const read = readScpSettings(stackSettings({ "scp:profile": "backup" }, {}, home));
    expect(read).toMatchObject({ accessKey: "AK", secretKey: "SK" });
  });

  test("are named in messages as they are written", () => {
    writeSettings(home, ".scpconf/credentials.json", { access_key: 7 });
    expect(() => new World().read()).toThrow("must have a text for access_key");
  });

  test("may not contradict themselves; what is empty says nothing", () => {
    writeSettings(home, ".scpconf/credentials.json", { ...underscored, "access-key": "" });
    expect(new World().read()).toMatchObject({ accessKey: "AK" });
    writeSettings(home, ".scpconf/credentials.json", { ...underscored, "access-key": "other" });
    expect(() => new World().read()).toThrow("has different values for access-key and access_key");
  });
});

describe("a profile", () => {
  const credentials = ".scpconf/credentials.json";
  const named = (content: unknown): ScpSettings => {
    writeSettings(home, credentials, content);
    return readScpSettings(
      stackSettings({ "scp:profile": "backup" }, { SCP_ACCESS_KEY: "A", SCP_SECRET_KEY: "B" }, home),
    );
  };

  test("that no file has is an error that names the file and its profiles", () => {
    const file = join(home, credentials);
    expect(() => named({ "access-key": "AK", "secret-key": "SK", east: {}, west: {} })).toThrow(
      `configuration scp:profile names the profile backup, which the file ${file} lacks: its profiles are east, west`,
    );
    expect(() => named({ "access-key": "AK" })).toThrow("lacks: it has none");
    rmSync(file);
    expect(() => readScpSettings(stackSettings({}, { SCP_PROFILE: "backup" }, home))).toThrow(
      `environment variable SCP_PROFILE names the profile backup, which the file ${file} lacks: it has none`,
    );
  });

  test("has to be there even where nothing is taken from it", () => {
    const keys = { "scp:accessKey": "AK", "scp:secretKey": "SK" };
    const read = (): unknown => readScpSettings(stackSettings({ ...keys, "scp:profile": "backup" }, {}, home));
    expect(read).toThrow("configuration scp:profile names the profile backup, which the file");
    writeSettings(home, credentials, { backup: {} });
    expect(read).not.toThrow();
  });

  test("without keys is an error: those of the environment are another account's", () => {
    expect(() => named({ backup: { secret: "SK" } })).toThrow(
      `profile backup of the file ${join(home, credentials)} lacks access-key and secret-key`,
    );
  });

  test.each(["text", ["AK"], null])("that is %j is an error", (section) => {
    expect(() => named({ backup: section })).toThrow("must be a JSON object, with the keys of the file itself");
  });
});

test("a profile that a provider of another place has from the stack gives keys, and no address of the stack's place", () => {
  writeSettings(home, ".scpconf/credentials.json", { stacks: { "access-key": "a", "secret-key": "s" } });
  writeSettings(home, ".scpconf/config.json", {
    stacks: {
      "auth-url": "https://iam.west.test/v1",
      "endpoint-override": "https://west.test",
      "account-id": "account",
    },
  });
  const found = (values: Readonly<Record<string, string>>) => (key: string) =>
    values[key] === undefined ? undefined : { value: values[key], source: key };
  const read = (own: Readonly<Record<string, string>>, inherited: Readonly<Record<string, string>>): ScpSettings =>
    readScpSettings({ configured: found(own), inherited: found(inherited), explicit: true, env: {}, home });
  const place = { "scp:region": "kr-east1", "scp:environment": "e" };
  expect(read(place, { "scp:profile": "stacks" })).toMatchObject({
    accessKey: "a",
    secretKey: "s",
    accountId: "account",
    region: "kr-east1",
    endpoint: undefined,
    authUrl: undefined,
  });
  expect(read({ ...place, "scp:profile": "stacks" }, {})).toMatchObject({ endpoint: new URL("https://west.test") });
});
