import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";

import { ProgressFile } from "../../../cli/probe/progress";
import { transcriptIn } from "../../../cli/probe/transcript";
import { managedResources } from "../../../cli/pulumi/stack-state";
import { UserError } from "../../../cli/user-error";
import { decodeToken, expiredToken } from "../../../provider/clients/spaceone/token";
import { SettingsError } from "../../../provider/settings/errors";
import { readScpSettings } from "../../../provider/settings/reading/scp-settings";
import { settingsSources } from "../../../provider/settings/reading/sources";
import { documents, expectNoPollution, oddText, runs } from "../../support/hostile";
import { secretsIn } from "../../support/leaks/scan";
import { stackSettings, writeSettings } from "../../support/settings";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What reads a document gives a result, or a clear error of these classes. */
async function expectClear(
  read: () => unknown,
  ...errors: readonly (new (...args: never[]) => Error)[]
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!errors.some((one) => error instanceof one)) throw error;
    const { message } = error as Error;
    expect(message).toMatch(/\S/);
    expect(secretsIn(message, [secretKey])).toEqual([]);
  }
  expectNoPollution();
}

const secretKey = "hostile-secret-key-0123456789";

test("settings files of any content give settings, or say what is wrong", async () => {
  const files = fc.constantFrom("config.json", "credentials.json");
  const good = { "access-key": "key", "secret-key": secretKey, "auth-url": "https://example.com", region: "kr-west1" };
  const property = fc.asyncProperty(files, documents(good), async (file, text) => {
    writeSettings(folder, `.scpconf/${file}`, text);
    const source = stackSettings({ "scp:accessKey": "key", "scp:secretKey": secretKey }, {}, folder);
    const bare = stackSettings({}, {}, folder);
    await expectClear(() => readScpSettings(source), SettingsError);
    await expectClear(() => readScpSettings(bare), SettingsError);
    await expectClear(() => settingsSources("scp", bare), SettingsError);
  });
  await fc.assert(property, runs(80));
});

test("settings that are texts of any content give settings, or say what is wrong", async () => {
  const names = ["endpoint", "endpoints", "authUrl", "region", "apiVersions", "maxRetries", "timeoutMs", "environment"];
  const property = fc.asyncProperty(
    fc.constantFrom(...names),
    fc.oneof(oddText, documents({})),
    async (name, value) => {
      const config = { "scp:accessKey": "key", "scp:secretKey": secretKey, [`scp:${name}`]: value };
      await expectClear(() => readScpSettings(stackSettings(config)), SettingsError);
    },
  );
  await fc.assert(property, runs(150));
});

test("tokens of any content are read, or refused", async () => {
  const claims = { typ: "CLIENT_SECRET", did: "domain-1", wid: "workspace-1", rol: "DOMAIN_ADMIN", exp: 1, jti: "j" };
  const property = fc.asyncProperty(documents(claims), oddText, async (text, part) => {
    const encoded = Buffer.from(text).toString("base64url");
    for (const value of [`a.${encoded}.c`, `${part}.${encoded}.${part}`, text, `..${encoded}`]) {
      const read = (): unknown => expiredToken(decodeToken({ value, source: "the token" }), "the token", Date.now());
      await expectClear(read, SettingsError);
    }
  });
  await fc.assert(property, runs(150));
});

test.each([-1e21, 1e21, -1])("a token that ends at %d is refused, or has ended", async (exp) => {
  const encoded = Buffer.from(JSON.stringify({ did: "domain-1", exp })).toString("base64url");
  const read = (): unknown => expiredToken(decodeToken({ value: `a.${encoded}.c`, source: "the token" }), "it", 0);
  await expectClear(read, SettingsError);
});

test("the exported state of a stack whose first command was killed has nothing", async () => {
  const file = join(folder, "killed.json");
  writeFileSync(file, '{"version":3,"deployment":null}');
  await expect(managedResources(file)).resolves.toEqual([]);
});

test("exported states, transcripts and progress of any content are read, or refused", async () => {
  const resource = { urn: "urn:pulumi:dev::shop::a::b", type: "pulumi-nodejs:dynamic/scp:KmsKey", id: "k" };
  const state = { deployment: { resources: [resource] } };
  const exchange = { call: "showKey", path: { key_id: "k" }, answer: { at: 1, shown: {} } };
  const stage = { names: "a", exchanges: [exchange] };
  const transcript = { format: "pulumi-scp-probe-transcript", version: 1, patience: 1, stages: { keys: stage } };
  const made = [{ kind: "key", name: "a" }];
  const progress = { format: "pulumi-scp-probe-progress", prefix: "abc", requests: 1, made, stages: {} };
  const property = fc.asyncProperty(
    documents(state),
    documents(transcript),
    documents(progress),
    async (ofState, ofTranscript, ofProgress) => {
      const file = join(folder, "document.json");
      writeFileSync(file, ofState);
      await expectClear(() => managedResources(file), UserError);
      await expectClear(() => transcriptIn(ofTranscript, "transcript.json"), UserError);
      writeFileSync(file, ofProgress);
      await expectClear(() => new ProgressFile(file).load(), UserError);
    },
  );
  await fc.assert(property, runs(60));
});
