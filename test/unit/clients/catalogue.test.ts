import { describe, expect, test } from "@jest/globals";

import { SettingsError } from "../../../provider/settings/errors";
import { catalogueUrl, findInCatalogue } from "../../../provider/clients/scp/catalogue";

const authUrl = new URL("https://iam.example.test/v1");

test("the catalogue's URL is taken with and without its last part", () => {
  for (const url of [
    "https://iam.example.test/v1",
    "https://iam.example.test/v1/",
    "https://iam.example.test/v1/endpoints",
  ]) {
    expect(catalogueUrl(new URL(url)).href).toBe("https://iam.example.test/v1/endpoints");
  }
});

describe("a service", () => {
  const entry = (region: string, service: string): object => ({
    region,
    service_type: `scp-${service}`,
    service_name: service,
    url: `https://${service}.${region}.example.test/`,
  });
  const reply = { endpoints: [entry("kr-west1", "kms"), entry("kr-east1", "kms"), entry("kr-west1", "secretvault")] };

  test("is found by its region", () => {
    expect(findInCatalogue(reply, authUrl, "kms", "kr-east1")).toBe("https://kms.kr-east1.example.test");
  });

  test("that is in one region only needs none", () => {
    expect(findInCatalogue(reply, authUrl, "secretvault", undefined)).toBe("https://secretvault.kr-west1.example.test");
  });

  test("is never taken from another region", () => {
    expect(() => findInCatalogue(reply, authUrl, "secretvault", "kr-east1")).toThrow(
      "secretvault in kr-west1, not in scp:region kr-east1",
    );
    expect(() => findInCatalogue(reply, authUrl, "kms", undefined)).toThrow(
      "kms in kr-west1, kr-east1: set scp:region",
    );
  });

  test("that the catalogue lacks is an error, and so is a reply that is no catalogue", () => {
    expect(() => findInCatalogue(reply, authUrl, "secretsmanager", "kr-west1")).toThrow(
      "has no service secretsmanager",
    );
    expect(() => findInCatalogue({ items: [] }, authUrl, "kms", "kr-west1")).toThrow(
      "does not answer with an endpoint catalogue",
    );
  });
});

describe("the URL of a service", () => {
  const find = (url: string, from = authUrl.href): string =>
    findInCatalogue(
      { endpoints: [{ region: "kr-west1", service_type: "scp-kms", url }] },
      new URL(from),
      "kms",
      undefined,
    );

  test.each([
    ["http://kms.example.test", "must use https; plain http is accepted for 127.0.0.1 and localhost only"],
    ["http://127.0.0.1.example.test", "must use https; plain http is accepted for 127.0.0.1 and localhost only"],
    ["ftp://kms.example.test", "must use https; plain http is accepted for 127.0.0.1 and localhost only"],
    ["https://kms.example.test?a=marker", "must not carry a query"],
    ["https://kms.example.test/v1?", "must not carry a query"],
    ["https://kms.example.test#marker", "must not carry a query"],
    ["https://kms.example.test/#", "must not carry a query"],
    ["https://marker:x@kms.example.test", "must not carry a user name or a password"],
    ["https://marker@kms.example.test", "must not carry a user name or a password"],
    ["kms.example.test", "is not a URL"],
    ["/marker", "is not a URL"],
    ["", "is not a URL"],
  ])("is refused as one of the settings would be: %s", (url, problem) => {
    expect(() => find(url)).toThrow(
      new SettingsError(`the URL of kms in the endpoint catalogue of scp:authUrl ${problem}: set scp:endpoints for it`),
    );
  });

  test.each(["http://127.0.0.1:4711/kms", "http://localhost/", "http://[::1]:80"])(
    "is not of this machine where the catalogue is elsewhere: %s",
    (url) => {
      expect(() => find(url)).toThrow(
        "the URL of kms in the endpoint catalogue of scp:authUrl must use https: set scp:endpoints for it",
      );
    },
  );

  test.each([
    ["https://kms.elsewhere.test", authUrl.href],
    ["https://kms.example.test.elsewhere.test", authUrl.href],
    ["https://kms-example.test", authUrl.href],
    ["https://kms.elsewhere.co.kr", "https://iam.example.co.kr/v1"],
    ["https://10.0.0.2", "https://10.0.0.1/v1"],
    ["https://kms.example.test", "http://127.0.0.1:4711/v1"],
    ["https://127.0.0.1", authUrl.href],
    ["https://test", "https://iam/v1"],
  ])("is refused where it is of another domain: %s from %s", (url, from) => {
    expect(() => find(url, from)).toThrow(
      `the URL of kms in the endpoint catalogue of scp:authUrl is of another domain (${new URL(url).hostname}): ` +
        "if requests may go there, set scp:endpoints for it",
    );
  });

  test.each([
    [
      "https://kms.kr-west1.e.example.test",
      "https://iam.kr-east1.s.example.test./v1",
      "https://kms.kr-west1.e.example.test",
    ],
    ["https://kms.example.co.kr", "https://iam.example.co.kr/v1", "https://kms.example.co.kr"],
    ["https://10.0.0.1:8443", "https://10.0.0.1/v1", "https://10.0.0.1:8443"],
    ["https://iam", "https://iam/v1", "https://iam"],
    ["https://kms.example.test", authUrl.href, "https://kms.example.test"],
    ["https://kms.example.test:8443/a/b/", authUrl.href, "https://kms.example.test:8443/a/b"],
    ["http://127.0.0.1:4711/services/kms", "http://127.0.0.1:4711/v1", "http://127.0.0.1:4711/services/kms"],
    ["http://localhost:4711", "https://localhost:8443", "http://localhost:4711"],
  ])("is taken: %s from %s", (url, from, base) => {
    expect(find(url, from)).toBe(base);
  });
});
