import { createPrivateKey, X509Certificate } from "node:crypto";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { toPkcs8, type TestCertificate } from "../support/certificates";
import type { StoredCertificate } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { KeySearch } from "../support/key-search";
import { issueCertificate } from "../support/openssl";
import { packageFolder, Project, type CommandResult } from "../support/project";
import { resourceSection as section } from "../support/resource-section";

let emulator: EmulatorProcess;
let project: Project;
let files: string;
let first: TestCertificate;
let second: TestCertificate;
/** All that was printed and kept. */
let seen = "";

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), "pulumi-scp-pem-"));
  for (const name of ["first", "second"]) await mkdir(join(files, name));
  first = await issueCertificate(join(files, "first"));
  second = await issueCertificate(join(files, "second"));
  emulator = await EmulatorProcess.start();
  const config = { ...emulator.config, "renewal:folder": files };
  project = await Project.create(config, { main: "index.ts", env: { PULUMI_SCP_DEBUG: "1" } });
  const example = join(packageFolder, "examples", "certificate-renewal", "index.ts");
  await copyFile(example, join(project.folder, "index.ts"));
});

afterAll(async () => {
  await project.remove();
  await rm(files, { recursive: true, force: true });
  await emulator.stop();
});

const stored = (): Promise<StoredCertificate[]> => emulator.client.certificates.stored();
const named = async (name: string): Promise<StoredCertificate | undefined> =>
  (await stored()).find((certificate) => certificate.name.startsWith(name));

async function write({ certificate, privateKey, chain }: TestCertificate): Promise<void> {
  await writeFile(join(files, "certificate.pem"), certificate);
  await writeFile(join(files, "private-key.pem"), privateKey);
  await writeFile(join(files, "chain.pem"), chain);
}

/** Keeps what a command printed and what is in state then, for the search for the keys. */
async function run(command: Promise<CommandResult>): Promise<CommandResult> {
  const result = await command;
  seen += result.output;
  seen += await project.export();
  return result;
}

/** What was sent since the last call, as "POST /self-sign", without what changes nothing. */
async function written(): Promise<string[]> {
  const requests = (await emulator.client.requests(last)).map((request) => {
    last = request.n;
    return `${request.method} ${request.path.replace("/v1/certificatemanager", "")}`;
  });
  return requests.filter((request) => !/^GET|check-/.test(request));
}
let last = 0;

beforeEach(written);

describe("three PEM files", () => {
  test("work first time", async () => {
    await write(first);
    const up = await run(project.up());
    expect(up.code).toBe(0);
    expect(up.output).toMatch(/privateKey *: \[secret\]/);
    const shop = await named("shop");
    expect(shop?.fingerprint).toBe(
      new X509Certificate(first.certificate).fingerprint256.replaceAll(":", "").toLowerCase(),
    );
    expect(shop?.chain?.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(await project.output("shopFingerprint")).toBe(new X509Certificate(first.certificate).fingerprint256);
  });

  test("with other white space and the key in another format are no change, and nothing is left to do", async () => {
    const crlf = (text: string): string => `\r\n${text.replaceAll("\n", "\r\n")}\r\n\r\n`;
    const isPkcs1 = first.privateKey.includes("RSA PRIVATE KEY");
    await write({
      certificate: crlf(first.certificate),
      privateKey: crlf(isPkcs1 ? toPkcs8(first.privateKey) : pkcs1(first.privateKey)),
      chain: `Chain of the shop\n${first.certificate}\n\n${first.chain}`.replace(first.certificate, ""),
    });
    expect((await run(project.up("--refresh", "--expect-no-changes"))).code).toBe(0);
    expect(await written()).toEqual([]);
  });

  test("in the wrong order and with a foreign key are refused in the preview, before any write", async () => {
    await write({ ...first, privateKey: second.privateKey, chain: reversed(first.chain) });
    const preview = project.preview();
    await expectRefused(preview, /privateKey does not belong to the certificate/);
    expect((await preview).output).toMatch(/chain does not continue/);
  });

  test("are refused by an up without a preview as well, with the key in the certificate's file", async () => {
    await write({ ...first, certificate: `${first.certificate}\n${first.privateKey}` });
    await expectRefused(project.up(), /certificate holds a private key/);
  });

  async function expectRefused(command: Promise<CommandResult>, message: RegExp): Promise<void> {
    const { code, output } = await run(command);
    expect(code).not.toBe(0);
    expect(output).toMatch(message);
    expect(await written()).toEqual([]);
  }

  test("of a new certificate replace the old one, which is deleted last", async () => {
    const old = await named("shop");
    await write(second);
    const up = await run(project.up());
    expect(up.code).toBe(0);
    expect(up.output).toMatch(/~ privateKey *: \[secret\] => \[secret\]/);
    expect(await written()).toEqual(["POST ", `DELETE /${old?.id ?? ""}`]);
  });
});

describe("a renewal", () => {
  let old: StoredCertificate | undefined;

  test("is due once the service's clock says so; the uploaded one is warned of", async () => {
    old = await named("staging");
    await emulator.client.advance("P340D");
    const { output } = await run(project.preview("--refresh"));
    expect(output).toMatch(/Certificate shop: the certificate \S+ \(\S+\) expires on .*: give a new certificate/);
    expect(section(output, "shop")).not.toMatch(/[~+-] (?!renewalDue)\w+ *:/);
    expect(output).toMatch(/1 to replace/);
    expect(await written()).toEqual([]);
  });

  test("that fails loses nothing", async () => {
    await emulator.client.addFault({ method: "POST", path: "/self-sign$", times: 1, fault: { status: 403 } });
    expect((await run(project.up("--refresh"))).code).not.toBe(0);
    expect((await named("staging"))?.id).toBe(old?.id);
    expect(await stored()).toHaveLength(2);
  });

  test("whose deletion fails loses neither, and the next up ends it", async () => {
    await emulator.client.addFault({ method: "DELETE", times: 1, fault: { status: 403 } });
    expect((await run(project.up())).code).not.toBe(0);
    expect(await written()).toEqual(["POST /self-sign", `DELETE /${old?.id ?? ""}`]);
    const both = (await stored()).filter(({ name }) => name.startsWith("staging"));
    expect(both.map(({ id }) => id)).toContain(old?.id);
    expect(both).toHaveLength(2);
    const renewed = both.find(({ id }) => id !== old?.id);
    expect((await project.resource("staging"))?.id).toBe(renewed?.id);
    expect((await run(project.up())).code).toBe(0);
    expect(await written()).toEqual([`DELETE /${old?.id ?? ""}`]);
    expect((await stored()).map(({ id }) => id)).toContain(renewed?.id);
    expect((await run(project.drift())).code).toBe(0);
  });
});

test("destroyed, nothing is left", async () => {
  expect((await run(project.destroy())).code).toBe(0);
  expect(await stored()).toEqual([]);
});

test("no part of a private key was printed, logged or kept in clear in any step", () => {
  expect(seen).toContain("POST certificatemanager");
  for (const { privateKey } of [first, second]) new KeySearch(privateKey).expectNotIn(seen);
});

function pkcs1(privateKey: string): string {
  return createPrivateKey(privateKey).export({ type: "pkcs1", format: "pem" }).toString();
}

function reversed(chain: string): string {
  return chain
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .reverse()
    .join("");
}
