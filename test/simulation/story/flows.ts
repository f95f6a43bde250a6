import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import { destroy, refresh, up, upTo, type Beginning, type Flow } from "./flow";
import { halfwayFlows } from "./halfway-flows";

/** All flows of a kind, as its table says. */
export function flowsOf(table: LifeTable): readonly Flow[] {
  return [
    ...creations,
    ...(table.isExisting === true || table.meaning !== undefined ? [] : adoptions),
    ...updates(table),
    ...replacements(table),
    ...keptInputs(table),
    ...events(table),
    ...deletions,
    ...refreshes(table),
    ...restorations(table),
    ...halfwayFlows(table),
    ...hooked(table),
  ];
}

const creations: readonly Flow[] = [
  { name: "create with the fewest inputs", prepare: async ({ minimal }) => upTo(minimal) },
  { name: "create with all inputs", prepare: async ({ full }) => upTo(full) },
];

const adoptions: readonly Flow[] = [
  {
    name: "adopt",
    prepare: async ({ full, makeElsewhere }) => upTo({ ...full, adopt: await makeElsewhere(full) }),
  },
  {
    name: "adopt and change",
    prepare: async ({ table, full, makeElsewhere }) =>
      upTo({ ...full, ...table.changed, adopt: await makeElsewhere(full) }),
  },
  {
    name: "take adopt out of the program, and change",
    prepare: async ({ table, full, makeElsewhere, run }) => {
      await run(up({ ...full, adopt: await makeElsewhere(full) }));
      return upTo({ ...full, ...table.changed });
    },
  },
];

const fewest = ({ minimal }: Beginning): Properties => minimal;

/** From one program to another. */
function change(
  name: string,
  from: (beginning: Beginning) => Properties,
  to: (beginning: Beginning) => Properties,
): Flow {
  return {
    name,
    prepare: async (beginning) => {
      await beginning.run(up(from(beginning)));
      return upTo(to(beginning));
    },
  };
}

/** An input that a program gives, or leaves out. */
function given(name: string, value: unknown): Properties {
  return value === undefined ? {} : { [name]: value };
}

function updates({ updates, hiddenUpdates, triggers = {} }: LifeTable): Flow[] {
  const each = Object.entries({ ...updates, ...hiddenUpdates }).flatMap(([name, { first, second, cleared }]) => [
    change(`set ${name}`, minimalWith({}), minimalWith(given(name, first.value))),
    change(`change ${name}`, minimalWith(given(name, first.value)), minimalWith(given(name, second.value))),
    change(`clear ${name}`, minimalWith(given(name, second.value)), minimalWith(given(name, cleared.value))),
  ]);
  const pulled = Object.entries(triggers).map(([name, { first, second }]) =>
    change(`pull ${name}`, minimalWith({ [name]: first }), minimalWith({ [name]: second })),
  );
  return [...each, ...pulled, changeAll];
}

const changeAll = change(
  "change all inputs",
  ({ full }) => full,
  ({ full, table }) => ({ ...full, ...table.changed }),
);

function minimalWith(more: Properties): (beginning: Beginning) => Properties {
  return ({ minimal }) => ({ ...minimal, ...more });
}

function replacements({ replacements }: LifeTable): Flow[] {
  return Object.entries(replacements).map(([name, { from, to }]) =>
    change(`replace on account of ${name}`, minimalWith({ [name]: from }), ({ minimal, another }) => ({
      ...minimal,
      ...another(),
      [name]: to,
    })),
  );
}

/** Inputs that no request changes. */
function keptInputs({ stateOnly, creationOnly }: LifeTable): Flow[] {
  return Object.entries({ ...stateOnly, ...creationOnly }).map(([name, { first, second }]) =>
    change(`keep ${name}`, minimalWith({ [name]: first }), minimalWith({ [name]: second })),
  );
}

/** Somebody does something that the next program relies on. */
function events({ meanwhile = {} }: LifeTable): Flow[] {
  return Object.entries(meanwhile).map(([name, { from, happen }]) => ({
    name: `change after ${name}`,
    prepare: async ({ minimal, client, run }) => {
      const before = { ...minimal, ...from };
      await run(up(before));
      return upTo({ ...before, ...(await happen(client, before)) });
    },
  }));
}

const deletions: readonly Flow[] = [
  {
    name: "destroy",
    prepare: async ({ full, run }) => {
      await run(up(full));
      return { wish: destroy, goal: undefined };
    },
  },
];

function refreshes({ drifts, disappear, scheduledDeletion }: LifeTable): Flow[] {
  const after = (
    name: string,
    happen: (beginning: Beginning) => Promise<unknown>,
    goal: (beginning: Beginning) => Properties = ({ full }) => full,
    program: (beginning: Beginning) => Properties = ({ full }) => full,
  ): Flow => ({
    name,
    prepare: async (beginning) => {
      await beginning.run(up(program(beginning)));
      await happen(beginning);
      return { wish: refresh, goal: goal(beginning) };
    },
  });
  const drifted = Object.entries(drifts).flatMap(([name, drift]) => {
    const happen = ({ client, id }: Beginning): Promise<unknown> => drift(client, id());
    const drifting = `refresh after ${name} was changed elsewhere`;
    return [after(drifting, happen), after(`${drifting}, with the fewest inputs`, happen, fewest, fewest)];
  });
  return [
    after("refresh", () => Promise.resolve()),
    ...drifted,
    ...(disappear === undefined
      ? []
      : [after("refresh after it was deleted elsewhere", ({ client, id }) => disappear(client, id()))]),
    ...(scheduledDeletion === undefined
      ? []
      : [
          after(
            "refresh after its deletion was scheduled elsewhere",
            ({ client, id }) => scheduledDeletion.request(client, id()),
            // The old object keeps what no two objects may share.
            ({ full, another }) => ({ ...full, ...another() }),
          ),
        ]),
  ];
}

/** A deletion that is only scheduled is cancelled. */
function restorations({ restoring, scheduledDeletion }: LifeTable): Flow[] {
  if (restoring === undefined || scheduledDeletion === undefined) return [];
  const restored = ({ full }: Beginning): Properties => ({ ...full, name: "restored", ...restoring });
  const deletedElsewhere = async (beginning: Beginning): Promise<void> => {
    await beginning.run(up(restored(beginning)));
    await scheduledDeletion.request(beginning.client, beginning.id());
  };
  return [
    {
      name: "restore what was destroyed",
      prepare: async (beginning) => {
        await beginning.run(up(restored(beginning)));
        await beginning.run(destroy);
        return upTo(restored(beginning));
      },
    },
    {
      name: "restore with other inputs what was destroyed",
      prepare: async (beginning) => {
        await beginning.run(up(restored(beginning)));
        await beginning.run(destroy);
        return upTo({ ...restored(beginning), ...beginning.table.changed });
      },
    },
    {
      name: "refresh with restoration after its deletion was scheduled elsewhere",
      prepare: async (beginning) => {
        await deletedElsewhere(beginning);
        return { wish: refresh, goal: restored(beginning) };
      },
    },
    {
      name: "restore after its deletion was scheduled elsewhere",
      prepare: async (beginning) => {
        await deletedElsewhere(beginning);
        await beginning.run(refresh);
        return upTo({ ...restored(beginning), ...beginning.table.changed });
      },
    },
  ];
}

/** The program has an error hook, which has failed calls repeated in the same command. */
function hooked(table: LifeTable): Flow[] {
  return [...creations, changeAll, ...replacements(table).slice(0, 1), ...deletions].map((flow) => ({
    ...flow,
    name: `${flow.name}, with an error hook`,
    hookRepeats: 1,
  }));
}
