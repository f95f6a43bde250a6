import type { Json } from "../json";
import { oneOf } from "./field";
import { defineMessage, repeated, type Decoded } from "./message";
import { filter, page, unwind } from "./query";
import { anyValue, bool, int32, listValue, string } from "./scalars";

// What `stat` takes (SPO 4). A name may be sent in its long or in its short form.

const keyNames = { key: oneOf("key_alias", string), k: oneOf("key_alias", string) };
const nameNames = { name: oneOf("name_alias", string), n: oneOf("name_alias", string) };
const operatorNames = { operator: oneOf("operator_alias", string), o: oneOf("operator_alias", string) };
const valueNames = { value: oneOf("value_alias", anyValue), v: oneOf("value_alias", anyValue) };

const groupKeyFields = { ...keyNames, ...nameNames, date_format: string };
const subFieldFields = { ...keyNames, ...nameNames };
const conditionFields = { ...keyNames, ...valueNames, ...operatorNames };

const groupFieldFields = {
  ...keyNames,
  ...nameNames,
  ...operatorNames,
  fields: repeated(defineMessage("spaceone.api.core.v2.AggregateGroupSubField", subFieldFields)),
  conditions: repeated(defineMessage("spaceone.api.core.v2.AggregateSubCondition", conditionFields)),
};

const groupFields = {
  keys: repeated(defineMessage("spaceone.api.core.v2.AggregateGroupKey", groupKeyFields)),
  fields: repeated(defineMessage("spaceone.api.core.v2.AggregateGroupField", groupFieldFields)),
};

const projectFieldFields = { ...keyNames, ...nameNames, ...operatorNames };

const projectFields = {
  fields: repeated(defineMessage("spaceone.api.core.v2.AggregateProjectField", projectFieldFields)),
  exclude_keys: bool,
};

const stage = "aggregate_alias";

const aggregateFields = {
  unwind: oneOf(stage, unwind),
  group: oneOf(stage, defineMessage("spaceone.api.core.v2.AggregateGroup", groupFields)),
  count: oneOf(stage, defineMessage("spaceone.api.core.v2.AggregateCount", { name: string })),
  sort: oneOf(stage, listValue),
  project: oneOf(stage, defineMessage("spaceone.api.core.v2.AggregateProject", projectFields)),
  limit: oneOf(stage, int32),
  skip: oneOf(stage, int32),
};

const statisticsFields = {
  filter: repeated(filter),
  filter_or: repeated(filter),
  aggregate: repeated(defineMessage("spaceone.api.core.v2.StatisticsAggregate", aggregateFields)),
  page,
  distinct: string,
  keyword: string,
};

export const statisticsQuery = defineMessage("spaceone.api.core.v2.StatisticsQuery", statisticsFields);

export type StatisticsQuery = Decoded<typeof statisticsFields>;
export type Aggregate = Decoded<typeof aggregateFields>;
export type Group = Omit<Decoded<typeof groupFields>, "fields"> & { readonly fields?: readonly GroupField[] };
export type GroupKey = Decoded<typeof groupKeyFields>;
export type GroupCondition = Decoded<typeof conditionFields>;

/** The type of the data can be given in `analyze` only. */
export type GroupField = Decoded<typeof groupFieldFields> & { readonly data_type?: Json };

/** The operands of a calculation can be given in `analyze` only. */
export type ProjectField = Decoded<typeof projectFieldFields> & { readonly fields?: Json };
