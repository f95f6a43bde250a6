import { expect, test } from "@jest/globals";

import type { Definition } from "../../../provider/lifecycle/definition/definition";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { SettingsError } from "../../../provider/settings/errors";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { lifecycleOf } from "../../support/lifecycle-of";

const meta = { schema: 1, name: "orders", stack: "dev", project: "shop" };
const given = { name: "orders", value: { a: "b" }, kmsKeyId: "key", allowedCidrs: ["10.0.0.7/32"], __meta: meta };
const privateAcl = { resourceIds: ["subnet"] };

/** What is refused where this version is chosen for the service that is asked about. */
function refused(
  news: Properties,
  version: string,
  olds: Properties = {},
  definition: Definition<object, object> = secret,
) {
  const asked: string[] = [];
  const { lifecycle } = lifecycleOf(definition, {}, (service) => {
    asked.push(service);
    return version;
  });
  return { asked, failures: lifecycle.check(olds, news).failures };
}

const needsNewer = {
  property: "privateAcl",
  reason: "needs version 1.1 of secretsmanager or a later one, but scp:apiVersions chooses 1.0",
  secret: false,
};

test("an input that the chosen version lacks is refused, known or not, and names both versions", () => {
  for (const value of [privateAcl, unknown]) {
    expect(refused({ ...given, privateAcl: value }, "1.0")).toEqual({
      asked: ["secretsmanager"],
      failures: [needsNewer],
    });
  }
});

test("an input that state has is refused as well when an older version is chosen", () => {
  const news = { ...given, privateAcl } as Properties;
  expect(refused(news, "1.0", news).failures).toEqual([needsNewer]);
});

test.each(["1.1", "1.2"])("the version %s has it", (version) => {
  expect(refused({ ...given, privateAcl }, version).failures).toEqual([]);
});

test("no version is asked for where no such input is given", () => {
  expect(refused(given as Properties, "1.0")).toEqual({ asked: [], failures: [] });
});

test("a kind that the chosen version lacks is refused by the input that it cannot be without", () => {
  const news = { keyId: "key", __meta: meta } as Properties;
  expect(refused(news, "1.1", {}, managedKmsKey).failures).toMatchObject([
    { property: "keyId", reason: "needs version 1.2 of kms or a later one, but scp:apiVersions chooses 1.1" },
  ]);
  expect(refused(news, "1.2", {}, managedKmsKey).failures).toEqual([]);
});

test("without settings nothing is refused: the operation says what is missing", () => {
  const { lifecycle } = lifecycleOf(secret, {}, () => {
    throw new SettingsError("no SCP credentials");
  });
  expect(lifecycle.check({}, { ...given, privateAcl }).failures).toEqual([]);
});
