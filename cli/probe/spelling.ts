import { oneOf, unknown, type Finding, type Value } from "./findings";

/** The values whose spelling is the one that was met; unknown where none is. */
export function spelt(met: unknown, spellings: Readonly<Record<string, string>>, because: string): Finding {
  const values: readonly Value[] = Object.keys(spellings).filter((value) => spellings[value] === met);
  return values.length === 0
    ? unknown(`${JSON.stringify(met)} is none of the known spellings`)
    : oneOf(values, because);
}
