import { X509Certificate } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `YYYYMMDD`, so many days after a time; UTC. */
const dayAfter = (time: number, days: number) =>
  new Date(time + days * dayMs).toISOString().slice(0, 10).replaceAll("-", "");

/** Moves the clock to an hour of tomorrow, UTC, and returns that time. */
async function moveTo(hour: number): Promise<number> {
  const now = Date.parse(await running.client.advance("PT0S"));
  const then = (Math.floor(now / dayMs) + 1) * dayMs + hour * hourMs;
  return Date.parse(await running.client.advance(`PT${Math.ceil((then - now) / 1000)}S`));
}

/** Asks for a certificate from one day to another. */
function selfSign(not_before_dt: string, not_after_dt: string, timezone = "UTC") {
  const described = { name: "orders", cn: "a.example.com", organization: "Example", region: "kr-west1" };
  const body = { ...described, not_before_dt, not_after_dt, timezone };
  return running.client.call("POST", "/v1/certificatemanager/self-sign", { body });
}

let noon: number;

beforeEach(async () => {
  noon = await moveTo(12);
});

test("a self-signed certificate is a real one, from the start of its first day to the end of its last", async () => {
  const answer = await selfSign(dayAfter(noon, 0), dayAfter(noon, 365));
  const day = (days: number) => new Date(noon + days * dayMs).toISOString().slice(0, 10);
  expect(answer.body).toMatchObject({
    certificate: {
      cert_body: "",
      cert_chain: "",
      cert_kind: "DEV",
      cn: "a.example.com",
      key_bit_size: "2048",
      not_after_dt: `${day(365)}T23:59:59`,
      not_before_dt: `${day(0)}T00:00:00`,
      organization: "Example",
      private_key: "",
      state: "VALID",
    },
  });
  const [stored] = await running.client.certificates.stored();
  const certificate = new X509Certificate(stored?.certificate ?? "");
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect([certificate.subject, certificate.issuer]).toEqual(Array(2).fill("CN=a.example.com\nO=Example"));
  expect(certificate.ca).toBe(false);
  expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(Date.parse(certificate.validFrom)).toBe(Date.parse(`${day(0)}T00:00:00Z`));
  expect(Date.parse(certificate.validTo)).toBe(Date.parse(`${day(365)}T23:59:59Z`));
  expect(stored).toMatchObject({
    chain: null,
    fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    serial: certificate.serialNumber.toLowerCase(),
  });
});

test("each one has a key and a serial number of its own", async () => {
  const { client } = running;
  await Promise.all(["one", "two", "three"].map((name) => client.certificates.selfSign(name)));
  const stored = await client.certificates.stored();
  const keys = stored.map(({ certificate }) => {
    return new X509Certificate(certificate).publicKey.export({ type: "spki", format: "pem" });
  });
  expect(new Set(keys).size).toBe(3);
  expect(new Set(stored.map(({ serial }) => serial)).size).toBe(3);
});

test("of two that ask for a name at once, one gets it", async () => {
  const answers = await Promise.all(["1", "2"].map(() => selfSign("90000101", "90010101")));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await running.client.certificates.stored()).toHaveLength(1);
});

describe("the first day", () => {
  const past = { status: 400, code: "scp-security.certificatemanager.validity.invalid" };

  test("may be today, and not yesterday", async () => {
    expect(refusalOf(await selfSign(dayAfter(noon, -1), dayAfter(noon, 9)))).toMatchObject(past);
    expect(await running.client.certificates.stored()).toEqual([]);
    expect((await selfSign(dayAfter(noon, 0), dayAfter(noon, 9))).status).toBe(201);
  });

  test("may be far away, and the certificate counts as valid until then", async () => {
    expect((await selfSign("99991230", "99991231")).body).toMatchObject({
      certificate: { not_after_dt: "9999-12-31T23:59:59", state: "VALID" },
    });
  });

  test("is not past in the time zone either, where a new day has begun already", async () => {
    const evening = await moveTo(16);
    expect(refusalOf(await selfSign(dayAfter(evening, 0), dayAfter(evening, 9), "Asia/Seoul"))).toMatchObject(past);
    expect((await selfSign(dayAfter(evening, 1), dayAfter(evening, 9), "Asia/Seoul")).status).toBe(201);
  });

  test("is not past by UTC either, where it is still yesterday in the time zone", async () => {
    const morning = await moveTo(5);
    const zone = "Pacific/Honolulu";
    expect(refusalOf(await selfSign(dayAfter(morning, -1), dayAfter(morning, 9), zone))).toMatchObject(past);
    expect((await selfSign(dayAfter(morning, 0), dayAfter(morning, 9), zone)).status).toBe(201);
  });

  test.each([
    ["on the day itself", 0],
    ["before", -1],
  ])("is not followed by a last day %s", async (_when, days) => {
    expect(refusalOf(await selfSign(dayAfter(noon, 5), dayAfter(noon, 5 + days)))).toMatchObject(past);
    expect(await running.client.certificates.stored()).toEqual([]);
    expect((await selfSign(dayAfter(noon, 5), dayAfter(noon, 6))).status).toBe(201);
  });
});
