# The names of systems, as `x86_64-linux` and `x86_64-unknown-linux-gnu`, taken apart and put
# together.
lib:
let
  inherit (builtins)
    elemAt
    length
    mapAttrs
    ;
  inherit (lib.strings) hasPrefix splitString versionAtLeast;

  # Members of a table know what they are and how they are called.
  table = type: mapAttrs (name: member: { inherit name; } // member // { _type = type; });
  bare = names: lib.attrsets.genAttrs names (_: { });

  known =
    what: members: name:
    members.${name} or (throw "lib.systems: ${what} `${name}` is not known");
  cpuOf = name: known "the processor" self.cpuTypes (if name == "arm64" then "aarch64" else name);
  # Some names carry a version: `darwin20`.
  kernelOf =
    name:
    known "the kernel" self.kernels (
      if hasPrefix "darwin" name then
        "darwin"
      else if hasPrefix "netbsd" name then
        "netbsd"
      else
        name
    );

  # What is meant where a name leaves it out.
  guess = {
    vendor =
      kernel:
      if kernel.families ? darwin then
        "apple"
      else if kernel.name == "windows" || kernel.name == "cygwin" then
        "pc"
      else
        "unknown";
    abi =
      cpu: kernel:
      if kernel.name == "linux" then
        if cpu.family == "arm" && cpu.bits == 32 then
          if versionAtLeast (cpu.version or "0") "6" then "gnueabihf" else "gnueabi"
        else if cpu.name == "powerpc64" then
          "gnuabielfv2"
        else
          "gnu"
      else if kernel.name == "windows" then
        "gnu"
      else
        "unknown";
  };

  self = lib.systems.parse;
in
rec {
  significantBytes = table "significant-byte" (bare [
    "bigEndian"
    "littleEndian"
  ]);

  cpuTypes =
    let
      inherit (significantBytes) bigEndian littleEndian;
      cpu = significantByte: bits: family: { inherit bits family significantByte; };
      little = cpu littleEndian;
      big = cpu bigEndian;
      arm = version: arch: little 32 "arm" // { inherit version arch; };
      x86 = arch: little 32 "x86" // { inherit arch; };
      arm64 = little 64 "arm" // {
        version = "8";
        arch = "armv8-a";
      };
    in
    table "cpu-type" {
      arm = little 32 "arm";
      armv5tel = arm "5" "armv5t";
      armv6m = arm "6" "armv6-m";
      armv6l = arm "6" "armv6";
      armv7a = arm "7" "armv7-a";
      armv7r = arm "7" "armv7-r";
      armv7m = arm "7" "armv7-m";
      armv7l = arm "7" "armv7";
      armv8a = arm "8" "armv8-a";
      armv8r = arm "8" "armv8-a";
      armv8m = arm "8" "armv8-m";
      aarch64 = arm64;
      arm64 = arm64;
      aarch64_be = arm64 // {
        significantByte = bigEndian;
      };
      i386 = x86 "i386";
      i486 = x86 "i486";
      i586 = x86 "i586";
      i686 = x86 "i686";
      x86_64 = little 64 "x86" // {
        arch = "x86-64";
      };
      microblaze = big 32 "microblaze";
      microblazeel = little 32 "microblaze";
      mips = big 32 "mips";
      mipsel = little 32 "mips";
      mips64 = big 64 "mips";
      mips64el = little 64 "mips";
      mmix = big 64 "mmix";
      m68k = big 32 "m68k";
      powerpc = big 32 "power";
      powerpc64 = big 64 "power";
      powerpc64le = little 64 "power";
      powerpcle = little 32 "power";
      riscv32 = little 32 "riscv";
      riscv64 = little 64 "riscv";
      s390 = big 32 "s390";
      s390x = big 64 "s390";
      sparc = big 32 "sparc";
      sparc64 = big 64 "sparc";
      wasm32 = little 32 "wasm";
      wasm64 = little 64 "wasm";
      alpha = little 64 "alpha";
      rx = little 32 "rx";
      msp430 = little 16 "msp430";
      avr = {
        bits = 8;
        family = "avr";
      };
      vc4 = little 32 "vc4";
      or1k = big 32 "or1k";
      loongarch64 = little 64 "loongarch";
      javascript = little 32 "javascript";
      sh4 = little 32 "sh";
      arc = little 32 "arc";
    };

  vendors = table "vendor" (bare [
    "apple"
    "knuth"
    "none"
    "pc"
    "unknown"
    "w64"
  ]);

  execFormats = table "exec-format" (bare [
    "aout"
    "elf"
    "macho"
    "pe"
    "unknown"
    "wasm"
  ]);

  kernelFamilies = table "exec-format" (bare [
    "bsd"
    "darwin"
  ]);

  kernels =
    let
      inherit (kernelFamilies) bsd darwin;
      kernel = execFormat: families: { inherit execFormat families; };
      plain = execFormat: kernel execFormat { };
      apple = kernel execFormats.macho { inherit darwin; };
    in
    with execFormats;
    table "kernel" {
      macos = apple // {
        name = "darwin";
      };
      darwin = apple;
      ios = apple // {
        name = "ios";
      };
      tvos = apple // {
        name = "tvos";
      };
      watchos = apple // {
        name = "watchos";
      };
      freebsd = kernel elf { inherit bsd; };
      netbsd = kernel elf { inherit bsd; };
      openbsd = kernel elf { inherit bsd; };
      linux = plain elf;
      solaris = plain elf;
      redox = plain elf;
      genode = plain elf;
      cygwin = plain pe;
      windows = plain pe;
      win32 = plain pe // {
        name = "windows";
      };
      uefi = plain pe;
      wasi = plain wasm;
      none = plain unknown;
      ghcjs = plain unknown;
      mmixware = plain unknown;
    };

  abis =
    let
      float = float: { inherit float; };
      abi = abi: { inherit abi; };
      not =
        condition: message: members:
        members
        // {
          assertions = [
            {
              assertion = platform: !condition platform;
              inherit message;
            }
          ];
        };
      isArm32 = platform: platform.isAarch32;
    in
    table "abi" {
      android = not isArm32 "The \"android\" ABI is not for 32-bit ARM. Use \"androideabi\" instead." { };
      androideabi = { };
      eabi = float "soft";
      eabihf = float "hard";
      elf = { };
      gnu = not isArm32 "The \"gnu\" ABI is ambiguous on 32-bit ARM. Use \"gnueabi\" or \"gnueabihf\" instead." { };
      gnueabi = float "soft";
      gnueabihf = float "hard";
      gnuabi64 = abi "64";
      gnuabin32 = abi "n32";
      gnuabielfv1 = abi "elfv1";
      gnuabielfv2 = abi "elfv2";
      msvc = { };
      musl = { };
      musleabi = float "soft";
      musleabihf = float "hard";
      muslabi64 = abi "64";
      muslabin32 = abi "n32";
      uclibc = { };
      uclibceabi = float "soft";
      uclibceabihf = float "hard";
      unknown = { };
    };

  /**
    Whether the value is a system taken apart.

        isSystem : Any -> Bool

    Example: systems.parse.isSystem (systems.parse.mkSystemFromString "x86_64-linux")
  */
  isSystem = value: value._type or null == "system";

  /**
    A system of its parts.

        mkSystem : { cpu : Any; vendor : Any; kernel : Any; abi : Any; } -> { _type : String; ... }

    Example: systems.parse.isSystem (systems.parse.mkSystem { })
  */
  mkSystem = parts: parts // { _type = "system"; };

  /**
    The names of the parts in the parts of a string.

        mkSkeletonFromList : [String] -> { cpu : String; ... }

    Example: systems.parse.mkSkeletonFromList [ "x86_64" "linux" ] == { cpu = "x86_64"; kernel = "linux"; }
  */
  mkSkeletonFromList =
    parts:
    let
      count = length parts;
      cpu = elemAt parts 0;
      second = elemAt parts 1;
      third = elemAt parts 2;
    in
    if count == 1 && cpu == "avr" then
      {
        inherit cpu;
        kernel = "none";
        abi = "unknown";
      }
    else if count == 1 then
      throw "system string '${cpu}' with 1 component is ambiguous"
    else if count == 2 && second == "windows" then
      {
        inherit cpu;
        kernel = "windows";
        abi = "msvc";
      }
    else if count == 2 && second == "elf" then
      {
        inherit cpu;
        vendor = "unknown";
        kernel = "none";
        abi = second;
      }
    else if count == 2 then
      {
        inherit cpu;
        kernel = second;
      }
    else if count == 3 && second == "apple" then
      {
        inherit cpu;
        vendor = "apple";
        kernel = third;
      }
    else if count == 3 && hasPrefix "mingw" third then
      {
        inherit cpu;
        vendor = if second == "w64" then "w64" else "unknown";
        kernel = "windows";
        abi = "gnu";
      }
    else if count == 3 && (second == "linux" || second == "none" || third == "elf" || third == "gnu") then
      {
        inherit cpu;
        vendor = "unknown";
        kernel = second;
        abi = third;
      }
    else if count == 3 then
      {
        inherit cpu;
        vendor = second;
        kernel = third;
      }
    else if count == 4 then
      {
        inherit cpu;
        vendor = second;
        kernel = third;
        abi = elemAt parts 3;
      }
    else
      throw "system string '${builtins.concatStringsSep "-" parts}' has invalid number of hyphen-separated components";

  /**
    A system from the names of its parts; vendor and binary interface are guessed where they
    are not told.

        mkSystemFromSkeleton : { cpu : String; vendor? : String; kernel : String; abi? : String; } -> { _type : String; ... }

    Example: (systems.parse.mkSystemFromSkeleton { cpu = "x86_64"; kernel = "linux"; }).abi.name == "gnu"
  */
  mkSystemFromSkeleton =
    {
      cpu,
      vendor ? guess.vendor (kernelOf kernel),
      kernel,
      abi ? guess.abi (cpuOf cpu) (kernelOf kernel),
    }:
    mkSystem {
      cpu = cpuOf cpu;
      vendor = known "the vendor" vendors vendor;
      kernel = kernelOf kernel;
      abi = known "the binary interface" abis abi;
    };

  /**
    The system that a string names.

        mkSystemFromString : String -> { _type : String; ... }

    Example: (systems.parse.mkSystemFromString "x86_64-linux").kernel.name == "linux"
  */
  mkSystemFromString =
    text: mkSystemFromSkeleton (mkSkeletonFromList (splitString "-" text));

  /**
    The name of a kernel in a long name.

        kernelName : { name : String; ... } -> String

    Example: systems.parse.kernelName systems.parse.kernels.linux == "linux"
  */
  kernelName = kernel: kernel.name + toString (kernel.version or "");

  /**
    The name of a system's processor as Apple has it.

        darwinArch : { name : String; ... } -> String

    Example: systems.parse.darwinArch systems.parse.cpuTypes.aarch64 == "arm64"
  */
  darwinArch = cpu: if cpu.name == "aarch64" then "arm64" else cpu.name;

  /**
    The short name of a system.

        doubleFromSystem : { cpu : Any; kernel : Any; abi : Any; ... } -> String

    Example: systems.parse.doubleFromSystem (systems.parse.mkSystemFromString "x86_64-pc-linux-gnu") == "x86_64-linux"
  */
  doubleFromSystem =
    {
      cpu,
      kernel,
      abi,
      ...
    }:
    if kernel.families ? darwin then
      "${cpu.name}-darwin"
    else
      "${cpu.name}-${kernelName kernel}";

  /**
    The executable format that NetBSD has on a processor.

        gnuNetBSDDefaultExecFormat : { family : String; bits : Int; ... } -> Any

    Example: (systems.parse.gnuNetBSDDefaultExecFormat systems.parse.cpuTypes.x86_64).name == "elf"
  */
  gnuNetBSDDefaultExecFormat =
    cpu:
    if
      (cpu.family == "arm" && cpu.bits == 32)
      || (cpu.family == "sparc" && cpu.bits == 32)
      || (cpu.family == "m68k" && cpu.bits == 32)
      || (cpu.family == "x86" && cpu.bits == 32)
    then
      execFormats.aout
    else
      execFormats.elf;

  /**
    The long name of a system.

        tripleFromSystem : { cpu : Any; vendor : Any; kernel : Any; abi : Any; ... } -> String

    Example: systems.parse.tripleFromSystem (systems.parse.mkSystemFromString "x86_64-linux") == "x86_64-unknown-linux-gnu"
  */
  tripleFromSystem =
    {
      cpu,
      vendor,
      kernel,
      abi,
      ...
    }:
    let
      processor = if kernel.families ? darwin then darwinArch cpu else cpu.name;
      format =
        if kernel.name == "netbsd" && gnuNetBSDDefaultExecFormat cpu != kernel.execFormat then
          kernel.execFormat.name
        else
          "";
      interface = if abi.name == "unknown" || kernel.name == "cygwin" then "" else "-${abi.name}";
    in
    "${processor}-${vendor.name}-${kernelName kernel}${format}${interface}";

  /**
    The same system with musl for its C library.

        mkMuslSystem : { abi : Any; ... } -> { abi : Any; ... }

    Example: (systems.parse.mkMuslSystem (systems.parse.mkSystemFromString "x86_64-linux")).abi.name == "musl"
  */
  mkMuslSystem =
    system:
    let
      name = lib.strings.replaceStrings [ "gnu" ] [ "musl" ] system.abi.name;
    in
    system // { abi = abis.${name} or system.abi; };

  /**
    Whether a processor runs programs made for another.

        isCompatible : { name : String; ... } -> { name : String; ... } -> Bool

    Example: systems.parse.isCompatible systems.parse.cpuTypes.x86_64 systems.parse.cpuTypes.i686
  */
  isCompatible =
    let
      # Each processor with those whose programs it runs too, one step down.
      below = {
        i486 = [ "i386" ];
        i586 = [ "i486" ];
        i686 = [ "i586" ];
        x86_64 = [ "i686" ];
        armv6l = [ "armv5tel" ];
        armv7a = [ "armv6l" ];
        armv7l = [
          "armv6l"
          "armv7a"
        ];
        aarch64 = [
          "armv7a"
          "armv8a"
        ];
        armv8a = [ "armv7l" ];
        powerpc64 = [ "powerpc" ];
        powerpc64le = [ "powerpcle" ];
        mips64 = [ "mips" ];
        mips64el = [ "mipsel" ];
        sparc64 = [ "sparc" ];
        s390x = [ "s390" ];
      };
      runs =
        a: b: a == b || builtins.any (lower: runs lower b) (below.${a} or [ ]);
    in
    a: b: runs a.name b.name;

  types = import ./types.nix lib;
}
