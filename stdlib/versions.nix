# Version numbers, taken apart at dots, dashes and where digits begin and end.
lib:
let
  inherit (builtins) concatStringsSep elemAt splitVersion;
  inherit (lib.lists) take;
in
{
  /**
    The parts of a version.

        splitVersion : String -> [String]

    Example: splitVersion "1.2rc3" == [ "1" "2" "rc" "3" ]
  */
  inherit splitVersion;

  /**
    -1, 0 or 1: the first version is older than, equal to or newer than the second.

        compareVersions : String -> String -> Int

    Example: compareVersions "1.10" "1.9" == 1
  */
  inherit (builtins) compareVersions;

  /**
    The first part of a version.

        major : String -> String

    Example: major "1.2.3" == "1"
  */
  major = version: elemAt (splitVersion version) 0;

  /**
    The second part of a version.

        minor : String -> String

    Example: minor "1.2.3" == "2"
  */
  minor = version: elemAt (splitVersion version) 1;

  /**
    The third part of a version.

        patch : String -> String

    Example: patch "1.2.3" == "3"
  */
  patch = version: elemAt (splitVersion version) 2;

  /**
    The first two parts of a version.

        majorMinor : String -> String

    Example: majorMinor "1.2.3" == "1.2"
  */
  majorMinor = version: concatStringsSep "." (take 2 (splitVersion version));

  /**
    A version with just so many parts, filled up with zeros; what follows its first dash stays.

        pad : Int -> String -> String

    Example: pad 3 "1.2-rc1" == "1.2.0-rc1"
  */
  pad =
    parts: version:
    let
      number = builtins.head (lib.strings.splitString "-" version);
      zeros = builtins.genList (_: "0") parts;
    in
    concatStringsSep "." (take parts (splitVersion number ++ zeros))
    + lib.strings.removePrefix number version;
}
