import { oneOf } from "./field";
import { defineMessage, repeated, type Decoded } from "./message";
import { anyValue, bool, listValue, string, struct, uint32 } from "./scalars";

// The part of a request that all lists have in common (SPO 4).

const filterFields = {
  key: oneOf("key_alias", string),
  k: oneOf("key_alias", string),
  value: oneOf("value_alias", anyValue),
  v: oneOf("value_alias", anyValue),
  operator: oneOf("operator_alias", string),
  o: oneOf("operator_alias", string),
};

export const filter = defineMessage("spaceone.api.core.v2.Filter", filterFields);

export const sort = defineMessage("spaceone.api.core.v2.Sort", { key: string, desc: bool });

const pageFields = { start: uint32, limit: uint32 };

export const page = defineMessage("spaceone.api.core.v2.Page", pageFields);

const unwindFields = { path: string, filter: repeated(filter) };

export const unwind = defineMessage("spaceone.api.core.v2.Unwind", unwindFields);

const queryFields = {
  filter: repeated(filter),
  filter_or: repeated(filter),
  sort: repeated(sort),
  page,
  minimal: bool,
  count_only: bool,
  only: repeated(string),
  keyword: string,
  unwind,
  lookup: listValue,
  add_fields: struct,
};

export const query = defineMessage("spaceone.api.core.v2.Query", queryFields);

export type Page = Decoded<typeof pageFields>;

export type Unwind = Decoded<typeof unwindFields>;

export type Query = Decoded<typeof queryFields>;

/** A condition as it was sent: each of its parts has a long and a short name. */
export type Filter = Decoded<typeof filterFields>;
