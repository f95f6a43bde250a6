import { changes } from "./declared/changes";
import { deletions } from "./declared/deletions";
import { forms } from "./declared/forms";
import { lags } from "./declared/lags";
import { lists } from "./declared/lists";
import { refusals } from "./declared/refusals";
import { replies } from "./declared/replies";
import { requests } from "./declared/requests";
import { spaceone } from "./declared/spaceone";

/** All switches by name. The tables of them in `docs/emulator.md` and `docs/limits.md` are made of what is said there. */
export const switches = {
  ...lags,
  ...replies,
  ...requests,
  ...lists,
  ...refusals,
  ...forms,
  ...changes,
  ...deletions,
  ...spaceone,
};

type Switches = typeof switches;

export type SwitchName = keyof Switches;

/** The value of each switch, by its name. */
export type SwitchValues = { readonly [Name in SwitchName]: Switches[Name]["default"] };

/** New values of some switches; null means the default. */
export type SwitchChanges = { readonly [Name in SwitchName]?: SwitchValues[Name] | null };

export const switchNames = Object.keys(switches) as SwitchName[];
