# Flags of configure scripts, CMake and Meson.
lib:
let
  inherit (builtins) isBool isString;
  inherit (lib.strings) optionalString toUpper;
in
rec {
  /**
    A definition of a CMake variable of a type.

        cmakeOptionType : String -> String -> String -> String

    Example: cmakeOptionType "path" "P" "/x" == "-DP:PATH=/x"
  */
  cmakeOptionType =
    let
      types = [
        "BOOL"
        "FILEPATH"
        "INTERNAL"
        "LIST"
        "PATH"
        "STRING"
      ];
    in
    type: name: value:
    assert builtins.elem (toUpper type) types;
    assert isString name;
    assert isString value;
    "-D${name}:${toUpper type}=${value}";

  /**
    A definition of a CMake variable that is true or false.

        cmakeBool : String -> Bool -> String

    Example: cmakeBool "F" true == "-DF:BOOL=TRUE"
  */
  cmakeBool =
    name: value:
    assert isBool value;
    cmakeOptionType "bool" name (if value then "TRUE" else "FALSE");

  /**
    A definition of a CMake variable that is a text.

        cmakeFeature : String -> String -> String

    Example: cmakeFeature "V" "x" == "-DV:STRING=x"
  */
  cmakeFeature = cmakeOptionType "string";

  /**
    An option of Meson.

        mesonOption : String -> String -> String

    Example: mesonOption "o" "v" == "-Do=v"
  */
  mesonOption =
    name: value:
    assert isString name;
    assert isString value;
    "-D${name}=${value}";

  /**
    An option of Meson that is true or false.

        mesonBool : String -> Bool -> String

    Example: mesonBool "o" true == "-Do=true"
  */
  mesonBool =
    name: value:
    assert isBool value;
    mesonOption name (lib.trivial.boolToString value);

  /**
    A feature of Meson, enabled or disabled.

        mesonEnable : String -> Bool -> String

    Example: mesonEnable "o" false == "-Do=disabled"
  */
  mesonEnable =
    name: value:
    assert isBool value;
    mesonOption name (if value then "enabled" else "disabled");

  /**
    The flag that enables or disables a feature.

        enableFeature : Bool -> String -> String

    Example: enableFeature false "x" == "--disable-x"
  */
  enableFeature =
    enable: name:
    assert isBool enable;
    assert isString name;
    "--${if enable then "enable" else "disable"}-${name}";

  /**
    The flag that enables a feature with a value, or disables it.

        enableFeatureAs : Bool -> String -> String -> String

    Example: enableFeatureAs true "x" "v" == "--enable-x=v"
  */
  enableFeatureAs =
    enable: name: value:
    enableFeature enable name + optionalString enable "=${value}";

  /**
    The flag that builds with a package, or without it.

        withFeature : Bool -> String -> String

    Example: withFeature false "x" == "--without-x"
  */
  withFeature =
    use: name:
    assert isBool use;
    assert isString name;
    "--${if use then "with" else "without"}-${name}";

  /**
    The flag that builds with a package of a value, or without it.

        withFeatureAs : Bool -> String -> String -> String

    Example: withFeatureAs true "x" "v" == "--with-x=v"
  */
  withFeatureAs =
    use: name: value:
    withFeature use name + optionalString use "=${value}";
}
