import { createPrivateKey } from "node:crypto";

import { expect } from "@jest/globals";

/** Shorter parts of a key may be anywhere by chance. */
const partLength = 12;
/** A key of 2048 bits begins with what its certificate shows as well: so many characters of its lines. */
const publicLength = 7 * 64;

/** Looks for any secret part of an RSA key, in any form in which it is written down or sent. */
export class KeySearch {
  private readonly parts = new Set<string>();

  constructor(privateKey: string) {
    const key = createPrivateKey(privateKey);
    for (const type of ["pkcs1", "pkcs8"] as const) {
      const pem = key.export({ type, format: "pem" }).toString();
      const lines = pem.trim().split("\n").slice(1, -1);
      const secret = lines.slice(publicLength / 64);
      this.add(lines.join("").slice(publicLength));
      for (const line of secret) this.add(line);
      // As it is sent, in the three ways in which base64 may fall on it.
      for (const before of ["", " ", "  "]) {
        const sent = Buffer.from(`${before}${secret.join("\n")}`).toString("base64");
        this.add(sent.slice(4, -4));
      }
    }
  }

  /** Fails where a part of the key is in a text. Says where, not what. */
  expectNotIn(text: string): void {
    const places = Array.from({ length: text.length }, (_, at) => at);
    expect(places.filter((at) => this.parts.has(text.slice(at, at + partLength)))).toEqual([]);
  }

  private add(text: string): void {
    for (let at = 0; at + partLength <= text.length; at++) this.parts.add(text.slice(at, at + partLength));
  }
}
