import { isAtLeast } from "../../charts/versions";
import { asksForPassword } from "../../values/milvus-config";
import { span } from "../markdown/text";
import { shell } from "./shell";
import type { Subject } from "./subject";

const USER = "root";
/** Everybody knows it. Source: Milvus documentation, Authenticate User Access. */
const KNOWN = "Milvus";

/** Milvus begins with a password that everybody knows. */
export function password(subject: Subject): readonly string[] {
  const { values, service, port, inNamespace, release } = subject;
  const asks = asksForPassword(values);
  if (asks === false) {
    return [
      `Milvus asks nobody for a password: whoever reaches it may read and delete everything. ${span("authorization: true")} in the config changes that; then the following is due.`,
    ];
  }
  const forward = [
    `${inNamespace("port-forward", `service/${service}`, `19530:${port}`)} &`,
    "forward=$!",
    "sleep 5",
  ];
  // Milvus takes such requests over HTTP from 2.4 on; before, its clients alone can send them.
  const isByHttp = isAtLeast(release.chartVersion, "4.1.29");
  return [
    `The first user is ${span(USER)}, and its password is ${span(KNOWN)}: change it before anybody else does. ${isByHttp ? "Take letters and digits; the answer must be code 0." : "This needs pymilvus."}`,
    shell(...forward, ...(isByHttp ? byHttp() : byClient()), 'kill "$forward"'),
    ...(asks === undefined
      ? [
          "Whether Milvus asks for passwords at all is said by a file of your own, which cannot be read here.",
        ]
      : []),
  ];
}

/** The password is never part of a command line, which others on the machine can see. */
function byHttp(): readonly string[] {
  return [
    "printf 'new password: '; stty -echo; read -r password; stty echo",
    `printf '{"userName":"${USER}","password":"${KNOWN}","newPassword":"%s"}' "$password" |`,
    "  curl --silent --show-error --data @- \\",
    `    --header 'Authorization: Bearer ${USER}:${KNOWN}' --header 'Content-Type: application/json' \\`,
    "    http://127.0.0.1:19530/v2/vectordb/users/update_password",
  ];
}

function byClient(): readonly string[] {
  const script = [
    "from getpass import getpass",
    "from pymilvus import connections, utility",
    `connections.connect(host="127.0.0.1", port="19530", user="${USER}", password="${KNOWN}")`,
    `utility.update_password("${USER}", "${KNOWN}", getpass("new password: "))`,
  ];
  return [`python3 -c '${script.join("; ")}'`];
}
