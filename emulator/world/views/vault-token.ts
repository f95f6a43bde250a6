import { createHash } from "node:crypto";
import type { SwitchValues } from "../switches";
import type { FieldView } from "./field-view";

const parts: ReadonlySet<string> = new Set(["vault_token_id", "vault_token_secret_value"]);

/** Creation and termination always show the token in clear. */
export const vaultTokenView: FieldView = (value, name, { operation }, { vaultTokenMask }) =>
  operation === "showVault" && parts.has(name) && typeof value === "string" ? masked(value, vaultTokenMask) : value;

function masked(text: string, mask: SwitchValues["vaultTokenMask"]): string {
  switch (mask) {
    case "none":
      return text;
    case "stars":
      return "****";
    case "partial":
      return `${text.slice(0, 4)}****-****`;
    case "aes":
      return `AES:${scrambled(text)}`;
    case "enc":
      return `ENC(${scrambled(text)})`;
    case "word":
      return "encrypted";
  }
}

/** Base64 that looks like a ciphertext, always the same for the same text. */
function scrambled(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
