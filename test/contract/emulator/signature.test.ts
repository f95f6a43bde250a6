import { describe, expect, test } from "@jest/globals";
import { sign, stringToSign, isSignedWith } from "../../../emulator/scp/signature";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

/** Computed with openssl from the recipe (SCP 1). */
const known = {
  request: {
    method: "GET",
    url: "https://kms.kr-west1.e.samsungsdscloud.com/v1/kms/transit?page=0&size=20",
    timestamp: "1605290625682",
    accessKey: "AKID",
    accountId: "",
    clientType: "Openapi",
  },
  secretKey: "SECRET",
  message: "GEThttps://kms.kr-west1.e.samsungsdscloud.com/v1/kms/transit?page=0&size=201605290625682AKIDOpenapi",
  signature: "wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLIc=",
};

describe("the recipe", () => {
  test("gives the known message and signature", () => {
    expect(stringToSign(known.request)).toBe(known.message);
    expect(sign(known.request, known.secretKey)).toBe(known.signature);
  });

  test("is over the account id where one was received", () => {
    const request = { ...known.request, accountId: "abc" };
    expect(stringToSign(request)).toContain("AKIDabcOpenapi");
    expect(isSignedWith(request, known.secretKey, known.signature)).toBe(false);
  });

  test.each(["", known.signature.slice(1), `${known.signature} `, "wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLId="])(
    "does not fit %j",
    (signature) => {
      expect(isSignedWith(known.request, known.secretKey, signature)).toBe(false);
    },
  );
});

describe("a server with the recipe", () => {
  const running = useEmulator();
  const list = "/v1/kms/transit";

  test.each([
    "/v1/kms/transit?name=a%27b%2Bc+d",
    "/v1/kms/transit?name=it's",
    "/v1/kms/transit?name=%EA%B0%80&name=%5b%5D",
    "/services/kms//v1/kms/transit?size=1",
    "/services/kms/v1/kms/transit",
  ])("accepts %s as it stands on the wire", async (target) => {
    expect((await running.client.call("GET", target)).status).toBe(200);
  });

  test("does not resolve a path before it is signed or routed", async () => {
    const answer = await running.client.call("GET", "/v1/x/../kms/transit");
    expect(answer).toMatchObject({ status: 404, body: { path: "/v1/x/../kms/transit", error: "Not Found" } });
  });

  test("verifies with the account id that was received", async () => {
    const headers = { "Scp-AccountId": running.emulator.accountId };
    expect((await running.client.call("GET", "/v1/endpoints", { headers })).status).toBe(200);
  });

  test("knows header names in any case", async () => {
    const signed = await running.client.call("GET", list, {
      headers: { "SCP-API-VERSION": "kms 1.0", "Scp-Api-Version": null },
    });
    expect(signed.status).toBe(200);
  });

  test.each([
    ["another signature", { headers: { "Scp-Signature": known.signature } }],
    ["an unknown access key", { headers: { "Scp-AccessKey": "0".repeat(32) } }],
    ["another client type than the signed one", { headers: { "Scp-ClientType": "OpenApi" } }],
    ["a time 15 minutes and a second ago", { timestamp: Date.now() - 901_000 }],
    ["a time 16 minutes from now", { timestamp: Date.now() + 960_000 }],
    ["a time in seconds", { timestamp: Math.floor(Date.now() / 1000) }],
    ["a time that is no number", { timestamp: "now" }],
    ["a signed header changed on the way", { headers: { "Scp-Timestamp": String(Date.now() - 5) } }],
  ])("refuses %s", async (_what, options) => {
    expect(refusalOf(await running.client.call("GET", list, options))).toMatchObject({
      status: 401,
      code: "HmacValidFail",
    });
  });

  test("accepts a time 14 minutes off, either way", async () => {
    for (const offset of [-840_000, 840_000]) {
      const { status } = await running.client.call("GET", list, { timestamp: Date.now() + offset });
      expect(status).toBe(200);
    }
  });

  test("judges a signature's time by the machine's clock, not by the moved one", async () => {
    await running.client.advance("P30D");
    expect((await running.client.call("GET", list)).status).toBe(200);
  });

  test.each(["Scp-AccessKey", "Scp-Signature", "Scp-Timestamp", "Scp-ClientType"])(
    "does not route a request without %s",
    async (header) => {
      const answer = await running.client.call("GET", list, { headers: { [header]: null } });
      expect(answer.status).toBe(404);
      expect(Object.keys(answer.body as object)).toEqual(["timestamp", "path", "status", "error", "requestId"]);
    },
  );

  test("does not let one account in with another's secret", async () => {
    const other = await running.client.newAccount();
    const headers = { "Scp-AccessKey": running.client.address.accessKey };
    expect((await other.call("GET", list, { headers })).status).toBe(401);
    other.close();
  });
});
