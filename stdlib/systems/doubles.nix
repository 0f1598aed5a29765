# The short names of the systems that packages are made for, by what they have in common.
lib:
let
  inherit (builtins) concatMap filter map;
  inherit (lib.systems.inspect) predicates;
  inherit (lib.systems.parse) mkSystemFromString;

  table = [
    {
      kernel = "cygwin";
      processors = [
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "darwin";
      processors = [
        "x86_64"
        "aarch64"
      ];
    }
    {
      kernel = "freebsd";
      processors = [
        "i686"
        "x86_64"
        "aarch64"
      ];
    }
    {
      kernel = "genode";
      processors = [
        "aarch64"
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "solaris";
      processors = [
        "x86_64"
      ];
    }
    {
      kernel = "ghcjs";
      processors = [
        "javascript"
      ];
    }
    {
      kernel = "linux";
      processors = [
        "aarch64"
        "arc"
        "armv5tel"
        "armv6l"
        "armv7a"
        "armv7l"
        "i686"
        "loongarch64"
        "m68k"
        "sh4"
        "microblaze"
        "microblazeel"
        "mips"
        "mips64"
        "mips64el"
        "mipsel"
        "powerpc"
        "powerpc64"
        "powerpc64le"
        "riscv32"
        "riscv64"
        "s390"
        "s390x"
        "x86_64"
      ];
    }
    {
      kernel = "mmixware";
      processors = [
        "mmix"
      ];
    }
    {
      kernel = "netbsd";
      processors = [
        "aarch64"
        "armv6l"
        "armv7a"
        "armv7l"
        "i686"
        "m68k"
        "mipsel"
        "powerpc"
        "riscv32"
        "riscv64"
        "x86_64"
      ];
    }
    {
      kernel = "none";
      processors = [
        "aarch64_be"
        "aarch64"
        "arm"
        "armv6l"
        "avr"
        "i686"
        "microblaze"
        "microblazeel"
        "mips"
        "mips64"
        "msp430"
        "or1k"
        "m68k"
        "powerpc"
        "powerpcle"
        "riscv32"
        "riscv64"
        "rx"
        "s390"
        "s390x"
        "vc4"
        "x86_64"
      ];
    }
    {
      kernel = "openbsd";
      processors = [
        "i686"
        "x86_64"
      ];
    }
    {
      kernel = "redox";
      processors = [
        "x86_64"
      ];
    }
    {
      kernel = "wasi";
      processors = [
        "wasm64"
        "wasm32"
      ];
    }
    {
      kernel = "windows";
      processors = [
        "aarch64"
        "x86_64"
        "i686"
      ];
    }
    {
      kernel = "uefi";
      processors = [
        "aarch64"
        "x86_64"
      ];
    }
  ];

  all = concatMap ({ kernel, processors }: map (cpu: "${cpu}-${kernel}") processors) table;
  parsed = lib.attrsets.genAttrs all mkSystemFromString;
  those = holds: filter (name: holds parsed.${name}) all;
in
builtins.mapAttrs (_: those) {
  aarch = predicates.isAarch;
  aarch64 = predicates.isAarch64;
  arc = predicates.isArc;
  arm = predicates.isAarch32;
  armv7 = predicates.isArmv7;
  bigEndian = predicates.isBigEndian;
  cygwin = predicates.isCygwin;
  darwin = predicates.isDarwin;
  embedded = predicates.isNone;
  freebsd = predicates.isFreeBSD;
  genode = predicates.isGenode;
  gnu = predicates.isGnu;
  i686 = predicates.isi686;
  illumos = predicates.isSunOS;
  js = predicates.isJavaScript;
  linux = predicates.isLinux;
  littleEndian = predicates.isLittleEndian;
  loongarch64 = predicates.isLoongArch64;
  m68k = predicates.isM68k;
  microblaze = predicates.isMicroBlaze;
  mips = predicates.isMips;
  mmix = predicates.isMmix;
  netbsd = predicates.isNetBSD;
  none = _: false;
  openbsd = predicates.isOpenBSD;
  or1k = predicates.isOr1k;
  power = predicates.isPower;
  redox = predicates.isRedox;
  riscv = predicates.isRiscV;
  riscv32 = predicates.isRiscV32;
  riscv64 = predicates.isRiscV64;
  rx = predicates.isRx;
  s390 = predicates.isS390;
  s390x = predicates.isS390x;
  sh4 = predicates.isSh4;
  uefi = predicates.isUefi;
  unix = predicates.isUnix;
  vc4 = predicates.isVc4;
  wasi = predicates.isWasi;
  windows = predicates.isWindows;
  x86 = predicates.isx86;
  x86_64 = predicates.isx86_64;
}
// {
  inherit all;
}
