import { expect, test } from "@jest/globals";
import { z } from "zod";

import { behaviourOf, type AnyBehaviour } from "../../../provider/lifecycle/definition/behaviour";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { spaceoneSecret } from "../../../provider/resources/spaceone/secret/spaceone-secret";
import { check } from "../../support/by-properties";

/** What `pulumi import` has checked: the inputs of the import file, without what nobody can read. */
const imported: readonly (readonly [string, AnyBehaviour, Properties])[] = [
  [
    "Secret",
    behaviourOf(secret),
    { name: "orders", kmsKeyId: "0".repeat(32), allowedCidrs: ["10.0.0.0/28"], __unread: ["value"] },
  ],
  [
    "Certificate",
    behaviourOf(certificate),
    { name: "shop", __unread: ["certificate", "privateKey", "chain", "timezone", "recipients", "tags"] },
  ],
  ["SpaceoneSecret", behaviourOf(spaceoneSecret), { name: "orders", resourceGroup: "WORKSPACE", __unread: ["data"] }],
];

const checked = (kind: AnyBehaviour, olds: Properties, news: Properties): ReturnType<typeof check>["failures"] =>
  check(kind, z, olds, news, { now: Date.now, random: Math.random }).failures;

test.each(imported)(
  "an imported %s need not have what nobody can read, which a program has to give",
  (_kind, kind, file) => {
    const { __unread: _, ...given } = file;
    expect(checked(kind, {}, file)).toEqual([]);
    expect(checked(kind, file, file)).toEqual([]);
    expect(checked(kind, {}, given)).not.toEqual([]);
  },
);
