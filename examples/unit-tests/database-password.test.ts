import { beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { DatabasePassword } from "./database-password";

/** What the program registers: no cloud, no emulator and no engine are asked. */
const registered = new Map<string, Record<string, unknown>>();

let orders: DatabasePassword;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.set(`${type} ${name}`, inputs as Record<string, unknown>);
      return { id: `id-of-${name}`, state: inputs as object };
    },
    call: () => ({}),
  });
  orders = new DatabasePassword("orders", { password: pulumi.secret("for nobody"), cidr: "10.0.0.0/28" });
});

/** What an output has in it. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

test("the key rotates", async () => {
  expect(await valueOf(orders.key.rotation)).toEqual({ enabled: true, periodInDays: 90 });
});

test("the secret is encrypted by the key, and only the database's network may read it", async () => {
  expect(await valueOf(orders.secret.kmsKeyId)).toBe("id-of-orders");
  const inputs = registered.get("pulumi-nodejs:dynamic/scp:Secret orders");
  expect(inputs).toMatchObject({ allowedCidrs: ["10.0.0.0/28"] });
});

test("the password is a secret of the stack", async () => {
  expect(await pulumi.isSecret(orders.secret.value)).toBe(true);
});
