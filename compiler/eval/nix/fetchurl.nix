# `<nix/fetchurl.nix>`: a derivation that Nix itself builds, by fetching a file.
#
# What the file must be is told by `hash`, which names its own algorithm, or by a hash under the
# name of one. Of several the first in this list counts; where there is none, the last.
let
  expected =
    hash: sha512: sha1: md5: sha256:
    first [
      {
        algorithm = "";
        text = hash;
      }
      {
        algorithm = "sha512";
        text = sha512;
      }
      {
        algorithm = "sha1";
        text = sha1;
      }
      {
        algorithm = "md5";
        text = md5;
      }
      {
        algorithm = "sha256";
        text = sha256;
      }
    ];

  first =
    hashes:
    let
      candidate = builtins.head hashes;
      others = builtins.tail hashes;
    in
    if others == [ ] || candidate.text != "" then candidate else first others;
in
{
  url,
  name ? baseNameOf (toString url),
  system ? "",
  unpack ? false,
  executable ? false,
  impure ? false,
  hash ? "",
  sha512 ? "",
  sha1 ? "",
  md5 ? "",
  sha256 ? "",
  outputHash ? (expected hash sha512 sha1 md5 sha256).text,
  outputHashAlgo ? (expected hash sha512 sha1 md5 sha256).algorithm,
}:
let
  content = if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; };
in
derivation (
  content
  // {
    inherit
      name
      url
      unpack
      executable
      ;
    urls = [ url ];
    builder = "builtin:fetchurl";
    system = "builtin";
    preferLocalBuild = true;
    outputHashMode = if unpack || executable then "recursive" else "flat";
    impureEnvVars = map (kind: "${kind}_proxy") [
      "http"
      "https"
      "ftp"
      "all"
      "no"
    ];
  }
)
