import { expect, test } from "@jest/globals";

import { Connection, type ScpServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer } from "../../support/api-server";
import { stackSettings } from "../../support/settings";

const api = useApiServer();

function servicesWith(apiVersions: Readonly<Record<string, string>>): ScpServices {
  const config = {
    "scp:endpoint": api.url,
    "scp:accessKey": "AK",
    "scp:secretKey": "SK",
    "scp:apiVersions": JSON.stringify(apiVersions),
  };
  return new Connection(stackSettings(config), () => undefined).scp(new Deadline(5000));
}

test("an operation that the chosen version lacks is refused before it is sent", async () => {
  await expect(servicesWith({ kms: "1.1" }).kms.listManagedKeys()).rejects.toThrow(
    "scp:apiVersions chooses kms 1.1, which has no GET /v1/managed-kms/transit: " +
      "it needs version 1.2 of kms or a later one",
  );
  expect(api.seen).toEqual([]);
});

test.each([
  ["1.0", undefined],
  ["1.1", false],
])("Secrets Manager %s is sent a new secret with private_acl_enabled %s", async (secretsmanager, sent) => {
  api.answer = () => ({ body: { secret: { id: "s1", name: "db", kms_id: "k1" } } });
  const fresh = { name: "db", value: "{}", kmsKeyId: "k1", allowedCidrs: ["10.0.0.7/32"], description: "" };
  await servicesWith({ secretsmanager }).secrets.createSecret({
    ...fresh,
    privateAcl: { resourceIds: [] },
    tags: undefined,
  });
  const body = api.seen[0]?.body as Record<string, unknown>;
  expect(body["private_acl_enabled"]).toBe(sent);
});
