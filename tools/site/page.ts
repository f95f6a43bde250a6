/** A page of the site. */
export interface Page {
  /** Where it stands in the project; for an example, its folder. */
  readonly file: string;
  /** Where it stands on the site: `reference/kms-key.md`. */
  readonly page: string;
  readonly title: string;
  readonly text: string;
}
