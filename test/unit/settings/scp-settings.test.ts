import { describe, expect, test } from "@jest/globals";

import { SettingsError } from "../../../provider/settings/errors";
import { usualVersion, warningsOfVersions } from "../../../provider/settings/reading/scp-services";
import { endpointOf } from "../../../provider/clients/scp/endpoint";
import { readScpSettings, type ScpSettings } from "../../../provider/settings/reading/scp-settings";
import { shortHash } from "../../../provider/clients/short-hash";
import { newestApiFixtures } from "../../support/api-fixture";
import { stackSettings } from "../../support/settings";

const keys = { "scp:accessKey": "AK", "scp:secretKey": "SK" };

function read(config: Record<string, string>, env: Record<string, string> = {}): ScpSettings {
  return readScpSettings(stackSettings(config, env));
}

/** The services that a refusal names as known. */
function knownServices(): string[] {
  try {
    read({ ...keys, "scp:endpoints": '{"":"https://private.test"}' });
  } catch (error) {
    return / known are ([a-z-]+(?:, [a-z-]+)*)$/.exec(String(error))?.[1]?.split(", ") ?? [];
  }
  return [];
}

describe("keys", () => {
  test("come from the configuration before the environment", () => {
    const settings = read(keys, { SCP_ACCESS_KEY: "AK2", SCP_SECRET_KEY: "SK2" });
    expect([settings.accessKey, settings.secretKey]).toEqual(["AK", "SK"]);
  });

  test("come from the own variables before those of the Terraform provider", () => {
    const own = { SCP_ACCESS_KEY: "AK2", SCP_SECRET_KEY: "SK2" };
    const terraform = { SCP_TF_ACCESS_KEY: "AK3", SCP_TF_SECRET_KEY: "SK3" };
    expect(read({}, { ...own, ...terraform }).accessKey).toBe("AK2");
    expect(read({}, terraform).secretKey).toBe("SK3");
  });

  test("half a pair is an error that names its source, and is not completed from another one", () => {
    expect(() => read({ "scp:accessKey": "AK" }, { SCP_ACCESS_KEY: "AK2", SCP_SECRET_KEY: "SK2" })).toThrow(
      "configuration scp:accessKey is set, but scp:secretKey is not: both keys must come from one source",
    );
    expect(() => read({}, { SCP_SECRET_KEY: "SK" })).toThrow(
      "environment variable SCP_SECRET_KEY is set, but SCP_ACCESS_KEY is not",
    );
  });

  test("none at all is an error that says how to set them", () => {
    expect(() => read({})).toThrow(/set scp:accessKey and scp:secretKey .*SCP_ACCESS_KEY and SCP_SECRET_KEY/);
  });

  test("a line end in a key is an error that does not show the key", () => {
    const attempt = (): unknown => read({ "scp:accessKey": "AK", "scp:secretKey": "marker-of-a-secret\n" });
    expect(attempt).toThrow("configuration scp:secretKey has a space, a line end");
    expect(attempt).not.toThrow("marker");
  });

  test("are told apart by a short digest", () => {
    expect(shortHash("AK")).toMatch(/^[0-9a-f]{8}$/);
    expect(shortHash("AK")).not.toBe(shortHash("AL"));
  });
});

describe("endpoints", () => {
  const place = { ...keys, "scp:environment": "e", "scp:region": "kr-west1" };

  test("follow the host pattern", () => {
    expect(endpointOf("kms", read(place))).toBe("https://kms.kr-west1.e.samsungsdscloud.com");
  });

  test("one for all services wins over the pattern, one for a service over both", () => {
    const settings = read({
      ...place,
      "scp:endpoint": "http://127.0.0.1:4711/",
      "scp:endpoints": '{"secretsmanager":"https://sm.example.test/base"}',
    });
    expect(endpointOf("kms", settings)).toBe("http://127.0.0.1:4711");
    expect(endpointOf("secretsmanager", settings)).toBe("https://sm.example.test/base");
  });

  test.each([
    ["scp:region", { ...keys, "scp:environment": "e" }],
    ["scp:environment", { ...keys, "scp:region": "kr-west1" }],
    ["scp:environment and scp:region", keys],
  ])("without %s are an error that names it", (name, config) => {
    expect(() => endpointOf("kms", read(config))).toThrow(`set ${name} (`);
  });

  test("a region of another environment is an error that lists the right ones", () => {
    const settings = read({ ...place, "scp:environment": "g" });
    expect(() => endpointOf("kms", settings)).toThrow("its regions are kr-south1, kr-south2, kr-south3");
  });

  test.each(["http://scp.example.test", "http://10.0.0.1", "http://127.0.0.1.example.test", "ftp://127.0.0.1"])(
    "%s is refused: neither https nor this machine",
    (url) => {
      expect(() => read({ ...keys, "scp:endpoint": url })).toThrow("configuration scp:endpoint must use https");
    },
  );

  test.each(["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://scp.example.test"])(
    "%s is taken",
    (url) => {
      expect(read({}, { SCP_ENDPOINT: url, SCP_ACCESS_KEY: "a", SCP_SECRET_KEY: "b" }).endpoint?.href).toBe(`${url}/`);
    },
  );

  test("a text that is no URL, or has a password, is an error", () => {
    expect(() => read({ ...keys, "scp:endpoint": "kms" })).toThrow("configuration scp:endpoint is not a URL");
    expect(() => read({ ...keys, "scp:endpoint": "https://u:p@host" })).toThrow("must not carry a user name");
    expect(() => read({ ...keys, "scp:endpoints": '{"kms":"x"}' })).toThrow("scp:endpoints, service kms, is not a URL");
  });
});

