import { formatTimestamp, seoulMs } from "../../timestamp";
import type { FieldView } from "./field-view";

export const createdAtView: FieldView = (value, name, _place, { createdAt, createdAtSkewSeconds }) => {
  if (name !== "created_at" || typeof value !== "string") return value;
  const time = Date.parse(value) + createdAtSkewSeconds * 1000;
  switch (createdAt) {
    case "reference":
      return formatTimestamp(time);
    case "noZone":
      return withoutZone(time);
    case "offset":
      return `${withoutZone(time + seoulMs)}+09:00`;
    case "seoulNoZone":
      return withoutZone(time + seoulMs);
    case "milliseconds":
      return time;
    case "empty":
      return "";
    case "missing":
      return undefined;
  }
};

const inspectionDates: ReadonlySet<string> = new Set(["auth_key_created_at", "auth_key_expired_at"]);

export const inspectionTimesView: FieldView = (value, name, _place, { inspectionTimes }) => {
  if (inspectionTimes === "reference" || !inspectionDates.has(name) || typeof value !== "string") return value;
  return withoutZone(Date.parse(value) + seoulMs) + (inspectionTimes === "seoul" ? "+09:00" : "Z");
};

function withoutZone(time: number): string {
  return formatTimestamp(time).slice(0, -1);
}
