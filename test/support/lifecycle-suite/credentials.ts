import { describe, expect, test } from "@jest/globals";

import { forgetCredential, placeIn } from "../place";
import type { StackModel } from "../stack-model";
import type { Suite } from "./suite";

/** Other credentials, accounts and regions than those that state remembers. */
export function credentials(suite: Suite): void {
  const { table, stack, objects, settled, another, startPlugin } = suite;

  describe("other credentials than those that state remembers", () => {
    const forget = (model: StackModel): void => {
      forgetCredential(model.state?.outputs ?? {});
    };

    test("are accepted if the object is found with them, and remembered from then on", async () => {
      const model = stack();
      await model.up(table.full);
      forget(model);
      expect(await model.up({ ...table.full, ...table.changed })).toBe("updated");
      expect(placeIn(model.state?.outputs ?? {})["credential"]).not.toBe("00000000");
      forget(model);
      expect(await model.refresh()).toEqual([]);
      expect(placeIn(model.state?.outputs ?? {})["credential"]).not.toBe("00000000");
      forget(model);
      await model.destroy();
      expect(await objects()).toEqual([]);
    });

    test("are refused if nothing shows that they belong to the account of a missing object", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(suite.client, model.state?.id ?? "");
      await settled();
      forget(model);
      await expect(model.refresh()).rejects.toThrow("set scp:accountId to the account of this stack");
      await expect(model.destroy()).rejects.toThrow("may be in another account");
    });

    if (table.showsAccount !== false) {
      test("are accepted if another object of the account is listed", async () => {
        const [model, other] = [stack(), stack()];
        await model.up(table.full);
        await other.up({ ...table.full, ...another() });
        await table.disappear(suite.client, model.state?.id ?? "");
        await settled();
        await settled();
        forget(model);
        expect(await model.refresh()).toBe("gone");
      });
    }

    test("are accepted if scp:accountId names the account", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(suite.client, model.state?.id ?? "");
      await settled();
      forget(model);
      const named = await startPlugin({ "scp:accountId": suite.client.address.accountId });
      try {
        model.use(named);
        expect(await model.refresh()).toBe("gone");
      } finally {
        await named.stop();
      }
    });
  });

  describe("another account", () => {
    test("does not make an object look gone", async () => {
      const model = stack();
      await model.up(table.full);
      const { state } = model;
      const other = await suite.client.newAccount();
      const { accessKey, secretKey } = other.address;
      other.close();
      const elsewhere = await startPlugin({ "scp:accessKey": accessKey, "scp:secretKey": secretKey });
      try {
        model.use(elsewhere);
        await expect(model.refresh()).rejects.toThrow("may be in another account");
        await expect(model.destroy()).rejects.toThrow("may be in another account");
        await expect(model.up({ ...table.full, ...table.changed })).rejects.toThrow("may be in another account");
        expect(model.state).toBe(state);
        expect(await objects()).toHaveLength(1);
      } finally {
        await elsewhere.stop();
      }
    });

    test("another region is refused, with a way out", async () => {
      const model = stack();
      await model.up(table.full);
      const elsewhere = await startPlugin({ "scp:region": "kr-east1" });
      try {
        model.use(elsewhere);
        await expect(model.refresh()).rejects.toThrow("is in region kr-west1, but the stack points to kr-east1");
        await expect(model.destroy()).rejects.toThrow("pulumi state delete");
        await expect(model.up({ ...table.full, ...table.changed })).rejects.toThrow("set scp:region to it");
        expect(await objects()).toHaveLength(1);
      } finally {
        await elsewhere.stop();
      }
    });
  });
}
