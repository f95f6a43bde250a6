import { certain, secondsOf, unknown, type Finding } from "../../findings";
import { idFormFinding } from "../../ids";
import type { Question } from "../../question";
import type { Session } from "../../session";
import { memberOf } from "../../shown";
import { keyShow } from "../keys/shows";
import { networks } from "./creation";
import type { KeyedSecret } from "./key-use";

/** In what form a secret has its networks, and its key the number of those who use it. */
export function secretFormsQuestion(session: Session, { secret, key, madeWith }: KeyedSecret): Question {
  return {
    switches: ["cidrForm", "referredIds", "useCount"],
    ask: async (known) => {
      const isHidden = secondsOf(known, "showLagSeconds") === undefined;
      const answer = isHidden ? undefined : await session.shown(keyShow(key.id));
      return {
        referredIds: keyIdFinding(secret.answer.shown["key"], madeWith.id),
        cidrForm: cidrFinding(secret.answer.shown["acl_cidr"]),
        useCount:
          answer === undefined
            ? unknown("a new key is not shown within the patience")
            : useCountFinding(answer.shown["use_count"]),
      };
    },
  };
}

function keyIdFinding(shown: unknown, id: string): Finding {
  return idFormFinding(memberOf(shown, "id"), memberOf(shown, "isSrn") === true, id);
}

function cidrFinding(shown: unknown): Finding {
  if (Array.isArray(shown)) return certain("list");
  const forms = new Map<unknown, string>([
    [networks.join(", "), "spaced"],
    [networks.join(","), "tight"],
    [networks.map((network) => network.replace("/32", "")).join(", "), "bare"],
  ]);
  const form = forms.get(shown);
  return form === undefined ? unknown("its networks have none of the known forms") : certain(form);
}

function useCountFinding(count: unknown): Finding {
  if (count === undefined) return certain("missing");
  if (typeof count === "number") return certain("number");
  if (count === null || count === "") return certain("null");
  return typeof count === "string" && /^\d+$/.test(count)
    ? certain("text")
    : unknown("its number has none of the known forms");
}
