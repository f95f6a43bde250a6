import { ApiError, ConnectError, GatewayError, LostReplyError } from "../../provider/clients/http/errors";

// How requests of the service in boxes.ts fail.

export const refusal = (status: number, detail = "no", method: "GET" | "PUT" = "GET", code = "Refused"): Error =>
  new ApiError({ method, service: "boxes", path: "/" }, status, [{ code, detail }], undefined, undefined);
export const gatewayError = (status: number): Error =>
  new GatewayError({ method: "GET", service: "boxes", path: "/" }, status, "", undefined);
export const noConnection = (): Error =>
  new ConnectError({ method: "GET", service: "boxes", path: "/" }, "boxes.test", "ECONNREFUSED", undefined);
export const lost = (): Error => new LostReplyError({ method: "GET", service: "boxes", path: "/" }, "cut");
