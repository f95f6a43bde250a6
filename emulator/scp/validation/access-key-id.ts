import { z } from "zod";

/** The id of an access key. The emulator has no IAM to look it up: any id of the right form is accepted. */
export const accessKeyId = z.string().regex(/^[0-9a-z]{32}$/);
