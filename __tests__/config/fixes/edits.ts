import { parse, stringify } from "yaml";
import {
  at,
  find,
  onData,
  placeOf,
  put,
  stepsOf,
  take,
  textOf,
  withText,
  type Edit,
} from "./draft";

const CERTIFICATE = Buffer.from("-----BEGIN CERTIFICATE-----\nMIIB\n").toString("base64");
const ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLE";

/** What commands print, pages show, and somebody who adds a key writes into it. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  "cluster.identity.oidc.issuer": ISSUER,
  "cluster.endpoint": "https://0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
  "cluster.certificateAuthority.data": CERTIFICATE,
  "KeyMetadata.Arn": "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f",
  "list-open-id-connect-providers":
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/EXAMPLE",
  "list-policies": "arn:aws:iam::111122223333:policy/boundary",
  "list-roles": "arn:aws:iam::111122223333:role/eks-deployer",
  "get-contexts": "acme-prod",
  storageclass: "gp3",
  "setup guide": "cid-7Qw9Rt2Yp4",
  "Create IAM Role": "zilliz-external-7Qx2Wv4Yp6",
  certificateAuthority: CERTIFICATE,
  endpoint: "https://0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
  name: "acme-eks",
  release: { chartVersion: "5.0.19" },
  sourceRanges: ["10.0.0.0/8"],
  loadBalancerSourceRanges: ["10.0.0.0/8"],
  externalId: "zilliz-external-7Qx2Wv4Yp6",
};

function sampleOf(words: string): unknown {
  return Object.entries(SAMPLES).find(([key]) => words.includes(key))?.[1];
}

/** Parts of Milvus that a cluster of every version of the chart may have. */
const PARTS = ["proxy", "queryNode", "dataNode", "streamingNode", "mixCoordinator"];

const RELEASE = ["milvus", "release"];
const VALUES = [...RELEASE, "values"];

const replace =
  (change: (value: unknown, words: readonly string[]) => unknown): Edit =>
  (draft, problem, words) =>
    onData(draft, problem, (data) => {
      const place = placeOf(problem);
      put(data, place, change(at(data, place), words));
    });

const remove: Edit = (draft, problem) =>
  onData(draft, problem, (data) => void take(data, placeOf(problem)));

const removeNamed: Edit = (draft, problem, names) =>
  onData(draft, problem, (data) => {
    for (const name of names) take(data, find(data, placeOf(problem), name));
  });

/** In the mapping that the problem lies in; at the top where it has no place. */
const beside =
  (
    value: (words: readonly string[]) => unknown,
    key = (words: readonly string[]) => words[0]!,
  ): Edit =>
  (draft, problem, words) =>
    onData(draft, problem, (data) => {
      put(data, [...placeOf(problem).slice(0, -1), ...stepsOf(key(words))], value(words));
    });

const setNamed: Edit = (draft, problem, [name = "", value = "", removed]) =>
  onData(draft, problem, (data) => {
    const place = placeOf(problem);
    const isOwn = place.slice(0, 3).join() === VALUES.join() && place.slice(3).join(".") === name;
    put(data, isOwn ? place : find(data, [], name), value === "" ? sampleOf(name) : parse(value));
    if (removed !== undefined) take(data, find(data, [], removed));
  });

/** Changes the line of a problem; @param change of what stands from its column on. */
const onLine =
  (change: (rest: string, before: string, words: readonly string[]) => string): Edit =>
  (draft, { file, line = 1, column = 1 }, words) => {
    const lines = textOf(draft, file).split("\n");
    const text = lines[line - 1]!;
    const before = text.slice(0, column - 1);
    lines[line - 1] = change(text.slice(column - 1), before, words);
    return withText(draft, file, lines.join("\n"));
  };

/** The same, of the word that begins there: a key or a value without quotes. */
const onWord = (change: (word: string, words: readonly string[]) => string): Edit =>
  onLine((rest, before, words) => {
    const [word = ""] = /^[^\s,}\]]+?(?=:?(?:[\s,}\]]|$))/.exec(rest) ?? [];
    return `${before}${change(word, words)}${rest.slice(word.length)}`;
  });

