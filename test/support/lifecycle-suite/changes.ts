import { describe, expect, test } from "@jest/globals";

import { each } from "./table";
import type { Suite } from "./suite";

const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Changes of inputs: in place, by a new object, and with values that are not known yet. */
export function changes(suite: Suite): void {
  const { table, stack, only, expectOne, another } = suite;

  each(table.updates, (name, { first, second, cleared }) => {
    describe(name, () => {
      test("is set, changed and cleared in place", async () => {
        const model = stack();
        await model.up(table.minimal);
        const id = model.state?.id;
        for (const { value, shown } of [first, second, cleared]) {
          const args = { ...table.minimal, ...(value === undefined ? {} : { [name]: value }) };
          expect(await model.preview(args)).toMatchObject({ changes: "some", replaces: [], differing: [name] });
          expect(await model.up(args)).toBe("updated");
          expect(await only()).toMatchObject({ ...shown, id });
          expect(await model.refresh()).toEqual([]);
          expect(await model.up(args)).toBe("same");
        }
      });

      test("is set at creation", async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first.value });
        expect(await only()).toMatchObject(first.shown);
        expect(await model.refresh()).toEqual([]);
      });
    });
  });

  each(table.replacements, (name, { from, to }) => {
    test(`a changed ${name} makes a new object`, async () => {
      const model = stack();
      await model.up({ ...table.minimal, [name]: from });
      const old = model.state?.id;
      const args = { ...table.minimal, ...another(), [name]: to };
      const { changes, replaces } = await model.preview(args);
      expect([changes, ...replaces.sort()]).toEqual(["some", ...[...Object.keys(another()), name].sort()]);
      expect(await model.up(args)).toBe("replaced");
      expect(model.state?.id).not.toBe(old);
      await expectOne(model);
    });
  });

  each(table.replacements, (name) => {
    test(`an unknown ${name} ${table.hasWindow === true ? "alone replaces nothing" : "is previewed as a replacement"}`, async () => {
      const model = stack();
      await model.up(table.minimal);
      const preview = await model.preview({ ...table.minimal, [name]: unknownValue });
      expect(preview.replaces).toEqual(table.hasWindow === true ? [] : [name]);
      expect(preview.changes).toBe("some");
    });
  });

  each(table.updates, (name) => {
    test(`an unknown ${name} is previewed as a change in place`, async () => {
      const model = stack();
      await model.up(table.minimal);
      const preview = await model.preview({ ...table.minimal, [name]: unknownValue });
      expect(preview).toMatchObject({ changes: "some", replaces: [], differing: [name] });
    });
  });
}
