import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import { destroy, refresh, up, upTo, type Beginning, type Flow, type Story } from "./flow";

/** What a user does next. */
const next: Readonly<Record<string, (beginning: Beginning) => Story>> = {
  "up again": ({ full }) => upTo(full),
  "another program": ({ full, table }) => upTo({ ...full, ...changeable(table) }),
  refresh: ({ full }) => ({ wish: refresh, goal: full }),
  destroy: () => ({ wish: destroy, goal: undefined }),
};

/** What a creation alone takes depends on whether the half-made object is used, or replaced by another one. */
function changeable({ changed, creationOnly }: LifeTable): Properties {
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !(name in creationOnly)));
}

/** A command may have so many requests after which its time was over. */
const requests = [1, 2, 3, 4, 5];

/** A command that is left in the middle. */
interface Begun {
  readonly args: Properties;
  /** What the next program says besides. */
  readonly kept: Properties;
}

/** Commands that are left in the middle, by what that makes of an object. */
function begun(table: LifeTable): Readonly<Record<string, (beginning: Beginning) => Promise<Begun>>> {
  const { isExisting, meaning, changed } = table;
  const made = {
    "half-made": ({ full }: Beginning) => Promise.resolve({ args: full, kept: {} }),
    "half-changed": async ({ full, run }: Beginning) => {
      await run(up(full));
      return { args: { ...full, ...changed }, kept: {} };
    },
  };
  if (isExisting === true || meaning !== undefined) return made;
  return {
    ...made,
    "half-adopted": async ({ full, makeElsewhere }) => {
      const kept = { adopt: await makeElsewhere(full) };
      return { args: { ...full, ...changed, ...kept }, kept };
    },
  };
}

/** Flows that begin where a command was left in the middle: its time was over, and nobody knows what was done. */
export function halfwayFlows(table: LifeTable): readonly Flow[] {
  return [...flowsOfRequests(table), ...flowsOfDrifts(table)];
}

/** A refresh has found what was left, and then somebody else changes it. */
function flowsOfDrifts(table: LifeTable): readonly Flow[] {
  const fewest = ({ minimal }: Beginning): Promise<Begun> => Promise.resolve({ args: minimal, kept: {} });
  const ways = Object.entries({ ...begun(table), "half-made with the fewest inputs": fewest });
  return Object.entries(table.drifts).flatMap(([drifting, drift]) =>
    ways.flatMap(([how, begin]) =>
      requests.slice(0, 3).map((request): Flow => ({
        name: `${how} after ${String(request)} and found, refresh after ${drifting} was changed elsewhere`,
        prepare: async (beginning) => {
          const { args } = await begin(beginning);
          if (!(await beginning.runUnder(up(args), request, "slow"))) return undefined;
          await beginning.run(refresh);
          if (beginning.id() === "") return undefined;
          await drift(beginning.client, beginning.id());
          return { wish: refresh, goal: args };
        },
      })),
    ),
  );
}

function flowsOfRequests(table: LifeTable): readonly Flow[] {
  return requests.flatMap((request) =>
    Object.entries(next).flatMap(([what, story]) =>
      Object.entries(begun(table)).map(([how, begin]): Flow => ({
        name: `${how} after ${String(request)}, ${what}`,
        prepare: async (beginning) => {
          const { args, kept } = await begin(beginning);
          const isHalf = await beginning.runUnder(up(args), request, "slow");
          return isHalf ? story({ ...beginning, full: { ...beginning.full, ...kept } }) : undefined;
        },
      })),
    ),
  );
}
