/** A region of an environment. What is made in one cannot be seen in another. */
export interface Place {
  readonly environment: string;
  readonly region: string;
}

/** The environments and the regions that each has (SCP 2). */
const regionsOf = {
  s: ["kr-west1", "kr-east1"],
  g: ["kr-south1", "kr-south2", "kr-south3"],
  e: ["kr-west1", "kr-east1"],
} as const;

/** All regions of all environments. */
export const places: readonly Place[] = Object.entries(regionsOf).flatMap(([environment, regions]) =>
  regions.map((region) => ({ environment, region })),
);

/** The names of all regions. */
const regions: readonly string[] = [...new Set(places.map(({ region }) => region))];

/** The regions of an environment. */
export function placesIn(environment: string): readonly Place[] {
  return places.filter((place) => place.environment === environment);
}

/** A place as records have it: `s/kr-west1`. */
export function placeName({ environment, region }: Place): string {
  return `${environment}/${region}`;
}

/** Where an emulator begins that is told nothing else. */
export const [firstPlace = { environment: "s", region: "kr-west1" }] = places;

/** Throws where there is no such region. */
export function checkRegion(region: string): void {
  if (!regions.includes(region)) throw new Error(`region ${region}: must be one of ${regions.join(", ")}`);
}

/** The place that a region's name means where nobody says an environment: the first that has it. */
export function placeOfRegion(region: string): Place | undefined {
  return places.find((place) => place.region === region);
}
