import { plainId, sameId } from "../../provider/words/ids";
import { certain, unknown, type Finding } from "./findings";

/** Whether what a reply shows is an id, in whatever form. */
export function isId(shown: unknown, id: string): boolean {
  return typeof shown === "string" && sameId(shown, id);
}

/** In what form an id is shown that the service has answered itself before. */
export function idFormFinding(shown: unknown, isSrn: boolean, id: string): Finding {
  if (!isId(shown, id)) return unknown("the id is not shown");
  if (isSrn) return certain("srn");
  if (shown === id) return certain("same");
  return certain(String(shown).toLowerCase() === id.toLowerCase() ? "otherCase" : "dashes");
}

/** What an id is known by in any of its forms. */
export function keyOf(id: unknown): unknown {
  return typeof id === "string" ? plainId(id) : id;
}
