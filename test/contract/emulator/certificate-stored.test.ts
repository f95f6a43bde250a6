import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { clockOffsets } from "../../../emulator/clock";
import { newAccount } from "../../../emulator/scp/account";
import { certificates, type CertificateKind } from "../../../emulator/scp/certificatemanager/certificate";
import { createCertificate } from "../../../emulator/scp/certificatemanager/create-certificate";
import { createSelfSigned } from "../../../emulator/scp/certificatemanager/create-self-signed";
import { ScpError } from "../../../emulator/scp/errors";
import { ownerIn } from "../../../emulator/scp/ownership";
import { firstPlace } from "../../../emulator/scp/place";
import { Store } from "../../../emulator/store/store";
import { makeSelfSigned } from "../../support/certificates";
import { type EmulatorClient, uploadedParts } from "../../support/emulator-client";
import { requestTo } from "../../support/request-to";
import { useStateFile } from "../../support/state-file";

const file = useStateFile();

/** Certificates of all kinds: uploaded, self-signed, expired, gone. */
async function fill(client: EmulatorClient): Promise<void> {
  const short = await makeSelfSigned({ notAfter: new Date(Date.now() + 86_400_000) });
  await client.certificates.upload("short", short, { tags: [{ key: "a", value: "ä\n" }] });
  await client.advance("P2D");
  await client.certificates.upload("long", await makeSelfSigned());
  await client.certificates.selfSign("made");
  const gone = await client.certificates.selfSign("gone");
  await client.call("DELETE", `/v1/certificatemanager/${gone.id}`);
}

async function check(client: EmulatorClient): Promise<void> {
  const states = async () => (await client.certificates.stored()).map(({ name, state }) => `${name} ${state}`);
  expect(await states()).toEqual(["short EXPIRED", "long VALID", "made VALID"]);
  await client.advance("P366D");
  expect(await states()).toEqual(["short EXPIRED", "long EXPIRED", "made VALID"]);
}

test("a restart, or a kill, goes on with the same certificates and their expiry", async () => {
  let killed = "";
  const before = await file.run(async (client) => {
    await fill(client);
    const state = await client.state();
    killed = file.copy();
    return state;
  });
  for (const path of [file.path, killed]) {
    file.path = path;
    await file.run(async (client) => {
      expect(await client.state()).toEqual(before);
      await check(client);
    });
  }
});

test("no private key is kept", async () => {
  const pem = await makeSelfSigned();
  await file.run(async (client) => {
    await client.certificates.upload("long", pem);
    await client.certificates.selfSign("made");
  });
  const lines = readFileSync(file.path, "utf8")
    .split("\n")
    .filter((line) => line.includes("certificatemanager"));
  expect(lines.length).toBeGreaterThanOrEqual(2);
  // The first lines of a key are those of its public part.
  const secret = pem.privateKey.split("\n").at(-3) ?? "";
  expect(secret).toHaveLength(64);
  for (const line of lines) {
    expect(line).not.toContain("PRIVATE");
    expect(line).not.toContain(secret);
  }
});

test("certificates that expired while no emulator ran have expired at the first request", async () => {
  await file.run(async (client) => client.certificates.selfSign("made"));
  writeFileSync(file.path, readFileSync(file.path, "utf8").replaceAll("9000-01-02T23:59:59", "2020-01-02T23:59:59"));
  await file.run(async (client) => {
    expect(await client.certificates.stored()).toMatchObject([{ name: "made", state: "EXPIRED" }]);
  });
});

test("isMine leaves out what another user of the account has made", async () => {
  const { created_by } = await file.run(async (client) => {
    await client.certificates.selfSign("theirs");
    return client.certificates.selfSign("mine");
  });
  const lines = readFileSync(file.path, "utf8").split("\n");
  const changed = lines.map((line) => (line.includes('"theirs"') ? line.replaceAll(created_by, "another") : line));
  writeFileSync(file.path, changed.join("\n"));
  await file.run(async (client) => {
    const list = async (query: string) => (await client.call("GET", `/v1/certificatemanager?${query}`)).body;
    expect(await list("isMine=false")).toMatchObject({ count: 2 });
    expect(await list("isMine=true")).toMatchObject({ count: 1, certificates: [{ name: "mine" }] });
  });
});

const selfSigned = {
  cn: "a.example.com",
  organization: "Example",
  not_before_dt: "20300101",
  not_after_dt: "20300102",
};
const exceeded = "scp-security.certificatemanager.quota.exceeded";

test.each<[CertificateKind, number, string]>([
  ["PRD", 99, "created"],
  ["PRD", 100, exceeded],
  ["DEV", 99, "created"],
  ["DEV", 100, exceeded],
])("an account with 100 of the other kind and, of kind %s, %d: one more is %s", async (kind, count, outcome) => {
  const account = newAccount(0);
  const store = new Store([clockOffsets, certificates]);
  const of = (cert_kind: CertificateKind, amount: number) =>
    Array.from({ length: amount }, (_, index) => {
      const id = `${cert_kind}${index}`;
      return [
        certificates.name,
        id,
        { account_id: account.account_id, name: id, cert_kind, state: "EXPIRED" },
      ] as const;
    });
  store.replace([...of(kind, count), ...of(kind === "PRD" ? "DEV" : "PRD", 100)]);
  const described = { name: "one-more", region: "kr-west1", timezone: "UTC" };
  const content = kind === "PRD" ? uploadedParts(await makeSelfSigned()) : selfSigned;
  const request = requestTo(store, account, { ...described, ...content }, kind === "PRD" ? Date.now() : 0);
  const create = kind === "PRD" ? createCertificate : createSelfSigned;
  expect(await outcomeOf(async () => create(request))).toBe(outcome);
  const place = { environment: "s", region: "kr-east1" };
  const elsewhere = { ...request, place, owner: ownerIn(account, place) };
  expect(await outcomeOf(async () => create(elsewhere))).toBe("created");
  expect(store.of(certificates).countOwned(ownerIn(account, firstPlace))).toBe(
    count + 100 + (outcome === "created" ? 1 : 0),
  );
});

async function outcomeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return "created";
  } catch (error) {
    if (error instanceof ScpError) return error.code;
    throw error;
  }
}