/** The line of a problem, and the deeper ones below it. */
const removeLines: Edit = (draft, { file, line = 1, column = 1 }) => {
  const lines = textOf(draft, file).split("\n");
  // In a line with others, only a person sees where a key ends.
  if (/^\s*[{["]/.test(lines[line - 1]!)) return undefined;
  const more = lines.slice(line).findIndex((text) => text.search(/\S|$/) < column);
  lines.splice(line - 1, 1 + (more < 0 ? 0 : more));
  return withText(draft, file, lines.join("\n"));
};

const exportIt: Edit = (draft, _, [name = ""]) => ({
  ...draft,
  environment: { ...draft.environment, [name]: "acme-prod" },
});

/** A problem of a key is mended at the key, any other at the value. */
const use: Edit = (draft, problem, [wanted = ""]) =>
  onData(draft, problem, (data) => {
    const place = placeOf(problem);
    const isKey = problem.code === "unknown-key";
    if (isKey) put(data, [...place.slice(0, -1), stepsOf(wanted).at(-1)!], take(data, place));
    else put(data, place, wanted);
  });

const inUserFile: Edit = (draft, problem) =>
  onData(draft, problem, (data) => {
    const place = placeOf(problem);
    const file = (parse(String(at(data, place))) ?? {}) as Record<string, unknown>;
    put(file, ["common", "security", "authorizationEnabled"], true);
    put(data, place, stringify(file));
  });

const rename: Edit = (draft, problem, [name = ""]) => {
  const old = String(at(parse(textOf(draft, problem.file)), placeOf(problem)));
  const { [old]: content, ...files } = draft.files;
  return content === undefined
    ? undefined
    : use({ ...draft, files: { ...files, [name]: content } }, problem, [name]);
};

/** What `s3: { … }` holds, beside the type that it names. */
const unfold: Edit = (draft, problem, [type = ""]) =>
  onData(draft, problem, (data) => {
    const parent = placeOf(problem).slice(0, -1);
    const { [type]: inner, ...rest } = at(data, parent) as Record<string, object>;
    put(data, parent, { type, ...rest, ...inner });
  });

const nested: Edit = (draft, problem, [words = ""]) =>
  onData(draft, problem, (data) => {
    const place = placeOf(problem);
    const value = take(data, place);
    const [, umbrella] = /, without (\S+) around it$/.exec(words) ?? [];
    const parent = place.slice(0, -1);
    if (umbrella !== undefined)
      put(data, parent, { ...(at(data, parent) as object), ...(value as object) });
    else put(data, [...parent, ...[...words.matchAll(/(\w+):/g)].map(([, key]) => key!)], value);
  });

const bySecret =
  (name: string): Edit =>
  (draft, problem) =>
    onData(draft, problem, (data) => {
      const place = placeOf(problem);
      take(data, place);
      const secretKeyRef = { name: "milvus", key: "password" };
      for (const part of PARTS) {
        put(data, [...VALUES, part, "extraEnv"], [{ name, valueFrom: { secretKeyRef } }]);
      }
    });

/**
 * What fixes say, each alternative of one by itself, and how it is done. The words in parentheses
 * are handed to the edit.
 */
export const EDITS: readonly (readonly [words: RegExp, edit: Edit])[] = [
  [/^use "?([^\s",;]+)"?(?:;.*)?(?:, which installs it)?$/, use],
  [/^did you mean (\S+)\?$/, use],
  [
    /^use a name of at most (\d+) characters$/,
    replace((value, [most]) => String(value).slice(0, Number(most))),
  ],
  [/^use a name with letters, such as (\S+)$/, use],
  [
    /^use the prefix (\S+)$/,
    beside(
      ([prefix]) => prefix,
      () => "prefix",
    ),
  ],
  [
    /^(?:use )?the path (\S+)$/,
    beside(
      ([path]) => path,
      () => "path",
    ),
  ],
  [/^begin it with (\S+)$/, replace((value, [start]) => `${start}${String(value)}`)],

  [
    /^remove (?:the lines?|it|the section)(?:, and set it where .*|: with .*|: the chart has no .*)?$/,
    remove,
  ],
  [/^remove the line and export (?:\S+)$/, remove],
  [
    /^remove the line and name the token's file in (\S+)$/,
    (draft, problem, [key = ""]) =>
      onData(draft, problem, (data) => {
        const place = placeOf(problem);
        take(data, place);
        put(data, [...place.slice(0, -1), key], "/var/run/token");
      }),
  ],
  [/^remove (createOidcProvider) from one of them: .*$/, remove],
  [/^remove the line until there is one$/, remove],
  [
    /^values\.service\.annotations\."(.+)"$/,
    (draft, problem, [name = ""]) =>
      onData(draft, problem, (data) => {
        take(data, [...VALUES, "service", "annotations", name]);
      }),
  ],
  [/^remove all up to the @$/, replace((value) => String(value).replace(/\/\/.*@/, "//"))],
  [/^remove ([\w.]+)(?: from values)?$/, removeNamed],
  [/^(?:remove )?the (preset)$/, removeNamed],
  [
    /^remove (backend) for a local state$/,
    (draft, problem) => onData(draft, problem, (data) => void take(data, ["terraform"])),
  ],
  [
    /^remove (podIdentity) and name the cluster's issuer$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        take(data, ["milvus", "cluster", "podIdentity"]);
        put(data, ["milvus", "cluster", "oidcIssuer"], ISSUER);
      }),
  ],
  [
    /^remove (availabilityZones) for the zones a, b and c$/,
    (draft, problem) =>
      onData(draft, problem, (data) => void take(data, placeOf(problem).slice(0, -1))),
  ],
  [/^remove (proxy\.tls\.key) and (proxy\.tls\.crt): .*$/, removeNamed],
  [
    /^remove it, and set (\S+) to the name of a Secret that holds it$/,
    (draft, problem, [key = ""]) =>
      onData(draft, problem, (data) => {
        take(data, placeOf(problem));
        put(data, [...VALUES, ...stepsOf(key)], "milvus");
      }),
  ],
  [
    /^remove it, and give it to every part of Milvus by extraEnv: name (\w+), valueFrom\.secretKeyRef$/,
    (draft, problem, [name = ""]) => bySecret(name)(draft, problem, []),
  ],
  [
    /^take valueFrom\.secretKeyRef in place of value$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        const place = placeOf(problem);
        take(data, place);
        put(data, [...place.slice(0, -1), "valueFrom"], {
          secretKeyRef: { name: "milvus", key: "a" },
        });
      }),
  ],
  [
    /^remove one of them$/,
    (draft, problem) =>
      problem.code === "duplicate-key"
        ? removeLines(draft, problem, [])
        : remove(draft, problem, []),
  ],
  [/^write it without \[ \]$/, replace((value) => (value as unknown[])[0])],
  [/^remove the \| after \S+:$/, replace((value) => parse(String(value)) as unknown)],
  [/^remove the tag$/, onLine((rest, before) => `${before.replace(/!\S+\s*$/, "")}${rest}`)],

  [/^set (?:it to (\S+))$/, replace((_, [value]) => value)],
  [/^set ([\w.]+)(?: to|:) (\S+?)(?: if it is meant)?$/, setNamed],
  [/^set ([\w.]+) to (\S+) and remove ([\w.]+)$/, setNamed],
  [
    /^set (createNamespace): (false) in one of them$/,
    (draft, problem) =>
      onData(draft, problem, (data) => put(data, [...RELEASE, "createNamespace"], false)),
  ],
  [/^set (service\.sourceRanges|values\.attu\.service\.loadBalancerSourceRanges)$/, setNamed],
  [
    /^set both$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        put(data, [...RELEASE, "service", "type"], "LoadBalancer");
        put(data, [...RELEASE, "service", "scheme"], "internet-facing");
      }),
  ],
  [
    /^set highAvailability(?: to true,)? and components\.coordinator(?:, which fit every version)?$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        put(data, [...RELEASE, "highAvailability"], true);
        put(data, [...RELEASE, "components", "coordinator"], { replicas: 2 });
        const place = placeOf(problem);
        if (place[2] === "values") take(data, place);
      }),
  ],
  [/^lower the request$/, replace(() => "1")],
  [
    /^raise the limit$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        const place = placeOf(problem);
        put(data, place.with(-2, "limits"), at(data, place));
      }),
  ],

  [
    /^move it to the top of the file$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        const place = placeOf(problem);
        put(data, place.slice(-1), take(data, place));
      }),
  ],
  [
    /^move it to (\S+)$/,
    (draft, problem, [target = ""]) =>
      onData(draft, problem, (data) => put(data, stepsOf(target), take(data, placeOf(problem)))),
  ],

  [
    /^add endpoint and certificateAuthority$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        for (const key of ["endpoint", "certificateAuthority"]) {
          put(data, ["milvus", "cluster", "access", key], SAMPLES[key]);
        }
      }),
  ],
  [
    /^add \{stack\}$/,
    replace((value) =>
      Array.isArray(value)
        ? [...(value as unknown[]), "{stack}"]
        : { ...(value as object), stack: "{stack}" },
    ),
  ],
  [
    /^add externalId: the one from (.*)$/,
    (draft, problem, [page = ""]) =>
      onData(draft, problem, (data) => put(data, ["integration", "externalId"], sampleOf(page))),
  ],
  [/^add "(\w+): (.+)"$/, beside(([, value = ""]) => parse(value) as unknown)],
  [/^add (common\.security\.authorizationEnabled): true to it$/, inUserFile],
  [
    /^(?:add )?(access): (\{.*\})$/,
    (draft, problem, [, value = ""]) =>
      onData(draft, problem, (data) => put(data, ["milvus", "cluster", "access"], parse(value))),
  ],
  [
    /^add (release)$/,
    (draft, problem) => onData(draft, problem, (data) => put(data, RELEASE, sampleOf("release"))),
  ],
  [/^add (\w+)$/, beside(([key = ""]) => sampleOf(key))],
  [
    /^add (\w+): (.+) at the top of the file$/,
    (draft, problem, [key = "", value = ""]) =>
      onData(draft, problem, (data) => put(data, [key], parse(value))),
  ],
  [
    /^add (\w+): (.+)$/,
    (draft, problem, words) => {
      const [, value = ""] = words;
      const [, variable] = /\$\{env:(\w+)\}/.exec(value) ?? [];
      const edited = beside(([, text = ""]) => parse(text) as unknown)(draft, problem, words);
      return edited && variable !== undefined ? exportIt(edited, problem, [variable]) : edited;
    },
  ],
  [
    /^write (type): (\w+), and what \w+ holds beside it$/,
    (draft, problem, [, type = ""]) => unfold(draft, problem, [type]),
  ],
  [/^write it as (?!a list)(?!ingress\.rules|\\u)(.*)$/, nested],
  [
    /^write "\$\{env:(\w+)\}"$/,
    (draft, problem, [name = ""]) => {
      const edited = replace(() => `\${env:${name}}`)(draft, problem, []);
      return edited && exportIt(edited, problem, [name]);
    },
  ],
  [/^write "(.*)"(?: for the text)?$/, onWord((word) => `"${word}"`)],
  [/^(true|false|null|-?[\d.]+(?:e[+-]?\d+)?)$/, onWord((_, [value = ""]) => value)],
  [/^write its whole path, from ~\/ or \/ on$/, replace((value) => `/home/acme/${String(value)}`)],
  [
    /^write the value itself$/,
    replace((value) =>
      String(value).replace(/[$%]\{(?!env:[A-Za-z_])[^}]*\}?|TfToken\[[^\]]*\]?/g, "acme-prod"),
    ),
  ],
  [
    /^write the version in chartVersion$/,
    replace((value) => String(value).replace(/:[\w.]+$/, "")),
  ],
  [
    /^write chartVersion: (\S+)$/,
    (draft, problem, [version]) =>
      onData(draft, problem, (data) => put(data, [...RELEASE, "chartVersion"], version)),
  ],
  [/^write \| after \S+:$/, replace((value) => stringify(value))],
  [
    /^write what it holds into user\.yaml$/,
    (draft, problem) =>
      onData(draft, problem, (data) => {
        const place = placeOf(problem);
        put(data, place.with(-1, "user.yaml"), take(data, place));
      }),
  ],
  [
    /^write (?:"?)(version): (1)$/,
    (draft, problem) => onData(draft, problem, (data) => put(data, ["version"], 1)),
  ],
  [
    /^write (\w+): ((?!\[ … \])[^…]+?)(?: for all defaults|, without quotes)?$/,
    replace((_, [, value = ""]) => parse(value) as unknown),
  ],

  [/^put it in quotes: "(.*)"$/, replace((_, [value]) => value)],
  [
    /^put spaces in place of the tab$/,
    onLine((rest, before) => `${before}${rest}`.replaceAll("\t", "  ")),
  ],
  [
    /^put the value in single quotes$/,
    onLine((rest, before) => {
      const line = `${before}${rest}`;
      return line.replace(/"(.*)"/, "'$1'");
    }),
  ],
  [/^put a value that begins with \* or & in quotes$/, onWord((word) => `"${word}"`)],
  [
    /^put (?:the value|a value that begins with .*) in quotes$/,
    (draft, problem) => {
      const { file, line = 1 } = problem;
      const lines = textOf(draft, file).split("\n");
      lines[line - 1] = lines[line - 1]!.replace(/: ?([^"\s].*?)$/, ': "$1"');
      return withText(draft, file, lines.join("\n"));
    },
  ],

  [/^export (\w+)=(?:…|<the value itself>)$/, exportIt],
  [
    /^(?:aws|kubectl) .*$/,
    (draft, problem) => {
      const sample = sampleOf(problem.fix ?? "");
      return sample === undefined ? undefined : replace(() => sample)(draft, problem, []);
    },
  ],
  [
    /^copy (?:it|the External ID|the one) from (.*?)(?:; this one belongs to .*)?$/,
    replace((_, [page = ""]) => sampleOf(page)),
  ],
  [
    /^take (?:chart )?(\d+\.\d+\.\d+)(?: or newer| for Milvus .*)?$/,
    (draft, problem, [version]) =>
      onData(draft, problem, (data) => put(data, [...RELEASE, "chartVersion"], version)),
  ],
  [
    /^take a newer chart$/,
    (draft, problem) =>
      onData(draft, problem, (data) => put(data, [...RELEASE, "chartVersion"], "4.2.58")),
  ],
  [/^rename it to (\S+\.tgz)$/, rename],
  [/^give it a value$/, replace(() => "acme-state")],
];
