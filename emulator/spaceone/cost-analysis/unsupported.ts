import { invalidArgument, type SpaceoneError } from "../errors";
import { defineOperation, requireParameters } from "../operation";
import { empty } from "../wire/empty";
import { writeCosts } from "./access";
import { costInfo, costRequest, createCostRequest } from "./cost-messages";

// Costs come from the data sources only: the service checks these calls and then refuses them (SPO 5).

export const createCost = defineOperation({
  request: createCostRequest,
  reply: costInfo,
  access: writeCosts,
  perform({ params }) {
    requireParameters(params, "cost", "data_source_id", "billed_date", "project_id", "domain_id");
    throw unsupported();
  },
});

export const deleteCost = defineOperation({
  request: costRequest,
  reply: empty,
  access: writeCosts,
  perform({ params }) {
    requireParameters(params, "cost_id", "domain_id");
    throw unsupported();
  },
});

function unsupported(): SpaceoneError {
  return invalidArgument("NOT_SUPPORT_API", "Not support API.");
}
