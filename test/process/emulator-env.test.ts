import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { namesOf, settingsOf } from "../../provider/settings/table";
import { EmulatorProcess } from "../support/emulator-process";
import { SpawnedEmulator } from "../support/spawned-emulator";

let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await EmulatorProcess.start("--region", "kr-east1");
});

afterAll(() => emulator.stop());

const env = (...args: string[]) => new SpawnedEmulator(["env", ...args]).ended;

/** The variables that a shell has after it has run these lines. */
function shellVariables(lines: string): Record<string, string> {
  const text = execFileSync("sh", ["-c", `${lines}\nenv -0`], { env: {} }).toString();
  return Object.fromEntries(
    text
      .split("\0")
      .filter((line) => /^(?:SCP|SPACEONE)_/.test(line))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

describe("env", () => {
  test("prints what a shell needs to use a running emulator", async () => {
    const { url, accessKey, secretKey, accountId, spaceoneToken } = emulator.address;
    const { code, stdout, stderr } = await env("--url", url);
    expect([code, stderr]).toEqual([0, ""]);
    expect(shellVariables(stdout)).toEqual({
      SCP_ENDPOINT: url,
      SCP_REGION: "kr-east1",
      SCP_ACCOUNT_ID: accountId,
      SCP_ACCESS_KEY: accessKey,
      SCP_SECRET_KEY: secretKey,
      SPACEONE_ENDPOINT: url,
      SPACEONE_TOKEN: spaceoneToken,
    });
  });

  test("prints names that are read as settings", async () => {
    const { stdout } = await env("--url", `${emulator.address.url}/`);
    const known = (["scp", "spaceone"] as const).flatMap((cloud) =>
      namesOf(cloud, "credential", "account", "place", "address").map((name) => settingsOf(cloud)[name]?.variable),
    );
    expect(known).toEqual(expect.arrayContaining(Object.keys(shellVariables(stdout))));
  });

  test("explains itself", async () => {
    const { code, stdout } = await env("--help");
    expect(code).toBe(0);
    for (const part of ["--url", "Exit codes", "eval"]) expect(stdout).toContain(part);
  });

  test.each([
    [[], "--url"],
    [["--url"], "--url"],
    [["--url", "nonsense"], "address of this machine"],
    [["--url", "http://example.com:80"], "address of this machine"],
    [["--url", "https://127.0.0.1:80"], "address of this machine"],
    [["--url", "http://127.0.0.1:80", "--port", "1"], "--port"],
    [["--url", "http://127.0.0.1:80", "more"], "argument"],
  ])("refuses %j", async (args, text) => {
    const { code, stderr, stdout } = await env(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(text);
  });
});

describe("where no emulator is,", () => {
  let other: Server;
  let url: string;

  beforeAll(async () => {
    other = createServer((_request, response) => response.end('{"accessKey":"a"}'));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });

  test("env says so, first of another server and then of none", async () => {
    const stranger = `pulumi-scp-emulator: what answers at ${url} is no emulator: check --url\n`;
    expect(await env("--url", url)).toMatchObject({ code: 1, stdout: "", stderr: stranger });
    await new Promise((resolve) => other.close(resolve));
    const nobody = `pulumi-scp-emulator: no emulator answers at ${url}: start one, or check --url\n`;
    expect(await env("--url", url)).toMatchObject({ code: 1, stdout: "", stderr: nobody });
  });
});
