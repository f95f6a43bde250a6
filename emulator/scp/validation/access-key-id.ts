import { z } from "zod";

/** The id of an access key. There is no IAM here that would know the key: any id of the right form is taken. */
export const accessKeyId = z.string().regex(/^[0-9a-z]{32}$/);
