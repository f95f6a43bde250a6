import { certain, unknown, type Finding, type Findings } from "./findings";
import type { Answer } from "./wire";

const takenStatus: Readonly<Record<string, number>> = {
  conflict: 409,
  badRequest: 400,
  forbidden: 403,
  unprocessable: 422,
  serverError: 500,
};

/** What the refusal of a name that is taken tells. */
export function takenNameFinding({ stated }: Answer): Finding {
  const value = Object.keys(takenStatus).find((name) => takenStatus[name] === stated);
  return value === undefined ? unknown(`the name was refused (${String(stated)})`) : certain(value);
}

/** Whether a creation was refused because its name, or its id, is taken; undefined where nobody can tell why. */
export function isTaken({ refused, stated }: Answer, known: Findings): boolean | undefined {
  if (refused === undefined) return false;
  const value = known["takenName"]?.values[0];
  return stated === 409 || (stated !== undefined && stated === takenStatus[String(value)]) ? true : undefined;
}

/** What the refusal of an object that does not exist tells. */
export function unknownObjectFinding({ refused, stated }: Answer): Finding {
  if (refused === undefined) return unknown("an object that was deleted is still shown");
  if (refused !== 404) return unknown(`an object that was deleted is refused (${String(stated)})`);
  return certain(stated === 404 ? "notFound" : "badRequest");
}

/** What any refusal tells of the status of its reply. */
export function refusalStatusFinding(answers: readonly Answer[]): Finding {
  const refusals = answers.filter(({ stated, sent }) => stated !== undefined && sent !== undefined);
  if (refusals.length === 0) return unknown("nothing was refused");
  if (refusals.every(({ sent }) => sent === 200)) return certain("ok");
  return refusals.every(({ stated, sent }) => sent === stated)
    ? certain("own")
    : unknown("refusals have other statuses than they state");
}
