# What the parsed name of a system says, member by member.
lib: args: final:
let
  inherit (lib.lists) findFirst;
  inherit (lib.strings) replaceStrings toUpper;
  inherit (lib.systems) parse;
  inherit (final) parsed;

  cpu = parsed.cpu.name;
  kernel = parsed.kernel.name;

  # The first choice whose condition holds.
  choose =
    default: choices:
    let
      found = findFirst (choice: choice.when) null choices;
    in
    if found == null then default else found.then';
  when = condition: value: {
    when = condition;
    then' = value;
  };
  table = default: names: names.${cpu} or default;

  processor = {
    powerpc64le = "ppc64le";
    powerpc64 = "ppc64";
    powerpc = "ppc";
  };
in
{
  parsed = parse.mkSystemFromString (args.config or args.system);
  system = parse.doubleFromSystem parsed;
  config = parse.tripleFromSystem parsed;

  linker =
    if final.useLLVM || final.isFreeBSD || final.isOpenBSD then
      "lld"
    else if final.isDarwin then
      "cctools"
    else
      "bfd";

  libc = choose "native/impure" [
    (when final.isDarwin "libSystem")
    (when final.isMsvc "ucrt")
    (when final.isMinGW "ucrt")
    (when final.isCygwin "cygwin")
    (when final.isWasi "wasilibc")
    (when (final.isWasm && !final.isWasi) null)
    (when final.isRedox "relibc")
    (when final.isMusl "musl")
    (when final.isUClibc "uclibc")
    (when final.isAndroid "bionic")
    (when final.isLinux "glibc")
    (when final.isFreeBSD "fblibc")
    (when final.isOpenBSD "oblibc")
    (when final.isNetBSD "nblibc")
    (when final.isAvr "avrlibc")
    (when final.isGhcjs null)
    (when final.isNone "newlib")
  ];

  libDir =
    if !final.isLinux then
      null
    else if final.isx86_64 || final.isMips64 || final.isPower64 then
      "lib64"
    else
      "lib";

  extensions =
    let
      shared =
        if final.isDarwin then
          ".dylib"
        else if final.isWindows || final.isCygwin then
          ".dll"
        else
          ".so";
      static = if final.isWindows then (if final.isMsvc then ".lib" else ".a") else ".a";
      sharedLibrary = if final.hasSharedLibraries then { sharedLibrary = shared; } else { };
    in
    {
      staticLibrary = static;
      library = if final.isStatic || !final.hasSharedLibraries then static else shared;
      executable = if final.isWindows || final.isCygwin then ".exe" else "";
    }
    // sharedLibrary;

  useLLVM = false;
  hasSharedLibraries =
    (final.isAndroid || final.isGnu || final.isMusl || final.isUClibc && final.isLinux)
    || final.isDarwin
    || final.isSunOS
    || final.isBSD
    || final.isCygwin
    || final.isMinGW
    || final.isWindows
    || final.isRedox;
  isStatic = final.isWasi;

  uname = {
    system =
      {
        linux = "Linux";
        windows = "Windows";
        darwin = "Darwin";
        netbsd = "NetBSD";
        freebsd = "FreeBSD";
        openbsd = "OpenBSD";
        wasi = "Wasi";
        redox = "Redox";
        genode = "Genode";
      }
      .${kernel} or null;
    processor =
      if final.isDarwin then final.darwinArch else processor.${cpu} or cpu;
    release = null;
  };

  linuxArch = choose cpu [
    (when final.isAarch32 "arm")
    (when final.isAarch64 "arm64")
    (when final.isx86_32 "i386")
    (when final.isx86_64 "x86_64")
    (when final.isMicroBlaze "microblaze")
    (when final.isMips32 "mips")
    (when final.isMips64 "mips")
    (when final.isPower "powerpc")
    (when final.isRiscV "riscv")
    (when final.isS390 "s390")
    (when final.isLoongArch64 "loongarch")
  ];
  ubootArch = if final.isx86_32 then "x86" else final.linuxArch;
  qemuArch = choose (processor.${cpu} or cpu) [
    (when final.isAarch32 "arm")
    (when final.isAarch64 (if final.isBigEndian then "aarch64_be" else "aarch64"))
    (when final.isx86_32 "i386")
    (when final.isMips64n32 "mipsn32${lib.strings.optionalString final.isLittleEndian "el"}")
  ];
  efiArch = choose cpu [
    (when final.isx86_32 "ia32")
    (when final.isx86_64 "x64")
    (when final.isAarch32 "arm")
    (when final.isAarch64 "aa64")
  ];
  darwinArch = parse.darwinArch parsed.cpu;

  darwinPlatform =
    if final.isMacOS then
      "macos"
    else if final.isiOS then
      "ios"
    else
      null;
  darwinSdkVersion = "14.4";
  darwinMinVersion = "14.0";
  darwinMinVersionVariable =
    if final.isMacOS then
      "MACOSX_DEPLOYMENT_TARGET"
    else if final.isiOS then
      "IPHONEOS_DEPLOYMENT_TARGET"
    else
      null;
  androidSdkVersion = null;
  androidNdkVersion = null;
  useAndroidPrebuilt = false;
  useiOSPrebuilt = false;

  gcc = { };
  rustc = { };

  rust = {
    rustcTarget =
      let
        arch = table cpu {
          armv7a = "armv7";
          armv7l = "armv7";
          armv6l = "arm";
          armv5tel = "armv5te";
          riscv32 = "riscv32gc";
          riscv64 = "riscv64gc";
        };
        vendor = if parsed.vendor.name == "w64" then "pc" else parsed.vendor.name;
        interface = if parsed.abi.name == "unknown" then "" else "-${parsed.abi.name}";
      in
      if final.isWasi then "${cpu}-wasip1" else "${arch}-${vendor}-${kernel}${interface}";
    cargoEnvVarTarget = replaceStrings [ "-" "." ] [ "_" "_" ] (toUpper final.rust.rustcTarget);
    platform = {
      arch = table cpu {
        i686 = "x86";
        armv7l = "arm";
        armv7a = "arm";
        armv6l = "arm";
        powerpc64le = "powerpc64";
      };
      os = if final.isDarwin then "macos" else kernel;
      target-family = choose [ ] [
        (when final.isUnix [ "unix" ])
        (when final.isWindows [ "windows" ])
        (when final.isWasm [ "wasm" ])
      ];
    };
  };

  go = {
    GOARCH = choose (processor.${cpu} or cpu) [
      (when final.isx86_64 "amd64")
      (when final.isx86_32 "386")
      (when final.isAarch64 "arm64")
      (when final.isAarch32 "arm")
      (when final.isWasm "wasm")
    ];
    GOOS = if final.isWasi then "wasip1" else kernel;
    GOARM = if final.isAarch32 then parsed.cpu.version or "" else null;
  };

  node = {
    arch = choose null [
      (when final.isx86_64 "x64")
      (when final.isx86_32 "ia32")
      (when final.isAarch64 "arm64")
      (when final.isAarch32 "arm")
      (when final.isRiscV64 "riscv64")
      (when final.isPower64 "ppc64")
      (when final.isS390x "s390x")
      (when final.isLoongArch64 "loong64")
    ];
    platform = choose null [
      (when final.isLinux "linux")
      (when final.isDarwin "darwin")
      (when final.isWindows "win32")
      (when final.isFreeBSD "freebsd")
      (when final.isOpenBSD "openbsd")
      (when final.isSunOS "sunos")
    ];
  };

  nim = {
    cpu = choose null [
      (when final.isx86_64 "amd64")
      (when final.isx86_32 "i386")
      (when final.isAarch64 "arm64")
      (when final.isAarch32 "arm")
      (when final.isPower64 "powerpc64el")
      (when final.isRiscV64 "riscv64")
    ];
    os = choose null [
      (when final.isLinux "Linux")
      (when final.isDarwin "MacOSX")
      (when final.isWindows "Windows")
      (when final.isFreeBSD "FreeBSD")
      (when final.isNetBSD "NetBSD")
      (when final.isOpenBSD "OpenBSD")
    ];
  };

  canExecute =
    platform:
    final.isAndroid == platform.isAndroid
    && parse.isCompatible parsed.cpu platform.parsed.cpu
    && kernel == platform.parsed.kernel.name;
  emulator =
    pkgs:
    throw "lib.systems.elaborate: no emulator is known for ${final.config}";
  emulatorAvailable = pkgs: false;
  staticEmulatorAvailable = pkgs: false;
}
