/** Arguments with the defaults of a component. An argument without a value counts as left out. */
export function filledIn<Defaults extends object, Args extends object>(
  defaults: Defaults,
  args: Args | undefined,
): Defaults & Args {
  const given = Object.entries(args ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) } as Defaults & Args;
}
