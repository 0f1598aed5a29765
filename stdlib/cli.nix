# Command lines from attribute sets.
lib:
let
  inherit (builtins)
    concatMap
    isBool
    isList
    stringLength
    ;
  inherit (lib.attrsets) mapAttrsToList;
  inherit (lib.strings) escapeShellArgs;

  showArgument = lib.generators.mkValueStringDefault { };
in
rec {
  /**
    The words of a command line, from options by name. The function says how each option is
    written: the word, what stands between it and its argument (null: they are two words),
    whether true and false are arguments, and how an argument is shown. A list gives the option
    once for each element; null, and false if it is no argument, leave it out.

        toCommandLine : (String -> { option : String; sep : String | Null; explicitBool : Bool; formatArg? : Any -> String; ... }) -> { _ : Any } -> [String]

    Example: toCommandLine (name: { option = "-${name}"; sep = null; explicitBool = false; }) { a = 1; b = true; } == [ "-a" "1" "-b" ]
  */
  toCommandLine =
    format: options:
    let
      words =
        name: value:
        let
          written =
            if name == "" then throw "lib.cli.toCommandLine: an option has an empty name" else format name;
          inherit (written) option sep explicitBool;
          argument = (written.formatArg or showArgument) value;
        in
        if isList value then
          concatMap (words name) value
        else if value == null || (!explicitBool && value == false) then
          [ ]
        else if !explicitBool && value == true then
          [ option ]
        else if sep == null then
          [
            option
            argument
          ]
        else
          [ "${option}${sep}${argument}" ];
    in
    builtins.concatLists (mapAttrsToList words options);

  /**
    `toCommandLine` as one string for a shell, quoted where it must be.

        toCommandLineShell : (String -> { option : String; sep : String | Null; explicitBool : Bool; formatArg? : Any -> String; ... }) -> { _ : Any } -> String

    Example: toCommandLineShell (name: { option = "-${name}"; sep = null; explicitBool = false; }) { a = "x y"; } == "-a 'x y'"
  */
  toCommandLineShell = format: options: escapeShellArgs (toCommandLine format options);

  /**
    The words of a command line as GNU programs read it: `--name=value`, and `-nvalue` for a
    name of one letter.

        toCommandLineGNU : { explicitBool? : Bool; formatArg? : Any -> String; isLong? : String -> Bool; } -> { _ : Any } -> [String]

    Example: toCommandLineGNU { } { name = "x"; n = 3; v = true; } == [ "-n3" "--name=x" "-v" ]
  */
  toCommandLineGNU =
    {
      isLong ? name: stringLength name > 1,
      explicitBool ? false,
      formatArg ? showArgument,
    }:
    toCommandLine (
      name:
      let
        long = isLong name;
      in
      {
        option = "${if long then "--" else "-"}${name}";
        sep = if long then "=" else "";
        inherit explicitBool formatArg;
      }
    );

  /**
    `toCommandLineGNU` as one string for a shell, quoted where it must be.

        toCommandLineShellGNU : { explicitBool? : Bool; formatArg? : Any -> String; isLong? : String -> Bool; } -> { _ : Any } -> String

    Example: toCommandLineShellGNU { } { msg = "two words"; } == "'--msg=two words'"
  */
  toCommandLineShellGNU = style: options: escapeShellArgs (toCommandLineGNU style options);

  /**
    An older form of `toCommandLine`, which it asks for.

        toGNUCommandLine : { mkOptionName? : String -> String; mkBool? : String -> Bool -> [String]; mkList? : String -> [Any] -> [String]; mkOption? : String -> Any -> [String]; optionValueSeparator? : String | Null; } -> { _ : Any } -> [String]

    Example: isFunction toGNUCommandLine
  */
  toGNUCommandLine =
    {
      mkOptionName ? name: if stringLength name == 1 then "-${name}" else "--${name}",
      mkBool ? name: value: lib.lists.optional value (mkOptionName name),
      mkList ? name: value: concatMap (mkOption name) value,
      mkOption ?
        name: value:
        if value == null then
          [ ]
        else if optionValueSeparator == null then
          [
            (mkOptionName name)
            (showArgument value)
          ]
        else
          [ "${mkOptionName name}${optionValueSeparator}${showArgument value}" ],
      optionValueSeparator ? null,
    }:
    options:
    let
      words =
        name: value:
        if isBool value then
          mkBool name value
        else if isList value then
          mkList name value
        else
          mkOption name value;
    in
    lib.trivial.warn
      "lib.cli.toGNUCommandLine is deprecated, please use lib.cli.toCommandLine or lib.cli.toCommandLineShellGNU instead."
      (builtins.concatLists (mapAttrsToList words options));

  /**
    An older form of `toCommandLineShell`, which it asks for.

        toGNUCommandLineShell : { _ : Any } -> { _ : Any } -> String

    Example: isFunction toGNUCommandLineShell
  */
  toGNUCommandLineShell =
    style: options:
    lib.trivial.warn
      "lib.cli.toGNUCommandLineShell is deprecated, please use lib.cli.toCommandLineShell or lib.cli.toCommandLineShellGNU instead."
      (escapeShellArgs (toGNUCommandLine style options));
}
