# The arguments of functions that fetch files.
lib:
let
  inherit (builtins) concatStringsSep head length;
  inherit (lib.trivial) functionArgs setFunctionArgs;

  fake = {
    hash = lib.misc.fakeHash;
    sha256 = lib.misc.fakeSha256;
    sha512 = lib.misc.fakeSha512;
  };
in
rec {
  /**
    The variables of the environment that a fetching build may read.

        proxyImpureEnvVars : [String]

    Example: elem "http_proxy" proxyImpureEnvVars
  */
  proxyImpureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
    "HTTP_PROXY"
    "HTTPS_PROXY"
    "FTP_PROXY"
    "ALL_PROXY"
    "NO_PROXY"
    "NIX_SSL_CERT_FILE"
  ];

  /**
    The arguments with `hash`, or a hash of one of the kinds, as `outputHash` and
    `outputHashAlgo`. An empty hash becomes one of no file.

        normalizeHash : { hashTypes? : [String]; required? : Bool; } -> { _ : Any } -> { _ : Any }

    Example: normalizeHash { } { hash = "h"; } == { outputHash = "h"; outputHashAlgo = null; }
  */
  normalizeHash =
    {
      hashTypes ? [ "sha256" ],
      required ? true,
    }:
    let
      names = [ "hash" ] ++ hashTypes;
    in
    args:
    let
      given = builtins.filter (name: args ? ${name}) names;
      name = head given;
      value = args.${name};
    in
    if args ? outputHash then
      args
    else if given == [ ] then
      if required then throw "fetcher called without `hash`" else args
    else if length given > 1 then
      throw "fetcher called with mutually-incompatible arguments: ${concatStringsSep ", " given}"
    else
      removeAttrs args names
      // {
        outputHash =
          if value == "" then fake.${name} or (throw "no “fake hash” defined for ${name}") else value;
        outputHashAlgo = if name == "hash" then null else name;
      };

  /**
    A fetcher that takes `hash`, or a hash of one of the kinds, from one that takes
    `outputHash` and `outputHashAlgo`.

        withNormalizedHash : { hashTypes? : [String]; } -> ({ _ : Any } -> a) -> { _ : Any } -> a

    Example: (withNormalizedHash { } ({ outputHash, outputHashAlgo }: outputHash)) { hash = "h"; } == "h"
  */
  withNormalizedHash =
    {
      hashTypes ? [ "sha256" ],
    }:
    fetcher:
    let
      formals = functionArgs fetcher;
      normalize = normalizeHash {
        inherit hashTypes;
        required = !formals.outputHash;
      };
    in
    assert formals ? outputHash && formals ? outputHashAlgo;
    assert builtins.all (name: !(formals ? ${name})) ([ "hash" ] ++ hashTypes);
    setFunctionArgs (args: fetcher (normalize args)) (
      removeAttrs formals [
        "outputHash"
        "outputHashAlgo"
      ]
      // {
        hash = formals.outputHash;
      }
    );
}
