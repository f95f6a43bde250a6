import { coveragePart } from "./coverage";
import { errorsParts } from "./errors/errors-parts";
import { withParts } from "./markdown";
import { secretsPart } from "./secrets";
import { switchesPart, switchEvidencePart } from "./switches";
import { undecidedPart } from "./undecided";

/** The pages of docs/ that have generated parts, and what each becomes of its present text. */
export const generated: readonly { readonly page: string; readonly make: (text: string) => string }[] = [
  { page: "coverage.md", make: (text) => withParts(text, coveragePart()) },
  { page: "emulator.md", make: (text) => withParts(text, switchesPart()) },
  { page: "errors.md", make: (text) => withParts(text, ...errorsParts()) },
  { page: "limits.md", make: (text) => withParts(text, undecidedPart(), switchEvidencePart()) },
  { page: "security.md", make: (text) => withParts(text, secretsPart()) },
];
