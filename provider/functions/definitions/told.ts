/** What a reply tells: SpaceONE leaves out what is empty, and so a text that is empty is absent (SPO 1). */
export function told<Values extends object>(values: Values): Values {
  const entries = Object.entries(values).filter(([, value]) => value !== "" && value !== undefined);
  return Object.fromEntries(entries) as Values;
}
