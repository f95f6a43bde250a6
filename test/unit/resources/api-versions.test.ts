import { expect, test } from "@jest/globals";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { documentedApis, readApiFixture, schemaOf, type ApiFixture } from "../../support/api-fixture";

const definitions = [kmsKey, managedKmsKey, secret, secretVault, certificate, configInspection];

const noInput = "no input is sent there";

/** What each version can take that the one before could not, by the documents, and the input that needs it. */
const uses: Readonly<Record<string, string>> = {
  "kms 1.2 GET /v1/managed-kms/transit": "ManagedKmsKey.keyId",
  "kms 1.2 GET /v1/managed-kms/transit/{key_id}": "ManagedKmsKey.keyId",
  "kms 1.2 PUT /v1/managed-kms/transit/{key_id}/description": "ManagedKmsKey.keyId",
  "secretsmanager 1.1 POST /v1/secrets private_acl_enabled": "Secret.privateAcl",
  "secretsmanager 1.1 POST /v1/secrets private_acl_resources": "Secret.privateAcl",
  "secretsmanager 1.1 GET /v1/secrets/{secret_id}/versions ?page": noInput,
  "secretsmanager 1.1 GET /v1/secrets/{secret_id}/versions ?size": noInput,
  "secretsmanager 1.1 GET /v1/secrets/{secret_id}/versions ?sort": noInput,
};

/** The operations of a version, with the parameters of their queries and the fields of their bodies. */
function takenBy(fixture: ApiFixture): Map<string, readonly string[]> {
  return new Map(
    fixture.operations.map(({ method, path, query, request }) => [
      `${method} ${path}`,
      [
        ...query.map(({ name }) => `?${name}`),
        ...Object.keys(request === null ? {} : (schemaOf(fixture, request.schema).properties ?? {})),
      ],
    ]),
  );
}

function newIn(fixture: ApiFixture, before: ApiFixture): string[] {
  const known = takenBy(before);
  return Array.from(takenBy(fixture)).flatMap(([operation, fields]) => {
    const added = known.has(operation)
      ? fields.filter((field) => known.get(operation)?.includes(field) !== true).map((field) => `${operation} ${field}`)
      : [operation];
    return added.map((place) => `${fixture.service} ${fixture.version} ${place}`);
  });
}

const documents = documentedApis().map(({ service, version }) => readApiFixture(service, version));

test("it is known of all that a version can take since the one before which input needs it", () => {
  const added = documents.flatMap((fixture, index) => {
    const before = documents[index - 1];
    return before?.service === fixture.service ? newIn(fixture, before) : [];
  });
  expect(added.sort()).toEqual(Object.keys(uses).sort());
});

test("these inputs say which version they need, and no others do", () => {
  const needed = Object.entries(uses).flatMap(([place, input]) => {
    const [service = "", version = ""] = place.split(" ");
    return input === noInput ? [] : [`${input} ${service} ${version}`];
  });
  const declared = definitions.flatMap((definition) =>
    Object.entries(behaviourOf(definition).inputs).flatMap(([name, { needs }]) =>
      needs === undefined ? [] : [`${definition.kind}.${name} ${needs.service} ${needs.version}`],
    ),
  );
  expect(declared.sort()).toEqual([...new Set(needed)].sort());
});
