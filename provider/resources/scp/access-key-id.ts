import type { Zod } from "../../lifecycle/definition/input-rule";

/** Id of an IAM access key, not the key itself. All ids in the API reference have this form (sections 2 and 4). */
export function accessKeyId(z: Zod) {
  return z
    .string()
    .regex(
      /^[0-9a-z]{32}$/,
      "must be the id of an IAM access key, 32 characters of 0-9 and a-z, and not the key itself",
    );
}
