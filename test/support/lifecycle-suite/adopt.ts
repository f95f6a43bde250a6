import { describe, expect, test } from "@jest/globals";

import { each } from "./table";
import type { Suite } from "./suite";

/** Objects that somebody else has made. */
export function adopt(suite: Suite): void {
  const { table, cloud, stack, objects, expectOne } = suite;

  describe("adopt", () => {
    /** An object that somebody else made, and its id. */
    const existing = async (): Promise<string> => {
      const maker = stack();
      await maker.up(table.full);
      return maker.state?.id ?? "";
    };

    test("takes an object over, brings it to what the program says, and destroys it in the end", async () => {
      const id = await existing();
      const model = stack();
      expect(await model.up({ ...table.full, ...table.changed, adopt: id })).toBe("created");
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
      expect(await model.up({ ...table.full, ...table.changed })).toBe("same");
      expect(await model.up({ ...table.full, ...table.changed, adopt: id })).toBe("same");
      await model.destroy();
      expect(await objects()).toEqual([]);
    });

    test("an id that does not exist is refused", async () => {
      const attempt = stack().up({ ...table.full, adopt: "0".repeat(32) });
      await expect(attempt).rejects.toThrow(/adopt: there is no .* with the id "0+"/);
    });

    const [replacement] = Object.entries(table.replacements);
    each({ ...(replacement && { [replacement[0]]: replacement[1] }) }, (name, { to }) => {
      test("an object with other fixed inputs is refused before anything is written", async () => {
        const id = await existing();
        const before = (await suite.client.requests()).length;
        await expect(stack().up({ ...table.full, [name]: to, adopt: id })).rejects.toThrow(
          `differs in what cannot be changed: ${name}`,
        );
        const sent = (await suite.client.requests()).slice(before);
        expect(sent.filter(cloud.isWrite)).toEqual([]);
      });

      test("a replacement while adopt names the object is refused in the preview", async () => {
        const id = await existing();
        const model = stack();
        await model.up({ ...table.full, adopt: id });
        await expect(model.preview({ ...table.full, [name]: to, adopt: id })).rejects.toThrow(
          "adopt names the current object",
        );
      });
    });
  });
}
