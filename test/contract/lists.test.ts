import { describe, expect, test } from "@jest/globals";

import { findOperation, readApiFixture, schemaOf, type ApiFixture } from "../support/api-fixture";
import type { Schema } from "../support/json-schema";

// A refresh reads the objects of a kind from a list instead of one by one where a list shows all that can change of them.

/** The fields of the one kind of object that an operation answers, singly or in a list. */
function fieldsOf(fixture: ApiFixture, path: string): readonly string[] {
  const { response } = findOperation(fixture, "GET", path);
  const { properties = {} } = schemaOf(fixture, response.schema ?? "");
  const objects = Object.values(properties).map((schema): Schema => schema.items ?? schema);
  const [fields = {}] = objects.flatMap(({ properties: found }) => (found === undefined ? [] : [found]));
  return Object.keys(fields);
}

/** Fields of a single object that the list of all of them does not show. */
function missingIn(service: string, version: string, list: string, id: string): readonly string[] {
  const fixture = readApiFixture(service, version);
  const listed = fieldsOf(fixture, list);
  return fieldsOf(fixture, `${list}/{${id}}`)
    .filter((field) => !listed.includes(field))
    .sort();
}

describe("a list stands in for each object that it shows", () => {
  test.each(["1.0", "1.1", "1.2"])("keys, in version %s: with every field", (version) => {
    expect(missingIn("kms", version, "/v1/kms/transit", "key_id")).toEqual([]);
  });

  test("keys that the platform manages: with every field", () => {
    expect(missingIn("kms", "1.2", "/v1/managed-kms/transit", "key_id")).toEqual([]);
  });

  test("vaults: what is missing is the access key, and an output that state does not have", () => {
    expect(missingIn("secretvault", "1.0", "/v1/secretvault", "secret_vault_id")).toEqual([
      "access_key",
      "temp_key_expired_at",
    ]);
  });

  test.each(["1.0", "1.1"])("certificates, in version %s: what is missing never changes", (version) => {
    expect(missingIn("certificatemanager", version, "/v1/certificatemanager", "certificate_id")).toEqual([
      "account_id",
      "cert_body",
      "cert_chain",
      "cert_type",
      "cert_version",
      "created_at",
      "created_by",
      "key_bit_size",
      "modified_at",
      "modified_by",
      "organization",
      "private_key",
      "user_name",
    ]);
  });
});

describe("a list does not stand in for secrets", () => {
  const missing = (version: string): readonly string[] =>
    missingIn("secretsmanager", version, "/v1/secrets", "secret_id");

  test("it lacks the private ACL, which is an input and can be changed by others", () => {
    expect(missing("1.1")).toEqual(["offering", "private_acl_enabled", "private_acl_resources", "region"]);
  });

  test("no version of it tells of versions and labels", () => {
    for (const version of ["1.0", "1.1"]) {
      const fields = fieldsOf(readApiFixture("secretsmanager", version), "/v1/secrets");
      expect(fields.filter((field) => /version|label/.test(field))).toEqual([]);
    }
  });
});
