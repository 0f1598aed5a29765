# What a package was made from.
lib:
builtins.mapAttrs (shortName: isSource: { inherit isSource shortName; }) {
  binaryBytecode = false;
  binaryFirmware = false;
  binaryNativeCode = false;
  fromSource = true;
  obfuscatedCode = false;
}
