import { certain, oneOf, unknown, type Finding, type Findings } from "../../findings";
import type { Shown } from "../../shown";
import { spelt } from "../../spelling";
import { rotationDays } from "./creation";

export const formSwitches = [
  "enumSpelling",
  "stateSpelling",
  "deleteAtOfActive",
  "emptyTexts",
  "emptyDescription",
  "currentVersion",
  "rotateCycleOff",
];

/**
 * In what forms a key's fields are that is active, has no description and is not rotated by itself.
 * @param isShown whether it is shown, or only what its creation has answered
 */
export function formFindings(shown: Shown, isShown: boolean): Findings {
  const emptyTexts = emptyFinding(shown, isShown);
  const areTextsNulls = emptyTexts.values[0] !== false;
  return {
    enumSpelling: spelt(
      shown["key_type"],
      { reference: "advanced", lower: "advanced", upper: "ADVANCED", mixed: "Advanced" },
      "a key's type is written with small letters in both",
    ),
    stateSpelling: spelt(
      inOtherState(shown["state"]),
      { reference: "Active", spaced: "Active", upper: "ACTIVE", lower: "active", unknown: "X_Active" },
      "they differ in states of several words only",
    ),
    currentVersion: certain("current_version" in shown ? "reference" : "missing"),
    emptyTexts,
    emptyDescription: descriptionFinding(shown["description"], areTextsNulls),
    deleteAtOfActive: deleteAtFinding(shown["delete_at"], areTextsNulls),
    rotateCycleOff: cycleFinding(shown["rotate_cycle"]),
  };
}

/** A new key may be `Creating`, which is spelled as `Active` is. */
function inOtherState(state: unknown): unknown {
  const words = { Creating: "Active", CREATING: "ACTIVE", creating: "active" };
  const all = Object.entries(words);
  return typeof state === "string" ? all.reduce((text, [from, to]) => text.replace(from, to), state) : state;
}

/** A region is never empty, and a key of the user's own refers to no secret. */
function emptyFinding({ region, secret_ref: reference }: Shown, isShown: boolean): Finding {
  if ((isShown && region === "") || reference === "") return certain(true);
  return reference === null || (isShown && typeof region === "string")
    ? certain(false)
    : unknown("the key has no field that is empty for sure");
}

const everyNull = "every null is an empty text";

function descriptionFinding(description: unknown, areTextsNulls: boolean): Finding {
  if (description === undefined) return certain("missing");
  if (description === null) return certain("null");
  if (description !== "") return unknown("a key that has no description is shown with one");
  return areTextsNulls ? oneOf(["text", "null"], everyNull) : certain("text");
}

function deleteAtFinding(deleteAt: unknown, areTextsNulls: boolean): Finding {
  if (deleteAt === null || deleteAt === undefined) return certain("reference");
  if (deleteAt !== "") return certain("old");
  return areTextsNulls ? oneOf(["reference", "empty"], everyNull) : certain("empty");
}

/** The cycle of a key that was made with one, and without rotation. */
function cycleFinding(cycle: unknown): Finding {
  if (cycle === null || cycle === "") return certain("null");
  if (Number(cycle) === 0) return certain("zero");
  return Number(cycle) === rotationDays ? certain("number") : unknown("its cycle has none of the known forms");
}
