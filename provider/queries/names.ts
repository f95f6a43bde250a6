/** A name in this package's spelling: `region_code` is `regionCode`. */
export type Camel<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

/** Any other name than those that stand beside it, which editors then offer all the same. */
export type OtherName = string & Record<never, never>;

/** The service's spelling of a name: `regionCode` is `region_code`. */
export function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
