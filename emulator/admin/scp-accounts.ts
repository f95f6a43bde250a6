import { z } from "zod";
import { ok } from "../reply";
import { newScpAccount, startPlaceOf } from "../start-state";
import { decodeAdminBody, type AdminCall } from "./call";

const accountRequest = z.strictObject({});

export const addAccount: AdminCall = ({ context, body }) => {
  decodeAdminBody(accountRequest, body);
  const { account, changes } = newScpAccount(startPlaceOf(context.store), context.clock.now());
  context.store.commit(...changes);
  return ok({ accountId: account.account_id, accessKey: account.access_key, secretKey: account.secret_key });
};
