/** What lists of keys can be sorted by. */
export const sortableFields = [
  "auto_rotate",
  "created_at",
  "current_version",
  "delete_at",
  "description",
  "id",
  "key_type",
  "modified_at",
  "name",
  "next_rotate_at",
  "purpose",
  "rotate_cycle",
  "state",
  "use_count",
] as const;
