import { describe, expect, test } from "@jest/globals";

import { catalogueUrl, findInCatalogue } from "../../../provider/clients/scp/catalogue";

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
    expect(findInCatalogue(reply, "kms", "kr-east1")).toBe("https://kms.kr-east1.example.test");
  });

  test("that is in one region only needs none", () => {
    expect(findInCatalogue(reply, "secretvault", undefined)).toBe("https://secretvault.kr-west1.example.test");
  });

  test("is never taken from another region", () => {
    expect(() => findInCatalogue(reply, "secretvault", "kr-east1")).toThrow(
      "secretvault in kr-west1, not in scp:region kr-east1",
    );
    expect(() => findInCatalogue(reply, "kms", undefined)).toThrow("kms in kr-west1, kr-east1: set scp:region");
  });

  test("that the catalogue lacks is an error, and so is a reply that is no catalogue", () => {
    expect(() => findInCatalogue(reply, "secretsmanager", "kr-west1")).toThrow("has no service secretsmanager");
    expect(() => findInCatalogue({ items: [] }, "kms", "kr-west1")).toThrow(
      "does not answer with an endpoint catalogue",
    );
  });
});
