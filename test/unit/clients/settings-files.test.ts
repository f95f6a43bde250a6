import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { readSettingsFiles } from "../../../provider/clients/scp/settings-files";
import { readScpSettings, type ScpSettings } from "../../../provider/clients/scp/settings";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function write(path: string, content: unknown): void {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

const read = (config: Record<string, string> = {}, env: Record<string, string> = {}): ScpSettings =>
  readScpSettings({ config: (key) => config[key], env, files: () => readSettingsFiles(home) });

const terraform = { "access-key": "TF-AK", "secret-key": "TF-SK" };
const cli = {
  access_key: "CLI-AK",
  access_secret_key: "CLI-SK",
  auth_url: "https://iam.e.samsungsdscloud.com/v1/endpoints",
  default_scp_region: "kr-west1",
};

test("keys come from the Terraform provider's file before the command line tool's", () => {
  write("scp/cli-config.json", cli);
  expect(read().accessKey).toBe("CLI-AK");
  write(".scpconf/credentials.json", terraform);
  expect([read().accessKey, read().secretKey]).toEqual(["TF-AK", "TF-SK"]);
});

test("the environment comes before files, the configuration before both", () => {
  write(".scpconf/credentials.json", terraform);
  const env = { SCP_ACCESS_KEY: "ENV-AK", SCP_SECRET_KEY: "ENV-SK" };
  const config = { "scp:accessKey": "CFG-AK", "scp:secretKey": "CFG-SK" };
  expect(read({}, env).accessKey).toBe("ENV-AK");
  expect(read(config, env).secretKey).toBe("CFG-SK");
});

test("the place comes from files too", () => {
  write(".scpconf/credentials.json", terraform);
  write(".scpconf/config.json", {
    "auth-url": "https://iam.e.samsungsdscloud.com/v1",
    "endpoint-override": "",
    "account-id": "acc",
    "default-region": "kr-east1",
    "max-remain-days": 90,
  });
  expect(read()).toMatchObject({ accountId: "acc", region: "kr-east1", endpoint: undefined });
  expect(read().authUrl?.href).toBe("https://iam.e.samsungsdscloud.com/v1");
  expect(read({}, { SCP_REGION: "kr-west1" }).region).toBe("kr-west1");
});

describe("a file that is not what its tool writes is an error that names it", () => {
  test.each([
    [".scpconf/credentials.json", "{", "is not JSON"],
    [".scpconf/credentials.json", "[]", "must be a JSON object"],
    [".scpconf/credentials.json", { "access-key": 7, "secret-key": "x" }, "must have a text for access-key"],
    [".scpconf/credentials.json", { "access-key": "AK" }, "has only one of the two keys"],
    ["scp/cli-config.json", "not json", "is not JSON"],
  ])("%s %j", (path, content, message) => {
    write(path, content);
    const attempt = (): unknown => read();
    expect(attempt).toThrow(join(home, path));
    expect(attempt).toThrow(message);
  });

  test("also for a value that is wrong in itself", () => {
    write(".scpconf/credentials.json", terraform);
    write(".scpconf/config.json", { "auth-url": "http://iam.example.test/v1" });
    expect(() => read()).toThrow(`authUrl in the file ${join(home, ".scpconf/config.json")} must use https`);
  });
});
