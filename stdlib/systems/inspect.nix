# Questions about systems: patterns of what they must have, and functions that ask.
lib:
let
  inherit (builtins) any isList map mapAttrs;
  inherit (lib.attrsets) matchAttrs;
  inherit (lib.lists) toList;
  inherit (lib.systems.parse)
    abis
    cpuTypes
    execFormats
    kernelFamilies
    kernels
    significantBytes
    ;

  cpu = members: { cpu = members; };
  family = family: cpu { inherit family; };
  kernel = kernel: { inherit kernel; };
  abi = abi: { inherit abi; };
in
rec {
  /**
    Two patterns as one; each may be a list, of which one must fit.

        patternLogicalAnd : Any -> Any -> [{ _ : Any }]

    Example: systems.inspect.patternLogicalAnd { a = 1; } { b = 2; } == [ { a = 1; b = 2; } ]
  */
  patternLogicalAnd =
    first: second:
    lib.lists.concatMap (
      x:
      map (
        y:
        lib.attrsets.recursiveUpdateUntil (
          path: left: right:
          if builtins.isAttrs left && builtins.isAttrs right then
            false
          else if builtins.seq (left // right) (left == right) then
            true
          else
            throw "pattern conflict at path ${toString path}"
        ) x y
      ) (toList second)
    ) (toList first);

  patterns = rec {
    isi686 = cpu cpuTypes.i686;
    isx86_32 = cpu {
      family = "x86";
      bits = 32;
    };
    isx86_64 = cpu {
      family = "x86";
      bits = 64;
    };
    isPower = family "power";
    isPower64 = cpu {
      family = "power";
      bits = 64;
    };
    isAbiElfv1 = [
      (abi { abi = "elfv1"; })
      {
        cpu = cpuTypes.powerpc64;
        abi.name = "musl";
      }
    ];
    isAbiElfv2 = [
      (abi { abi = "elfv2"; })
      {
        cpu = {
          family = "power";
          bits = 64;
          significantByte = significantBytes.littleEndian;
        };
      }
    ];
    isx86 = family "x86";
    isAarch32 = cpu {
      family = "arm";
      bits = 32;
    };
    isArmv7 = map (arch: cpu { inherit arch; }) [
      "armv7"
      "armv7-a"
      "armv7-m"
      "armv7-r"
    ];
    isAarch64 = cpu {
      family = "arm";
      bits = 64;
    };
    isAarch = family "arm";
    isMicroBlaze = family "microblaze";
    isMips = family "mips";
    isMips32 = cpu {
      family = "mips";
      bits = 32;
    };
    isMips64 = cpu {
      family = "mips";
      bits = 64;
    };
    isMips64n32 = isMips64 // abi { abi = "n32"; };
    isMips64n64 = isMips64 // abi { abi = "64"; };
    isMmix = family "mmix";
    isRiscV = family "riscv";
    isRiscV32 = cpu {
      family = "riscv";
      bits = 32;
    };
    isRiscV64 = cpu {
      family = "riscv";
      bits = 64;
    };
    isRx = family "rx";
    isSparc = family "sparc";
    isSparc64 = cpu {
      family = "sparc";
      bits = 64;
    };
    isWasm = family "wasm";
    isMsp430 = family "msp430";
    isVc4 = family "vc4";
    isAvr = family "avr";
    isAlpha = family "alpha";
    isOr1k = family "or1k";
    isM68k = family "m68k";
    isS390 = family "s390";
    isS390x = cpu {
      family = "s390";
      bits = 64;
    };
    isLoongArch64 = cpu {
      family = "loongarch";
      bits = 64;
    };
    isJavaScript = cpu cpuTypes.javascript;
    isSh4 = family "sh";
    isArc = family "arc";

    is32bit = cpu { bits = 32; };
    is64bit = cpu { bits = 64; };
    isILP32 = [
      (isMips64n32)
    ];
    isBigEndian = cpu { significantByte = significantBytes.bigEndian; };
    isLittleEndian = cpu { significantByte = significantBytes.littleEndian; };

    isBSD = kernel { families = { inherit (kernelFamilies) bsd; }; };
    isDarwin = kernel { families = { inherit (kernelFamilies) darwin; }; };
    isUnix = [
      isBSD
      isDarwin
      isLinux
      isSunOS
      isCygwin
      isRedox
    ];

    isMacOS = kernel kernels.macos;
    isiOS = kernel kernels.ios;
    isLinux = kernel kernels.linux;
    isSunOS = kernel kernels.solaris;
    isFreeBSD = kernel { name = "freebsd"; };
    isNetBSD = kernel kernels.netbsd;
    isOpenBSD = kernel kernels.openbsd;
    isWindows = kernel kernels.windows;
    isUefi = kernel kernels.uefi;
    isCygwin = kernel kernels.cygwin;
    isMinGW = {
      kernel = kernels.windows;
      abi = abis.gnu;
    };
    isMsvc = {
      kernel = kernels.windows;
      abi = abis.msvc;
    };
    isWasi = kernel kernels.wasi;
    isRedox = kernel kernels.redox;
    isGhcjs = kernel kernels.ghcjs;
    isGenode = kernel kernels.genode;
    isNone = kernel kernels.none;

    isAndroid = map abi [
      abis.android
      abis.androideabi
    ];
    isGnu = map abi (
      with abis;
      [
        gnuabi64
        gnuabin32
        gnu
        gnueabi
        gnueabihf
        gnuabielfv1
        gnuabielfv2
      ]
    );
    isMusl = map abi (
      with abis;
      [
        musl
        musleabi
        musleabihf
        muslabin32
        muslabi64
      ]
    );
    isUClibc = map abi (
      with abis;
      [
        uclibc
        uclibceabi
        uclibceabihf
      ]
    );

    isEfi = [
      {
        cpu = {
          family = "arm";
          version = "6";
        };
      }
      {
        cpu = {
          family = "arm";
          version = "7";
        };
      }
      {
        cpu = {
          family = "arm";
          version = "8";
        };
      }
      (family "riscv")
      (family "x86")
      isLoongArch64
    ];
    isEabi = [
      { abi.name = "eabi"; }
      { abi.name = "eabihf"; }
    ];
    isElf = kernel { execFormat = execFormats.elf; };
    isMacho = kernel { execFormat = execFormats.macho; };
    isPE = kernel { execFormat = execFormats.pe; };
  };

  /**
    The function that says whether a set has what the pattern, or one of a list, asks for.

        matchAnyAttrs : Any -> { _ : Any } -> Bool

    Example: systems.inspect.matchAnyAttrs [ { a = 1; } { b = 2; } ] { b = 2; c = 3; }
  */
  matchAnyAttrs =
    pattern:
    if isList pattern then
      set: any (one: matchAttrs one set) pattern
    else
      matchAttrs pattern;

  predicates = mapAttrs (_: matchAnyAttrs) patterns;

  # Patterns of an elaborated platform, and not of its parsed name.
  platformPatterns = {
    isStatic = {
      parsed = { };
      isStatic = true;
    };
  };
}
