import { isAtLeast } from "../../charts/versions";
import { asksForPassword } from "../../values/milvus-config";
import type { Part } from "../markdown/text";
import { code, say, sh } from "./sh";
import type { RunbookSubject } from "./subject";

const USER = "root";
/** Everybody knows it. Source: Milvus documentation, Authenticate User Access. */
const KNOWN = "Milvus";

/** Milvus begins with a password that everybody knows. */
export function password({ values, service, port, inNamespace, release }: RunbookSubject): Part {
  const asks = asksForPassword(values);
  if (asks === false) {
    return say`Milvus asks nobody for a password: whoever reaches it may read and delete everything. ${"authorization: true"} in the config changes that; then the following is due.`;
  }
  // Milvus takes such requests over HTTP from 2.4 on; before, its clients alone can send them.
  const isByHttp = isAtLeast(release.chartVersion, "4.1.29");
  return [
    `${say`The first user is ${USER}, and its password is ${KNOWN}: change it before anybody else does.`} ${isByHttp ? "Take letters and digits; the answer must be code 0." : "This needs pymilvus."}`,
    sh`
      ${inNamespace} port-forward service/${service} 19530:${port} &
      forward=$!
      sleep 5
      ${isByHttp ? BY_HTTP : BY_CLIENT}
      kill "$forward"
    `,
    asks === undefined &&
      "Whether Milvus asks for passwords at all is said by a file of your own, which cannot be read here.",
  ];
}

/** The password is never part of a command line, which others on the machine can see. */
const BY_HTTP = code`
  printf 'new password: '; stty -echo; read -r password; stty echo
  printf '{"userName":"${USER}","password":"${KNOWN}","newPassword":"%s"}' "$password" |
    curl --silent --show-error --data @- \\
      --header 'Authorization: Bearer ${USER}:${KNOWN}' --header 'Content-Type: application/json' \\
      http://127.0.0.1:19530/v2/vectordb/users/update_password
`;

const SCRIPT = [
  "from getpass import getpass",
  "from pymilvus import connections, utility",
  `connections.connect(host="127.0.0.1", port="19530", user="${USER}", password="${KNOWN}")`,
  `utility.update_password("${USER}", "${KNOWN}", getpass("new password: "))`,
];
const BY_CLIENT = code`python3 -c ${SCRIPT.join("; ")}`;
