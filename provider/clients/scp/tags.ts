/** Texts by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** Tags as the API has them. */
export type WireTags = readonly { readonly key: string; readonly value: string }[];

export function wireTags(tags: Tags): WireTags {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** The field of a body that is left out where there are no tags. */
export function tagsField(tags: Tags | undefined): { readonly tags?: WireTags } {
  return tags === undefined ? {} : { tags: wireTags(tags) };
}
