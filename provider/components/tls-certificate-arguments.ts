import { Certificate } from "../classes";
import { defineComponent } from "../program/component-definition";
import type { ArgsOf } from "../program/resource-class";
import { optionalInputs, rulesOfKind } from "./argument-rules";
import type { TlsCertificateArgs } from "./tls-certificate-contract";

/** Arguments as a program gives them. */
export type TlsCertificateInputs = ArgsOf<TlsCertificateArgs>;

export const tlsCertificate = defineComponent<TlsCertificateArgs>("TlsCertificate", {
  args: optionalInputs(Certificate, [
    "certificate",
    "privateKey",
    "chain",
    "selfSigned",
    "timezone",
    "recipients",
    "tags",
  ]),
  plain: {},
  rules: rulesOfKind(Certificate),
});
