/** Whether a text is base64 exactly as it is written: without white space, and with all its padding. */
export function isBase64(text: string): boolean {
  return Buffer.from(text, "base64").toString("base64") === text;
}