test.each([
  ["scp:environment", "x", "must be one of s, g and e"],
  ["scp:region", "Kr West", "must be a region's name"],
  ["scp:timeoutSeconds", "0", "must be a whole number from 1 to 600"],
  ["scp:timeoutSeconds", "601", "must be a whole number from 1 to 600"],
  ["scp:maxRetries", "-1", "must be a whole number from 0 to 20"],
  ["scp:maxRetries", "1.5", "must be a whole number from 0 to 20"],
  ["scp:maxConcurrency", "65", "must be a whole number from 1 to 64"],
  ["scp:apiVersions", "1.2", "must be a map of names to text"],
  ["scp:apiVersions", '{"kms":1.2}', "must be a map of names to text"],
  ["scp:endpoints", "[]", "must be a map of names to text"],
])("%s %j is refused", (key, value, message) => {
  expect(() => read({ ...keys, [key]: value })).toThrow(`configuration ${key} ${message}`);
});

test.each([
  ['{"kmss":"1.2"}', "names the service kmss; known are kms, secretsmanager, secretvault"],
  ['{"kms":"1.4"}', "names version 1.4 of kms; known are 1.0, 1.1, 1.2, 1.3"],
  ['{"secretvault":"1.1"}', "names version 1.1 of secretvault; known are 1.0"],
  ['{"constructor":"1.0"}', "names the service constructor"],
  ['{"kms":"constructor"}', "names version constructor of kms"],
])("scp:apiVersions %s is refused", (value, message) => {
  expect(() => read({ ...keys, "scp:apiVersions": value })).toThrow(`configuration scp:apiVersions ${message}`);
});

test.each([
  ['{"secretmanager":"https://private.test"}', "secretmanager", "; did you mean secretsmanager?"],
  ['{"kms":"https://private.test","KMS":"https://private.test"}', "KMS", "; did you mean kms?"],
  ['{"virtualserver":"https://private.test"}', "virtualserver", ""],
  ['{"constructor":"https://private.test"}', "constructor", ""],
])("scp:endpoints %s is refused with the services that there are", (value, service, hint) => {
  const known = knownServices().join(", ");
  expect(() => read({ ...keys, "scp:endpoints": value })).toThrow(
    new SettingsError(`configuration scp:endpoints names the service ${service}; known are ${known}${hint}`),
  );
});

test("the services that settings may name are those of the documents, and each has the newest version by default", () => {
  const documents = newestApiFixtures().map(({ service, version }) => [service, version]);
  const known = knownServices().map((service) => [service, usualVersion(service)]);
  expect(known.sort()).toEqual(documents);
});

test.each([
  ["kms", "1.3"],
  ["secretsmanager", "1.2"],
  ["certificatemanager", "1.2"],
  ["configinspection", "1.2"],
])("%s %s, which came after the reference, may be chosen", (service, version) => {
  expect(read({ ...keys, "scp:apiVersions": JSON.stringify({ [service]: version }) }).apiVersions).toEqual({
    [service]: version,
  });
});

describe("a chosen API version", () => {
  // The tables of the reference, in its own way of writing days.
  test.each([
    ["kms", "1.0", "20251231"],
    ["kms", "1.1", "20260831"],
    ["secretsmanager", "1.0", "20260831"],
    ["certificatemanager", "1.0", "20260531"],
    ["configinspection", "1.0", "20260531"],
  ])("%s %s is warned about from its day on, and 30 days before", (service, version, day) => {
    const written = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    const at = Date.parse(`${written}T00:00:00Z`);
    expect(warningsOfVersions({ [service]: version }, at - 30 * 86_400_000 - 1)).toEqual([]);
    for (const before of [at - 30 * 86_400_000, at - 1]) {
      expect(warningsOfVersions({ [service]: version }, before)).toEqual([
        expect.stringContaining(`chooses ${service} ${version}, which will be unsupported from ${written}`),
      ]);
    }
    expect(warningsOfVersions({ [service]: version }, at)).toEqual([
      expect.stringContaining(`scp:apiVersions chooses ${service} ${version}, which is unsupported since ${written}`),
    ]);
  });

  test.each([
    ["kms", "1.2"],
    ["secretsmanager", "1.1"],
    ["secretvault", "1.0"],
    ["kms", "1.3"],
  ])("%s %s has no day", (service, version) => {
    expect(warningsOfVersions({ [service]: version }, Date.parse("2099-01-01"))).toEqual([]);
  });
});

test("the limits have defaults", () => {
  expect(read(keys)).toMatchObject({ timeoutMs: 60_000, maxRetries: 8, maxConcurrency: 16, apiVersions: {} });
});
