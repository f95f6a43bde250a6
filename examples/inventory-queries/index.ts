import { costs } from "./costs";
import { inventory } from "./inventory";

// The six worked cases of the guide to SpaceONE's API, each with the title that the guide gives it. Nothing is made: what
// is found are outputs of the stack, and a preview finds it as well. To try it with the emulator, send it seed.json, which
// has the objects that the guide shows: curl --data @seed.json <address>/_emulator/spaceone/seed

/** 자산 (Inventory) 조회 시나리오: the inventory. */
export const { instances, detail, changes, tagged, usedSecurityGroups } = inventory;

/** 비용 (Cost Analysis) 조회 시나리오: costs. */
export const { dataSources, costsOfDay } = costs;
