/** The oldest Node.js that runs this package; package.json says the same. */
export const oldestNode = "20.0.0";

/** The oldest Pulumi, command line and SDK, that this package works with; package.json says the same. */
export const oldestPulumi = "3.226.1";

/** Since this one an import file may carry inputs and outputs, without which dynamic resources cannot be imported (PUL 12). */
export const oldestImporting = "3.254.0";

/** The version in what a program prints when it is asked for it; undefined where there is none. */
export function versionIn(text: string): string | undefined {
  return /(?<![\d.])\d+\.\d+\.\d+(?!\.?\d)/.exec(text)?.[0];
}

export function isAtLeast(version: string, oldest: string): boolean {
  const [a, b] = [version, oldest].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const difference = a.map((part, index) => part - (b[index] ?? 0)).find((part) => part !== 0);
  return (difference ?? 0) >= 0;
}
