# Options: their declarations, the simple ways of merging, and how they are shown.
lib:
let
  inherit (builtins)
    concatMap
    concatStringsSep
    elemAt
    filter
    foldl'
    head
    isAttrs
    isBool
    isFunction
    isInt
    isList
    isString
    length
    map
    mapAttrs
    removeAttrs
    tail
    ;

  # Lines of a text without the line breaks.
  lines = text: filter isString (builtins.split "\n" text);

  # A definition's value below its file: one line stays beside it, several go below, at
  # most five of them. A value that cannot be printed is left out.
  showValue =
    value:
    let
      printed = builtins.tryEval (
        lib.generators.toPretty { } (
          lib.generators.withRecursion {
            depthLimit = 10;
            throwOnDepthLimit = false;
          } value
        )
      );
      all = lines printed.value;
      shown = if length all > 5 then lib.lists.take 5 all ++ [ "..." ] else all;
    in
    if !printed.success then
      ""
    else if length all == 1 then
      ": ${head all}"
    else
      ":\n    " + concatStringsSep "\n    " shown;

  usePriority = "Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.";
in
rec {
  /**
    Whether a value is the declaration of an option.

        isOption : Any -> Bool

    Example: isOption (mkOption { }) == true
  */
  isOption = lib.types.isType "option";

  /**
    Declares an option. `default` and `defaultText`, `example`, `description`,
    `relatedPackages`, `type`, `apply` (a function over the merged value),
    `internal`, `visible` and `readOnly` are all optional.

        mkOption : { ... } -> { _type : String; ... }

    Example: mkOption { default = 1; } == { _type = "option"; default = 1; }
  */
  mkOption =
    {
      # What it is where nobody defines it.
      default ? null,
      # What documentation shows for the default, where that is computed.
      defaultText ? null,
      # A value as somebody might write it; documentation shows it.
      example ? null,
      # What it is for, in Markdown.
      description ? null,
      # Packages that have to do with it.
      relatedPackages ? null,
      # Which values are right, and how several definitions become one.
      type ? null,
      # Makes what is read of the merged value.
      apply ? null,
      # Whether it is there for other modules only.
      internal ? null,
      # Whether documentation shows it.
      visible ? null,
      # Whether only one definition may set it, its default being one.
      readOnly ? null,
    }@declaration:
    declaration // { _type = "option"; };

  /**
    An option of type bool that is false unless set: a switch for the thing named.

        mkEnableOption : String -> { _type : String; ... }

    Example: (mkEnableOption "the forum").description == "Whether to enable the forum."
  */
  mkEnableOption =
    name:
    mkOption {
      default = false;
      example = true;
      description = "Whether to enable ${name}.";
      type = lib.types.bool;
    };

  /**
    An option for the package to use: by default the one at a path below `pkgs`.
    The last argument may give `nullable`, `default` (another path, or null),
    `example`, `extraDescription`, `pkgsText`.

        mkPackageOption : { ... } -> String | [String] -> { ... } -> { _type : String; ... }

    Example: (mkPackageOption { hello = 1; } "hello" { }).description == "The hello package to use."
  */
  mkPackageOption =
    pkgs: name:
    {
      nullable ? false,
      default ? name,
      example ? null,
      extraDescription ? "",
      pkgsText ? "pkgs",
    }:
    let
      pathOf = it: if isList it then it else [ it ];
      names = pathOf name;
      last = elemAt names (length names - 1);
      path = pathOf default;
      found = lib.attrsets.attrByPath path (throw "${concatStringsSep "." path} cannot be found in ${pkgsText}") pkgs;
      type = lib.types.package;
    in
    mkOption (
      {
        description =
          "The ${last} package to use." + (if extraDescription == "" then "" else " ${extraDescription}");
        type = if nullable then lib.types.nullOr type else type;
      }
      // (
        if default != null then
          {
            default = found;
            defaultText = literalExpression "${pkgsText}.${concatStringsSep "." path}";
          }
        else if nullable then
          { default = null; }
        else
          { }
      )
      // (
        if example == null then
          { }
        else
          {
            example = literalExpression (if isList example then "${pkgsText}.${showOption example}" else example);
          }
      )
    );

  /**
    An option that takes definitions of anything and gives no value: for what is not
    declared in this evaluation, but may be defined.

        mkSinkUndeclaredOptions : { ... } -> { _type : String; ... }

    Example: (mkSinkUndeclaredOptions { }).type.name == "sink"
  */
  mkSinkUndeclaredOptions =
    attrs:
    mkOption (
      {
        internal = true;
        visible = false;
        default = false;
        description = "Sink for option definitions.";
        type = lib.types.mkOptionType {
          name = "sink";
          check = _: true;
          merge = _: _: false;
        };
        apply = _: throw "Option value is not readable because the option is not declared.";
      }
      // attrs
    );

  /**
    Merges by what the values are: lists and strings are joined, functions merge their
    results, sets are updated, Booleans are or-ed, equal numbers stay.

        mergeDefaultOption : [String] -> [{ file : Any; value : Any; ... }] -> Any

    Example: mergeDefaultOption [ "o" ] [ { file = "a"; value = [ 1 ]; } { file = "b"; value = [ 2 ]; } ] == [ 1 2 ]
  */
  mergeDefaultOption =
    loc: defs:
    let
      values = getValues defs;
      first = head values;
      every = predicate: builtins.all predicate values;
    in
    if length values == 1 then
      first
    else if every isFunction then
      # What the results are no longer says where they come from.
      x: mergeDefaultOption loc (map (f: f x) values)
    else if every isList then
      builtins.concatLists values
    else if every isAttrs then
      foldl' (all: set: all // set) { } values
    else if every isBool then
      builtins.any (b: b) values
    else if every isString then
      concatStringsSep "" values
    else if every isInt && every (n: n == first) then
      first
    else
      throw "Cannot merge definitions of `${showOption loc}'. Definition values:${showDefs defs}";

  /**
    The one definition; a second one is an error.

        mergeOneOption : [String] -> [{ file : Any; value : Any; ... }] -> Any

    Example: mergeOneOption [ "o" ] [ { file = "a"; value = 1; } ] == 1
  */
  mergeOneOption = mergeUniqueOption { message = ""; };

  /**
    As `mergeOneOption`, with a message that says why there can be only one, and a
    function that makes the value of it.

        mergeUniqueOption : { message : String; merge? : [String] -> [{ ... }] -> Any; ... } -> [String] -> [{ file : Any; value : Any; ... }] -> Any

    Example: mergeUniqueOption { message = "one only"; } [ "o" ] [ { file = "a"; value = 1; } ] == 1
  */
  mergeUniqueOption =
    {
      message,
      merge ? null,
    }:
    loc: defs:
    if length defs == 1 then
      if merge == null then (head defs).value else merge loc defs
    else
      throw "The option `${showOption loc}' is defined multiple times while it's expected to be unique.\n${message}\nDefinition values:${showDefs defs}\n${usePriority}";

  /**
    The value that all definitions agree on.

        mergeEqualOption : [String] -> [{ file : Any; value : Any; ... }] -> Any

    Example: mergeEqualOption [ "o" ] [ { file = "a"; value = 1; } { file = "b"; value = 1; } ] == 1
  */
  mergeEqualOption =
    loc: defs:
    if defs == [ ] then
      abort "This case should never happen."
    else if length defs == 1 then
      (head defs).value
    else
      (foldl' (
        first: def:
        if def.value != first.value then
          throw "The option `${showOption loc}' has conflicting definition values:${
            showDefs [
              first
              def
            ]
          }\n${usePriority}"
        else
          first
      ) (head defs) (tail defs)).value;

  /**
    The values of definitions.

        getValues : [{ value : a; ... }] -> [a]

    Example: getValues [ { file = "a"; value = 1; } ] == [ 1 ]
  */
  getValues = map (def: def.value);

  /**
    The files of definitions.

        getFiles : [{ file : a; ... }] -> [a]

    Example: getFiles [ { file = "a"; value = 1; } ] == [ "a" ]
  */
  getFiles = map (def: def.file);

  /**
    The options of a tree as a flat list of records for documentation.

        optionAttrSetToDocList : { ... } -> [{ ... }]

    Example: optionAttrSetToDocList { } == [ ]
  */
  optionAttrSetToDocList = optionAttrSetToDocList' [ ];

  /**
    As `optionAttrSetToDocList`, of a tree that stands below a path.

        optionAttrSetToDocList' : [String] -> { ... } -> [{ ... }]

    Example: optionAttrSetToDocList' [ "a" ] { } == [ ]
  */
  optionAttrSetToDocList' =
    _: options:
    concatMap (
      option:
      let
        visible = option.visible or true;
        record = {
          inherit (option) loc;
          name = showOption option.loc;
          description = option.description or null;
          declarations = filter (file: file != unknownModule) option.declarations;
          internal = option.internal or false;
          visible = if isBool visible then visible else visible == "shallow";
          readOnly = option.readOnly or false;
          type = option.type.description or "unspecified";
        }
        // (if option ? example then { example = literalOf "example" option.example; } else { })
        // (
          if option ? defaultText then
            { default = literalOf "defaultText" option.defaultText; }
          else if option ? default then
            { default = literalOf "default" option.default; }
          else if emptyValueOf option ? value then
            { default = literalOf "default" (emptyValueOf option).value; }
          else
            { }
        )
        // (
          if (option.relatedPackages or null) != null then { inherit (option) relatedPackages; } else { }
        );
        below = option.type.getSubOptions or (_: { }) option.loc;
        inside = if below == { } then [ ] else optionAttrSetToDocList' option.loc below;
        insideShown = visible == true || visible == "transparent";
      in
      [ record ] ++ (if insideShown then inside else [ ])
    ) (lib.attrsets.collect isOption options);

  # A type whose values have options inside is shown by these, not by its empty value.
  emptyValueOf =
    option:
    if option ? type && (option.type.getSubModules or null) == null then
      option.type.emptyValue or { }
    else
      { };

  # What an option carries as default or example, as text; a failure says which it was.
  literalOf = kind: value: builtins.addErrorContext "while evaluating the ${kind} of an option" (renderOptionValue value);

  /**
    A value with its derivations cut down to their names and internal members left
    out, fit to be printed.

        scrubOptionValue : Any -> Any

    Example: scrubOptionValue { a = 1; _args = 2; } == { a = 1; }
  */
  scrubOptionValue =
    value:
    if lib.attrsets.isDerivation value then
      {
        type = "derivation";
        drvPath = value.name;
        outPath = value.name;
        inherit (value) name;
      }
    else if isList value then
      map scrubOptionValue value
    else if isAttrs value then
      mapAttrs (_: scrubOptionValue) (removeAttrs value [ "_args" ])
    else
      value;

  /**
    A value as the text of a Nix expression; what already is such a text stays.

        renderOptionValue : Any -> { _type : String; text : String; ... }

    Example: (renderOptionValue [ ]).text == "[ ]"
  */
  renderOptionValue =
    value:
    if value ? _type && value ? text then
      value
    else
      literalExpression (
        lib.generators.toPretty {
          multiline = true;
          allowPrettyValues = true;
        } value
      );

  /**
    A text that is to be shown as a Nix expression.

        literalExpression : String -> { _type : String; text : String }

    Example: (literalExpression "pkgs.hello").text == "pkgs.hello"
  */
  literalExpression =
    text:
    if !isString text then
      throw "literalExpression expects a string."
    else
      {
        _type = "literalExpression";
        inherit text;
      };

  /**
    A text that is to be shown as Markdown.

        literalMD : String -> { _type : String; text : String }

    Example: (literalMD "*all*").text == "*all*"
  */
  literalMD =
    text:
    if !isString text then
      throw "literalMD expects a string."
    else
      {
        _type = "literalMD";
        inherit text;
      };

  /**
    Code of a language, as Markdown.

        literalCode : String -> String -> { _type : String; text : String }

    Example: (literalCode "nix" "1").text == "```nix\n1\n```\n"
  */
  literalCode = language: code: literalMD "```${language}\n${code}\n```\n";

  /**
    An option's path as it is written in Nix; placeholders stay bare.

        showOption : [String] -> String

    Example: showOption [ "a" "b.c" "<name>" ] == "a.\"b.c\".<name>"
  */
  showOption =
    parts:
    let
      placeholders = [
        "*"
        "<function body>"
      ];
      isPlaceholder = part: builtins.elem part placeholders || builtins.match "<.*>" part != null;
    in
    concatStringsSep "." (
      map (part: if isPlaceholder part then part else lib.strings.escapeNixIdentifier part) parts
    );

  /**
    Names of files for a message.

        showFiles : [String] -> String

    Example: showFiles [ "a" "b" ] == "`a' and `b'"
  */
  showFiles = files: concatStringsSep " and " (map (file: "`${file}'") files);

  /**
    Definitions for a message: each file with its value, one below the other.

        showDefs : [{ file : Any; value : Any; ... }] -> String

    Example: showDefs [ { file = "a"; value = 1; } ] == "\n- In `a': 1"
  */
  showDefs = defs: lib.strings.concatMapStrings (def: "\n- In `${def.file}'${showValue def.value}") defs;

  /**
    An evaluated option with the files that define it.

        showOptionWithDefLocs : { loc : [String]; files : [String]; ... } -> String

    Example: showOptionWithDefLocs { loc = [ "a" ]; files = [ "f" ]; } == "a, with values defined in:\n  - f\n"
  */
  showOptionWithDefLocs =
    option: "${showOption option.loc}, with values defined in:\n${lib.strings.concatMapStrings (file: "  - ${file}\n") option.files}";

  /**
    The file of a module that came from none.

        unknownModule : String

    Example: unknownModule == "<unknown-file>"
  */
  unknownModule = "<unknown-file>";
}
