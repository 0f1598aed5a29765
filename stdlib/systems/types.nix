# Option types for the parts of a system.
lib:
let
  inherit (lib.types) enum mkOptionType;
  inherit (lib.systems) parse;

  oneOf = members: enum (builtins.attrValues members);
  open =
    name: description: type:
    mkOptionType {
      inherit name description;
      check = value: value._type or null == type;
      merge = lib.options.mergeOneOption;
    };
in
{
  significantByte = oneOf parse.significantBytes;
  openSignificantByte = open "significant-byte" "Endianness" "significant-byte";
  bitWidth = enum [
    8
    16
    32
    64
    128
  ];
  cpuType = oneOf parse.cpuTypes;
  openCpuType = open "cpu-type" "instruction set architecture name and information" "cpu-type";
  vendor = oneOf parse.vendors;
  openVendor = open "vendor" "vendor for the platform" "vendor";
  execFormat = oneOf parse.execFormats;
  openExecFormat = open "exec-format" "executable container used by the kernel" "exec-format";
  kernelFamily = oneOf parse.kernelFamilies;
  openKernelFamily = open "exec-format" "executable container used by the kernel" "exec-format";
  kernel = oneOf parse.kernels;
  openKernel = open "kernel" "kernel name and information" "kernel";
  abi = oneOf parse.abis;
  openAbi = open "abi" "binary interface for compiled code and syscalls" "abi";
  parsedPlatform = open "system" "fully parsed representation of a platform" "system";
}
