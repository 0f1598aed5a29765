# What kinds of processors can do: the instructions they have, and whose programs they run.
lib:
let
  inherit (builtins) elem;

  x86-64 = [ ];
  v2 = [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
  ];
  avx = v2 ++ [ "avx" ];
  v3 = avx ++ [
    "avx2"
    "fma"
  ];
  v4 = v3 ++ [ "avx512" ];
  aes = list: list ++ [ "aes" ];
  skylake = [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
    "aes"
    "avx"
    "avx2"
    "fma"
  ];
  skylake-avx512 = [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
    "aes"
    "avx"
    "avx2"
    "avx512"
    "fma"
  ];
  # AMD's own.
  btver1 = [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
  ];
  btver2 = aes btver1 ++ [ "avx" ];
  bdver1 = [
    "sse3"
    "ssse3"
    "sse4_1"
    "sse4_2"
    "sse4a"
    "aes"
    "avx"
    "fma"
    "fma4"
  ];
  bdver4 = bdver1 ++ [ "avx2" ];
  znver1 = skylake;
  znver4 = skylake-avx512;

  below = {
    x86-64-v2 = [ "x86-64" ];
    x86-64-v3 = [ "x86-64-v2" ];
    x86-64-v4 = [ "x86-64-v3" ];
    nehalem = [ "x86-64-v2" ];
    westmere = [ "nehalem" ];
    sandybridge = [ "westmere" ];
    ivybridge = [ "sandybridge" ];
    haswell = [
      "ivybridge"
      "x86-64-v3"
    ];
    broadwell = [ "haswell" ];
    skylake = [ "broadwell" ];
    skylake-avx512 = [
      "skylake"
      "x86-64-v4"
    ];
    cannonlake = [ "skylake-avx512" ];
    icelake-client = [ "cannonlake" ];
    icelake-server = [ "icelake-client" ];
    cascadelake = [ "cannonlake" ];
    cooperlake = [ "cascadelake" ];
    tigerlake = [ "icelake-server" ];
    sapphirerapids = [ "tigerlake" ];
    emeraldrapids = [ "sapphirerapids" ];
    alderlake = [ "skylake" ];
    sierraforest = [ "alderlake" ];
    btver1 = [ "x86-64" ];
    btver2 = [ "btver1" ];
    bdver1 = [ "x86-64-v2" ];
    bdver2 = [ "bdver1" ];
    bdver3 = [ "bdver2" ];
    bdver4 = [ "bdver3" ];
    znver1 = [ "x86-64-v3" ];
    znver2 = [ "znver1" ];
    znver3 = [ "znver2" ];
    znver4 = [
      "znver3"
      "x86-64-v4"
    ];
    znver5 = [ "znver4" ];
    la464 = [ "la64v1.0" ];
    la664 = [
      "la464"
      "la64v1.1"
    ];
  };
in
rec {
  features = {
    default = [ ];
    inherit
      bdver1
      bdver4
      btver1
      btver2
      skylake
      skylake-avx512
      x86-64
      znver1
      znver4
      ;
    x86-64-v2 = v2;
    x86-64-v3 = v3;
    x86-64-v4 = v4;
    nehalem = v2;
    westmere = aes v2;
    silvermont = aes v2;
    sandybridge = aes v2 ++ [ "avx" ];
    ivybridge = aes v2 ++ [ "avx" ];
    haswell = v3;
    broadwell = v3;
    cannonlake = skylake-avx512;
    icelake-client = skylake-avx512;
    icelake-server = skylake-avx512;
    cascadelake = skylake-avx512;
    cooperlake = skylake-avx512;
    tigerlake = skylake-avx512;
    alderlake = skylake;
    sierraforest = skylake;
    rocketlake = skylake-avx512;
    sapphirerapids = skylake-avx512;
    emeraldrapids = skylake-avx512;
    bdver2 = bdver1;
    bdver3 = bdver1;
    znver2 = znver1;
    znver3 = znver1;
    znver5 = znver4;
    armv5te = [ ];
    armv6 = [ ];
    armv7-a = [ ];
    armv8-a = [ ];
    mips32 = [ ];
    loongson2f = [ ];
    loongarch64 = [ ];
    "la64v1.0" = [ "lsx" ];
    "la64v1.1" = [
      "lsx"
      "lasx"
    ];
    la464 = [
      "lsx"
      "lasx"
    ];
    la664 = [
      "lsx"
      "lasx"
    ];
  };

  # The kinds whose programs a kind runs too, one step down.
  inferiors =
    builtins.mapAttrs (name: _: below.${name} or [ ]) features
    // builtins.mapAttrs (_: names: names) below;

  /**
    Whether a kind of processor has another whose programs it runs.

        hasInferior : String -> String -> Bool

    Example: systems.architectures.hasInferior "haswell" "ivybridge"
  */
  hasInferior =
    name: other:
    builtins.any (lower: lower == other || hasInferior lower other) (inferiors.${name} or [ ]);

  /**
    Whether a kind of processor runs the programs made for another.

        canExecute : String -> String -> Bool

    Example: systems.architectures.canExecute "skylake" "haswell"
  */
  canExecute = name: other: name == other || hasInferior name other;

  # Whether a kind has certain instructions.
  predicates =
    lib.attrsets.mapAttrs'
      (name: feature: {
        inherit name;
        value = kind: elem feature (features.${kind} or [ ]);
      })
      {
        sse3Support = "sse3";
        ssse3Support = "ssse3";
        sse4_1Support = "sse4_1";
        sse4_2Support = "sse4_2";
        sse4_aSupport = "sse4a";
        avxSupport = "avx";
        avx2Support = "avx2";
        avx512Support = "avx512";
        aesSupport = "aes";
        fmaSupport = "fma";
        fma4Support = "fma4";
        lsxSupport = "lsx";
        lasxSupport = "lasx";
      };
}
