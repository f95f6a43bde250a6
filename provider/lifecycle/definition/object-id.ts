import type { z } from "zod";

import type { Zod } from "./input-rule";

/** The rule of an input that names an object: what would lead to another path of the service is no id. */
export const objectId =
  (object: string) =>
  (zod: Zod): z.ZodType<string> =>
    zod
      .string()
      .min(1, `must be the id of ${object}`)
      .regex(/^(?!\.{1,2}$)/, `must be the id of ${object}`);
