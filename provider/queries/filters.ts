import { partsOf, readCondition, type Parts } from "./condition";
import type { Fields, Part } from "./fields/fields";
import { listOf, textOf } from "./members";
import { QueryError, type Place } from "./query-error";
import type { FilterArgs } from "./query-contract";
import type { WireCondition, WireFilters } from "./wire";

/** Conditions all of which have to hold, and the words among them that name no field. */
export function readFilter(fields: Fields, given: unknown, place: Place): Required<Omit<WireFilters, "filter_or">> {
  const parts = listOf(given, "conditions", place).map((item, index) => partsOf(item, [...place, index]));
  const words = parts.flatMap((part, index) => (isKeyword(part) ? wordsOf(part, [...place, index]) : []));
  const filter = parts.flatMap((part, index) =>
    isKeyword(part) ? [] : readCondition(fields, part, [...place, index], "filter"),
  );
  return { filter, keyword: words.join(" ") };
}

/** Conditions one of which has to hold. */
export function readAlternatives(
  fields: Fields,
  given: unknown,
  place: Place,
  part: Part = "filterOr",
): readonly WireCondition[] {
  return listOf(given, "conditions", place).flatMap((item, index) =>
    readCondition(fields, partsOf(item, [...place, index]), [...place, index], part),
  );
}

export function readKeyword(given: unknown, place: Place): string {
  return textOf(given, "one or more words", place);
}

/** What all queries have, as it is sent. */
export function wireFilters(fields: Fields, args: FilterArgs<string>): WireFilters {
  const { filter, keyword } = readFilter(fields, args.filter ?? [], ["filter"]);
  const alternatives = readAlternatives(fields, args.filterOr ?? [], ["filterOr"]);
  const words = [args.keyword ?? "", keyword].filter((text) => text !== "").join(" ");
  return {
    ...(filter.length === 0 ? {} : { filter }),
    ...(alternatives.length === 0 ? {} : { filter_or: alternatives }),
    ...(words === "" ? {} : { keyword: words }),
  };
}

function isKeyword({ key, isShort }: Parts): boolean {
  return isShort && (key === undefined || key === "");
}

function wordsOf({ value, operator = "" }: Parts, place: Place): readonly string[] {
  if (operator !== "") throw new QueryError(place, "has an operator and no field: name the field as k");
  const words = Array.isArray(value) && value.length > 0 ? (value as readonly unknown[]) : [value];
  return words.map((word) => textOf(word, "a condition, or words as v", place).trim());
}
