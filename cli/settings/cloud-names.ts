import type { Cloud } from "../../provider/settings/table";

export const cloudNames: Readonly<Record<Cloud, string>> = { scp: "Samsung Cloud Platform", spaceone: "SpaceONE" };
