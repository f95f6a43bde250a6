import { coveragePart } from "./coverage";
import { withPart } from "./markdown";

/** The pages of docs/ that have a generated part, and what each becomes of its present text. */
export const generated: readonly { readonly page: string; readonly make: (text: string) => string }[] = [
  { page: "coverage.md", make: (text) => withPart(text, coveragePart()) },
];
