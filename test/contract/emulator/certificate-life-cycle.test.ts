import { beforeAll, describe, expect, test } from "@jest/globals";
import { certificates } from "../../../emulator/scp/certificatemanager/certificate";
import { Store } from "../../../emulator/store/store";
import { makeSelfSigned, type TestCertificate } from "../../support/certificates";
import { refusalOf, type CertificateRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const dayMs = 86_400_000;

let pem: TestCertificate;

/** Ends in ten days, at a whole second. */
const end = new Date(Math.floor(Date.now() / 1000) * 1000 + 10 * dayMs);

beforeAll(async () => {
  pem = await makeSelfSigned({ commonName: "ends.example.com", notAfter: end });
});

interface CertificatePage {
  readonly count: number;
  readonly certificates: readonly CertificateRecord[];
}

async function list(query = ""): Promise<string[]> {
  const { body } = await running.client.call("GET", `/v1/certificatemanager${query}`);
  return (body as CertificatePage).certificates.map(({ name }) => name);
}

function remove({ id }: CertificateRecord) {
  return running.client.call("DELETE", `/v1/certificatemanager/${id}`);
}

/** Moves the clock to so many seconds after the end. */
async function moveBehindEnd(seconds: number): Promise<void> {
  const now = Date.parse(await running.client.advance("PT0S"));
  await running.client.advance(`PT${(end.getTime() + seconds * 1000 - now) / 1000}S`);
}

describe("a certificate", () => {
  test("expires after its last second, and stays as it was otherwise", async () => {
    const { client } = running;
    const created = await client.certificates.upload("ends", pem);
    const before = await client.certificates.show(created.id);
    await moveBehindEnd(-60);
    expect(await client.certificates.show(created.id)).toEqual(before);
    await moveBehindEnd(1);
    expect(await client.certificates.show(created.id)).toEqual({ ...before, state: "EXPIRED" });
  });

  test("is valid through its last second", async () => {
    const { id } = await running.client.certificates.upload("ends", pem);
    const [stored = null] = await running.client.certificates.stored();
    const store = new Store([certificates]);
    store.commit([certificates.name, id, stored]);
    expect(store.due(end.getTime() + 999)).toBeUndefined();
    expect(store.due(end.getTime() + 1000)).toMatchObject({ id });
  });

  test("that has expired is listed by that state, keeps its name, and can be deleted", async () => {
    const { client } = running;
    const created = await client.certificates.upload("ends", pem);
    await client.certificates.selfSign("stays");
    await moveBehindEnd(1);
    expect(await list()).toEqual(["stays", "ends"]);
    expect(await list("?state=EXPIRED")).toEqual(["ends"]);
    expect(await list("?state=VALID")).toEqual(["stays"]);
    expect(await list("?state=VALID&state=EXPIRED")).toEqual(["stays", "ends"]);
    expect(await list("?state=valid")).toEqual([]);
    await expect(client.certificates.selfSign("ends")).rejects.toThrow("409");
    expect((await remove(created)).status).toBe(200);
    expect(await list()).toEqual(["stays"]);
  });

  test("that is deleted is gone at once, with its name", async () => {
    const { client } = running;
    const created = await client.certificates.upload("orders", pem);
    expect(await remove(created)).toMatchObject({ status: 200, text: "" });
    expect(await client.certificates.stored()).toEqual([]);
    expect(refusalOf(await remove(created))).toMatchObject({ status: 404, code: "NotFound" });
    expect((await client.certificates.upload("orders", pem)).id).not.toBe(created.id);
  });

  test("may be uploaded again under another name", async () => {
    const [one, two] = [
      await running.client.certificates.upload("one", pem),
      await running.client.certificates.upload("two", pem),
    ];
    expect(one.id).not.toBe(two.id);
    const stored = await running.client.certificates.stored();
    expect(new Set(stored.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });
});

describe("a list", () => {
  test("is filtered by the exact name, the exact common name, and who made it", async () => {
    const { client } = running;
    await client.certificates.upload("alpha", pem);
    await client.certificates.selfSign("Alpha", { cn: "*.example.com" });
    await client.certificates.selfSign("beta", { cn: "a b+c&d" });
    expect(await list("?name=alpha")).toEqual(["alpha"]);
    expect(await list("?cn=ends.example.com")).toEqual(["alpha"]);
    expect(await list("?cn=%2A.example.com")).toEqual(["Alpha"]);
    expect(await list("?cn=a+b%2Bc%26d")).toEqual(["beta"]);
    expect(await list("?cn=example.com")).toEqual([]);
    expect(await list("?cn=%2A.example.com&name=alpha")).toEqual([]);
    for (const isMine of ["true", "True", "false"]) expect(await list(`?isMine=${isMine}`)).toHaveLength(3);
  });

  test("is sorted and paged", async () => {
    for (const name of ["bbb", "ccc", "aaa"]) await running.client.certificates.upload(name, pem);
    await running.client.certificates.selfSign("ddd");
    expect(await list()).toEqual(["ddd", "aaa", "ccc", "bbb"]);
    expect(await list("?sort=name:desc")).toEqual(["ddd", "ccc", "bbb", "aaa"]);
    expect(await list("?sort=cert_kind:desc,name:asc")).toEqual(["aaa", "bbb", "ccc", "ddd"]);
    expect(await list("?sort=not_after_dt:desc&size=1")).toEqual(["ddd"]);
    expect(await list("?sort=created_at:asc&size=3&page=1")).toEqual(["ddd"]);
  });

  test.each(["size=0", "size=1001", "page=-1", "sort=recipients", "sort=name:up", "isMine=1", "isMine="])(
    "with ?%s is refused",
    async (query) => {
      const answer = await running.client.call("GET", `/v1/certificatemanager?${query}`);
      expect(refusalOf(answer)).toMatchObject({ status: 400, code: "ValidationError" });
    },
  );
});
