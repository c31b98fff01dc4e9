/**
 * Fixes that no program can do, each with what a person has to know or to do for it. The place, the
 * page or the command is in the words of each.
 */
export const BY_HAND: readonly (readonly [words: RegExp, why: string])[] = [
  [/^ask Zilliz Cloud before you deploy here$/, "an answer of the vendor changes no file"],
  [/^replace it before you deploy$/, "the page of the console is named in allowed"],
  [/^load a collection and query it before you rely on it$/, "a trial changes no file"],
  [/^render the chart and read what it makes before you apply it$/, "reading changes no file"],

  [/^choose another (name|prefix)$/, "names are the user's own"],
  [/^give one of them another name$/, "names are the user's own"],
  [
    /^name another (namespace|zone|bucket, unless both are meant to share it)$/,
    "names are the user's own",
  ],
  [/^name the roles one by one$/, "names are the user's own"],
  [/^rename (the key|one of them)$/, "names are the user's own"],
  [/^shorten the prefix or the deployment's name$/, "names are the user's own"],
  [/^use a shorter path and prefix$/, "names are the user's own"],
  [/^set a prefix that no other role has$/, "names are the user's own"],

  [/^change (serviceAccount\.namespace|the type)$/, "which of two values is meant, the user knows"],
  [
    /^correct (accountId and region|the issuer or region|the role)$/,
    "which of two values is meant, the user knows",
  ],
  [/^deploy in the bucket's$/, "which of two values is meant, the user knows"],
  [/^aws kms list-aliases /, "which key there is, the account tells"],
  [/^name the account's three zones$/, "which there are, the account tells"],
  [/^name the issuer of that cluster$/, "which there is, the account tells"],
  [
    /^take another bucket, unless nothing else lies in this one$/,
    "what lies in the bucket, the account tells",
  ],
  [/^give HTTPS_PROXY in the environment /, "the message shows no password"],
  [/^name fewer values in their conditions$/, "what may be left out, the user knows"],
  [/^use a bucket of this region$/, "which bucket there is, the account tells"],
  [/^choose a region of (one of them|the partition aws)$/, "the region is the user's choice"],
  [/^remove one of the two --config$/, "is done on the command line"],
  [
    /^take a newer chart; Milvus itself is upgraded step by step$/,
    "the way there has several steps",
  ],

  [/^make a bucket for states beforehand$/, "is done in the account"],
  [
    /^name (a bucket that receives logs only|one of this account and region)$/,
    "which there is, the account tells",
  ],
  [/^name (a key of your own|the bucket's key) in kmsKeyArn$/, "which there is, the account tells"],
  [
    /^name a profile that assumes the role in milvus\.cluster\.access\.profile$/,
    "which there is, the user's own files tell",
  ],
  [/^name the boundary by its ARN$/, "which there is, the account tells"],
  [/^another section$/, "which section is wanted, the user knows"],

  [
    /^(helm pull milvus|name the file of|pull the chart with helm, and name the file in path)/,
    "a file has to be fetched",
  ],
  [
    /^(byoc init writes one|make one with: byoc init|name one with --config FILE)$/,
    "a file has to be made",
  ],
  [/^put each deployment in a file of its own and repeat --config$/, "files have to be made"],
  [/^save the file as UTF-8$/, "is done in the editor"],
  [
    /^take it out of the address, and export /,
    "the message shows no address, as it holds a password",
  ],
  [/^put it in quotes$/, "the message shows no value that may be an external ID"],

  [/^align the keys, and close \{ \} and \[ \]$/, "what was meant, only a person sees"],
  [/^look for a quote that is not closed before this place$/, "what was meant, only a person sees"],
  [/^put (": " between key and value|a value that holds)/, "what was meant, only a person sees"],
  [/^put spaces of the space bar in its place$/, "what was meant, only a person sees"],
  [
    /^write (the|these) (key itself|keys? out in place of the line|values? out)/,
    "what was meant, only a person sees",
  ],
  [/^write a text under user\.yaml$/, "which of the mapping's texts is the file, the user knows"],
  [/^write \w+: \[ … \]$/, "what the list is to hold, the user knows"],
  [/^write \w+: \{ \w+: … \}$/, "the message shows no external ID"],
  [/^write it as (ingress\.rules|\\u[\da-f]{4})/, "host and path have to be told apart"],
];
