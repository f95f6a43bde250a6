import type { z } from "zod";

import type { Zod } from "./input-rule";

/** The rule of an input that names an object: what would lead to another path of the service is no id. */
export const objectId =
  (of: string) =>
  (zod: Zod): z.ZodType<string> =>
    zod
      .string()
      .min(1, `must be the id of ${of}`)
      .regex(/^(?!\.{1,2}$)/, `must be the id of ${of}`);
